import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { quote } from './answers.js';
import { LineReader } from './lines.js';
import { Tail, type Ending, type Listener, type Transport } from './transport.js';

/** After an exit, how long what it wrote last may take to arrive, in milliseconds. */
const DRAIN_MS = 500;

/** Process groups that are alive, so that none outlives this process. */
const alive = new Set<ChildProcess>();

function killGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group is gone already.
  }
}

/** Shells tell of a signal by a status of 128 and its number. */
function exitOf(status: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === status - 128)?.[0];
  return `exited with status ${status}${signal === undefined ? '' : ` (killed by ${signal})`}`;
}

let watching = false;
function killAllAtExit(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => alive.forEach(killGroup));
}

/**
 * Runs `command` through the shell, in a process group of its own so that a wrapper script dies with what it
 * started.
 */
export function openProcess(command: string, listener: Listener): Transport {
  killAllAtExit();
  const child = spawn(command, {
    shell: true,
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  alive.add(child);
  const tail = new Tail();
  let ended = false;

  const end = (ending: Ending): void => {
    if (ended) return;
    ended = true;
    killGroup(child);
    alive.delete(child);
    child.stdout.destroy();
    listener.onEnd(ending);
  };
  const lines = new LineReader(
    (line) => {
      if (!ended) listener.onLine(line);
    },
    (problem) => end({ kind: 'garbage', detail: `wrote ${problem}` }),
  );

  child.stdout.on('data', (chunk: Buffer) => {
    if (!ended) lines.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => tail.push(chunk));
  // Whoever has died can't be written to; the exit tells.
  child.stdin.on('error', () => undefined);
  child.stdout.on('error', () => undefined);
  child.stderr.on('error', () => undefined);
  child.on('error', (error) => end({ kind: 'crash', detail: `could not be run: ${error.message}` }));
  child.on('exit', (code, signal) => {
    const how = signal === null ? exitOf(code ?? 0) : `was killed by ${signal}`;
    const report = (): void => {
      const rest = lines.rest();
      const detail = rest === '' ? how : `${how} in the middle of a line: ${quote(rest)}`;
      end({ kind: 'crash', detail, status: code ?? undefined });
    };
    // What it started may hold the streams open for ever: they get a moment, not more.
    const patience = setTimeout(report, DRAIN_MS);
    child.on('close', () => {
      clearTimeout(patience);
      report();
    });
  });

  return {
    send: (line) => {
      if (!ended) child.stdin.write(`${line}\n`);
    },
    kill: () => {
      ended = true;
      killGroup(child);
      alive.delete(child);
      child.stdout.destroy();
    },
    stderr: () => tail.toString(),
    clearStderr: () => tail.clear(),
  };
}
