import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The built command. */
export const command = join(import.meta.dirname, '../../dist/cli/main.js');

/** What a run of the command gave. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `sasako`, on a terminal of so many columns. */
export function sasako(
  args: readonly string[],
  { input = '', columns = 100 }: { input?: string | Uint8Array; columns?: number } = {},
): Ran {
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: String(columns) };
  const options = { input, env, maxBuffer: 64 * 1024 * 1024 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], options);
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** The longest line, in characters. */
export function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}
