import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  loadVectors,
  runConformance,
  type Implementation,
  type ImplementationReport,
  type Outcome,
  type RunOptions,
} from '../../src/conformance/index.js';

/** The hand-made vectors of these tests. */
export const MINI = loadVectors(fileURLToPath(new URL('./vectors/', import.meta.url)));

const program = fileURLToPath(new URL('./faulty/program.mjs', import.meta.url));

/** The program with a fault, as a command. */
export function faultyCommand(fault: string, extra = ''): string {
  return `"${process.execPath}" "${program}" ${fault} ${extra}`;
}

/** An implementation that runs a command, without expected failures. */
export function command(line: string): Implementation {
  return { name: line, launch: { command: line }, expectedFailures: new Map() };
}

/** The adapter module with a fault. */
export function faultyModule(fault: string): Implementation {
  const url = new URL(`./faulty/module.mjs?fault=${fault}`, import.meta.url);
  return { name: fault, launch: { module: url.href }, expectedFailures: new Map() };
}

/** Runs one implementation against the vectors of these tests. */
export async function run(
  implementation: Implementation,
  options: Partial<RunOptions> = {},
): Promise<ImplementationReport> {
  const report = await runConformance({
    vectors: MINI,
    implementations: [implementation],
    timeoutSeconds: 0.7,
    startTimeoutSeconds: 5,
    ...options,
  });
  return report.implementations[0]!;
}

/** The outcomes by vector, without the prefix of their ids. */
export function outcomes(report: ImplementationReport): Record<string, Outcome> {
  return Object.fromEntries(
    report.results.map(({ vector, outcome }) => [vector.replace('mini-', ''), outcome]),
  );
}

/** All vectors passed, but for those named. */
export function passedBut(others: Record<string, Outcome>): Record<string, Outcome> {
  const all = MINI.map(({ id }) => [id.replace('mini-', ''), 'pass']);
  return { ...(Object.fromEntries(all) as Record<string, Outcome>), ...others };
}

/** Whether a process ends within two seconds: one that waits to be reaped has ended. */
export async function hasEnded(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const file = `/proc/${pid}/stat`;
    if (!existsSync(file) || / \(.*\) [ZX] /.test(` ${readFileSync(file, 'utf8')}`)) return true;
    await sleep(50);
  }
  return false;
}
