import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { faultyCommand, hasEnded } from './running.js';

const scratch = mkdtempSync(join(tmpdir(), 'sasako-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Runs the command from its sources, with `input` on its standard input. */
function sasako(
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
      env: { ...process.env, ...env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

describe('sasako conform', () => {
  test('ends with 0 where all passes, and writes nothing on standard error', async () => {
    const { status, stdout, stderr } = await sasako([
      'conform',
      'js',
      '--op',
      'lipmaa',
      '--op',
      'varu64.decode',
    ]);
    expect(stdout).toMatch(/✓ js \[sasako\/js .*\]: conformant: (\d+) of \1 passed/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('ends with 1 where something fails, and writes the reports', async () => {
    const out = join(scratch, 'report');
    const args = ['conform', faultyCommand('reject-all'), '--op', 'varu64.decode', '--out', out];
    const { status, stdout } = await sasako(args);
    expect(status).toBe(1);
    expect(stdout).toContain('not conformant');
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as { exitStatus: number };
    expect(report.exitStatus).toBe(1);
    expect(readFileSync(join(out, 'junit.xml'), 'utf8')).toMatch(/^<\?xml/);
  });

  test('ends with 2 where an implementation cannot be tested, or nothing of the selection applies to any', async () => {
    expect((await sasako(['conform', 'no-such-program --at-all', '--op', 'lipmaa'])).status).toBe(2);
    const { status, stdout } = await sasako(['conform', faultyCommand('correct'), '--op', 'linkpath']);
    expect(status).toBe(2);
    expect(stdout).toContain('does nothing of what was selected');
  });

  // What each wrong name is answered with is tested where it is found; this is about the status.
  test.each([
    [['conform', '--nonsense'], /unknown option '--nonsense'/],
    [['conform', 'wasn'], /unknown implementation "wasn"; did you mean wasm\?/],
    [['conform', '--op', 'lipma'], /unknown operation "lipma"; did you mean lipmaa\?/],
    [['conform', '--expect-failures', main], /belongs to one implementation/],
    [['serve', 'jss'], /unknown adapter "jss"; did you mean js\?/],
  ])('%j ends with 2 and says why', async (args, message) => {
    const { status, stdout, stderr } = await sasako(args);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('takes a file of expected failures, and fails where it is stale', async () => {
    const list = join(scratch, 'known.txt');
    const { stdout } = await sasako(['conform', '--list', '--op', 'varu64.decode', '--format', 'json']);
    const { vectors } = JSON.parse(stdout) as { vectors: { id: string }[] };
    const wide = vectors.filter(({ id }) => /wide|canonical/.test(id)).slice(0, 1);
    expect(wide).toHaveLength(1);
    writeFileSync(list, `${wide[0]!.id}  # not checked\n`);
    const stale = await sasako(['conform', 'js', '--op', 'varu64.decode', '--expect-failures', list]);
    expect(stale.status).toBe(1);
    expect(stale.stdout).toContain(`${wide[0]!.id}: passes`);
  });

  test('lists the vectors and the requirements that they test', async () => {
    const { status, stdout } = await sasako(['conform', '--list', '--op', 'key.public'], {
      env: { COLUMNS: '200' },
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^key\n {2}key-/);
    expect(stdout).toMatch(/requirements \(\d+\), with the number of vectors that test them\n {2}BAM-KEY-/);
  });

  test('prints JSON and nothing else with --format json', async () => {
    const { stdout } = await sasako(['conform', 'js', '--op', 'lipmaa', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'sasako-report', exitStatus: 0 });
  });

  test('takes what is under test down with it when it is interrupted', async () => {
    const marker = join(scratch, 'pid');
    const hanging = `echo $$ > ${marker}; exec sleep 60`;
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'conform', hanging, '--op', 'lipmaa']);
    const gone = new Promise<number | null>((resolve) => child.on('close', (status) => resolve(status)));
    while (!existsSync(marker) || readFileSync(marker, 'utf8') === '')
      await new Promise((go) => setTimeout(go, 50));
    child.kill('SIGINT');
    expect(await gone).toBe(130);
    expect(await hasEnded(Number(readFileSync(marker, 'utf8')))).toBe(true);
  });
});

const CONVERSATION = `{"cmd":"start","protocol":1}
{"cmd":"run","seq":1,"profile":"bamboo","op":"lipmaa","input":{"seqNum":"13"}}
{"cmd":"stop"}
`;

describe('sasako serve', () => {
  test('speaks the protocol', async () => {
    const { status, stdout, stderr } = await sasako(['serve', 'js'], {
      input: CONVERSATION,
    });
    const [declaration, answer, ...rest] = stdout.split('\n');
    expect(JSON.parse(declaration!)).toMatchObject({
      protocol: 1,
      profiles: ['bamboo', 'p2panda', 'p2panda-compat'],
    });
    expect(JSON.parse(answer!)).toEqual({ seq: 1, verdict: 'accept', output: { lipmaa: '4' } });
    expect({ status, stderr, rest }).toEqual({ status: 0, stderr: '', rest: [''] });
  });

  test('ends with 2 at a line that is no request', async () => {
    const { status, stderr } = await sasako(['serve', 'js'], { input: '{"cmd":\n' });
    expect(stderr).toMatch(/line 1 of the input: the line is not JSON/);
    expect(status).toBe(2);
  });

  test('is conformant when it is held against the vectors as a command', async () => {
    const served = `"${process.execPath}" --import tsx "${main}" serve js`;
    const { status, stdout } = await sasako(['conform', served, '--op', 'entry.decode']);
    expect(stdout).toMatch(/conformant: (\d+) of \1 passed/);
    expect(status).toBe(0);
  });
});
