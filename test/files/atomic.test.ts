import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UnwritableError, writeAtomically } from '../../src/files/index.js';

const built = join(import.meta.dirname, '../../dist/files/index.js');
const OLD = 'what was there before';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sasako-test-'));
  path = join(folder, 'a.bundle');
  writeFileSync(path, OLD);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that writes `pieces` pieces of 1 KiB, with a pause after each. */
function writer(target: string, pieces: number, pause: number): string[] {
  const program = `
    import { writeAtomically } from ${JSON.stringify(built)};
    async function* slowly() {
      for (let i = 0; i < ${pieces}; i++) {
        yield new Uint8Array(1024).fill(i);
        if (${pause} > 0) await new Promise((resolve) => setTimeout(resolve, ${pause}));
      }
    }
    try {
      console.log(await writeAtomically(${JSON.stringify(target)}, slowly()));
    } catch (error) {
      console.log(error.message);
      process.exitCode = 2;
    }`;
  return ['--input-type=module', '-e', program];
}

/** Starts the program, and waits until it has written some of the file. */
async function startedWriter(): Promise<ReturnType<typeof spawn>> {
  const child = spawn(process.execPath, writer(path, 100_000, 1), { stdio: 'ignore' });
  const temporary = () => readdirSync(folder).find((name) => name.endsWith('.tmp'));
  while (!temporary() || statSync(join(folder, temporary()!)).size < 20_000) await sleep(20);
  return child;
}

describe('a file', () => {
  test('is written whole, over an old one or where there was none, with the mode of the old one', async () => {
    chmodSync(path, 0o640);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(1, 2, 3);
      expect(readFileSync(path, 'utf8')).toBe(OLD);
      await sleep(1);
      yield new Uint8Array(100_000).fill(4);
    }
    expect(await writeAtomically(path, pieces())).toBe(100_003);
    expect(readFileSync(path).subarray(0, 5)).toEqual(Buffer.from([1, 2, 3, 4, 4]));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(await writeAtomically(join(folder, 'new'), [])).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['a.bundle', 'new']);
  });

  test('is as it was where what is to be written fails, and no temporary file is left', async () => {
    function* pieces(): Generator<Uint8Array> {
      yield new Uint8Array(100_000);
      throw new Error('the source is gone');
    }
    await expect(writeAtomically(path, pieces())).rejects.toThrow('the source is gone');
    expect(readFileSync(path, 'utf8')).toBe(OLD);
    expect(readdirSync(folder)).toEqual(['a.bundle']);
  });

  test('that is a link is replaced where the link leads', async () => {
    mkdirSync(join(folder, 'other'));
    const target = join(folder, 'other', 'target');
    writeFileSync(target, OLD);
    symlinkSync(target, join(folder, 'link'));
    await writeAtomically(join(folder, 'link'), [Uint8Array.of(65)]);
    expect(readFileSync(target, 'utf8')).toBe('A');
    expect(readlinkSync(join(folder, 'link'))).toBe(target);
  });

  test('that is a link to nothing yet is made where the link leads', async () => {
    symlinkSync('later', join(folder, 'link'));
    await writeAtomically(join(folder, 'link'), Uint8Array.of(66));
    expect(readFileSync(join(folder, 'later'), 'utf8')).toBe('B');
    expect(readlinkSync(join(folder, 'link'))).toBe('later');
    symlinkSync('round', join(folder, 'round'));
    await expect(writeAtomically(join(folder, 'round'), [])).rejects.toThrow(UnwritableError);
  });

  test('may have the longest name that there is, and be open to all', async () => {
    const long = join(folder, 'é'.repeat(127));
    await writeAtomically(long, Uint8Array.of(67));
    chmodSync(long, 0o666);
    await writeAtomically(long, Uint8Array.of(68));
    expect(readFileSync(long, 'utf8')).toBe('D');
    expect(statSync(long).mode & 0o777).toBe(0o666);
  });

  test('that is no file is written as it is, or refused', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const reader = spawn('cat', [join(folder, 'pipe')], { stdio: ['ignore', 'pipe', 'ignore'] });
    let read = '';
    reader.stdout.on('data', (data: Buffer) => (read += data.toString()));
    await writeAtomically(join(folder, 'pipe'), [Buffer.from('through the pipe')]);
    await once(reader, 'close');
    expect(read).toBe('through the pipe');
    await expect(writeAtomically(folder, [])).rejects.toThrow('it is a directory');
    await expect(writeAtomically(join(folder, 'none', 'x'), [])).rejects.toThrow('there is no such folder');
    await expect(writeAtomically(join(path, 'x'), [])).rejects.toThrow(UnwritableError);
  });

  test('is as it was when the writing process is killed', async () => {
    const child = await startedWriter();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readFileSync(path, 'utf8')).toBe(OLD);
    // What is left can't be mistaken for the file, and is in nobody's way.
    expect(readdirSync(folder)).toEqual([
      expect.stringMatching(/^\.a\.bundle\.[0-9a-f]{12}\.tmp$/),
      'a.bundle',
    ]);
    expect(await writeAtomically(path, [Uint8Array.of(66)])).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe('B');
  });

  test('is as it was when the writing process is asked to end, and no temporary file is left', async () => {
    for (const [signal, status] of [
      ['SIGTERM', 143],
      ['SIGINT', 130],
    ] as const) {
      const child = await startedWriter();
      child.kill(signal);
      expect((await once(child, 'exit'))[0]).toBe(status);
      expect(readFileSync(path, 'utf8')).toBe(OLD);
      expect(readdirSync(folder)).toEqual(['a.bundle']);
    }
  });

  test('is as it was where files may not become so large, which is told', () => {
    // In units of 1 KiB.
    const limited = spawnSync('bash', [
      '-c',
      'ulimit -f 100; exec "$@"',
      'bash',
      process.execPath,
      ...writer(path, 300, 0),
    ]);
    expect(limited.stdout.toString()).toMatch(
      /a\.bundle can't be written: the limit for the size of a file is reached: it needs more than the 102400 bytes/,
    );
    expect(limited.status).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe(OLD);
    expect(readdirSync(folder)).toEqual(['a.bundle']);
  });

  test('is as it was where the disk is full, and the error says how much is needed and how much is left', ({
    skip,
  }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]);
    if (mounted.status !== 0) skip('a disk of its own needs the right to mount one');
    try {
      const target = join(disk, 'a.bundle');
      writeFileSync(target, OLD);
      const { stdout, status } = spawnSync(process.execPath, writer(target, 1024, 0));
      const said =
        /can't be written: the disk is full: it needs more than the (\d+) bytes that were written, at least 1024 more, and \d+ bytes are left there now\. What was there before is unchanged/;
      const [, written] = said.exec(stdout.toString())!;
      expect(Number(written)).toBeGreaterThan(400_000);
      expect(Number(written)).toBeLessThan(524_288);
      expect(stdout.toString()).toContain(target);
      expect(status).toBe(2);
      expect(readFileSync(target, 'utf8')).toBe(OLD);
      expect(readdirSync(disk)).toEqual(['a.bundle']);
    } finally {
      execFileSync('umount', [disk]);
      expect(existsSync(join(disk, 'a.bundle'))).toBe(false);
    }
  });
});
