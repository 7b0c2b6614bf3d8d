import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import {
  loadVectors,
  MAX_LINE_BYTES,
  OPERATIONS,
  parseExpectedFailures,
  PROFILES,
  suiteVersion,
  type ImplementationReport,
} from '../../src/conformance/index.js';
import { command, run } from './running.js';

const starters = join(import.meta.dirname, '../../src/conformance/adapters/starters');
const inCi = process.env['CI'] === 'true';
const EXAMPLE = 'varu64.decode';

/** A starter that can be run by a command, or why it can't. */
type Ready = { readonly command: string } | { readonly missing: string };

function tool(folder: string, program: string, args: readonly string[], env: Record<string, string> = {}) {
  const options = { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' } as const;
  return spawnSync(program, args, options);
}

/** Where Debian's packages of crates put them, for machines that have no other source. */
const DEBIAN_CRATES = '/usr/share/cargo/registry';
const FROM_DEBIAN = [
  '--config',
  'source.crates-io.replace-with="debian"',
  '--config',
  `source.debian.directory="${DEBIAN_CRATES}"`,
];

function buildRust(folder: string): Ready {
  if (tool(folder, 'cargo', ['--version']).status !== 0) return { missing: 'there is no cargo' };
  const env = { CARGO_TARGET_DIR: join(folder, 'target') };
  const sources = existsSync(DEBIAN_CRATES) ? [[], FROM_DEBIAN] : [[]];
  const source = sources.find(
    (args) => tool(folder, 'cargo', ['fetch', '--offline', ...args], env).status === 0,
  );
  if (!source) return { missing: "serde_json isn't on this machine (Debian: librust-serde-json-dev)" };
  const { status, stderr } = tool(folder, 'cargo', ['build', '--offline', ...source], env);
  expect(status, stderr).toBe(0);
  expect(stderr).not.toContain('warning');
  return { command: `"${join(folder, 'target/debug/sasako-adapter')}"` };
}

function buildGo(folder: string): Ready {
  if (tool(folder, 'go', ['version']).status !== 0) return { missing: 'there is no go' };
  // Nothing is fetched, and nothing is left behind.
  const env = { GOCACHE: join(folder, 'cache'), GOFLAGS: '', GOPROXY: 'off', GOTOOLCHAIN: 'local' };
  for (const args of [['build'], ['vet']]) {
    const { status, stderr } = tool(folder, 'go', args, env);
    expect([status, stderr], `go ${args[0]!}`).toEqual([0, '']);
  }
  return { command: `"${join(folder, 'sasako-adapter')}"` };
}

function findPython(folder: string): Ready {
  const isThere = tool(folder, 'python3', ['--version']).status === 0;
  return isThere || inCi
    ? { command: `python3 "${join(folder, 'adapter.py')}"` }
    : { missing: 'there is no python3' };
}

const prepare: Record<string, (folder: string) => Ready> = {
  python: findPython,
  node: (folder) => ({ command: `"${process.execPath}" "${join(folder, 'adapter.mjs')}"` }),
  rust: buildRust,
  go: buildGo,
};

describe.each(Object.keys(prepare))('the starter for %s', (language) => {
  const folder = mkdtempSync(join(tmpdir(), `sasako-starter-${language}-`));
  let ready: Ready;
  let report: ImplementationReport;

  beforeAll(async () => {
    cpSync(join(starters, language), folder, { recursive: true });
    ready = prepare[language]!(folder);
    if ('missing' in ready) console.log(`left out: the starter for ${language}, since ${ready.missing}`);
    else {
      const options = { vectors: loadVectors(), strictReasons: true, timeoutSeconds: 30 };
      report = await run(command(ready.command), options);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Its command. Where it can't be run the test is skipped. */
  function commandOr(skip: TestContext['skip']): string {
    if ('missing' in ready) return skip(ready.missing);
    return ready.command;
  }

  /** What it says to these lines, of which an object is written as JSON. */
  function converse(line: string, requests: readonly (string | object)[]) {
    const lines = requests.map((request) =>
      typeof request === 'string' ? request : JSON.stringify(request),
    );
    const input = lines.map((text) => `${text}\n`).join('');
    const options = { input, shell: true, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 } as const;
    const { status, stdout, stderr } = spawnSync(line, options);
    const said = stdout.toString();
    expect(said === '' || said.endsWith('\n')).toBe(true);
    const answers = said.split('\n').slice(0, -1);
    return {
      status,
      stderr: stderr.toString(),
      answers: answers.map((text) => JSON.parse(text) as Record<string, unknown>),
    };
  }

  const ask = (seq: number, op: string, input: object, profile = 'bamboo') => ({
    cmd: 'run',
    seq,
    profile,
    op,
    input,
  });

  test('declares every operation of the protocol and both profiles, and omits nothing', ({ skip }) => {
    commandOr(skip);
    expect(report.declaration?.operations).toEqual(OPERATIONS);
    expect(report.declaration?.profiles).toEqual(PROFILES);
    expect(report.declaration?.omits).toEqual({});
    expect(report.remarks).toEqual([]);
  });

  test('passes the vectors of its example, reasons included, and no other', ({ skip }) => {
    commandOr(skip);
    const told = (isExample: boolean) =>
      new Set(
        report.results
          .filter(({ op }) => (op === EXAMPLE) === isExample)
          .map(({ outcome, standing, message }) => `${standing}: ${outcome}, ${message ?? 'no message'}`),
      );
    expect([...told(false)]).toEqual(['failed: skip, not written yet']);
    for (const outcome of told(true)) expect(outcome).toMatch(/^passed: pass,/);
    expect(report.counts.passed).toBeGreaterThan(400);
    expect(report.verdict).toBe('failed');
  });

  test('skips what is not declared, and goes on', ({ skip }) => {
    const { status, answers } = converse(commandOr(skip), [
      ask(1, 'entry.invent', {}),
      ask(2, 'toString', {}),
      ask(3, EXAMPLE, { bytes: '00' }, 'yamf'),
      ask(4, EXAMPLE, { bytes: 'f7' }, 'p2panda'),
    ]);
    const [last] = answers.splice(3);
    for (const [i, answer] of answers.entries()) {
      expect(answer).toEqual({ seq: i + 1, verdict: 'skip', message: 'not declared' });
    }
    expect(last).toEqual({ seq: 4, verdict: 'accept', output: { value: '247', length: 1 } });
    expect(status).toBe(0);
  });

  test('skips with a message where something else goes wrong, and goes on', ({ skip }) => {
    const { status, answers } = converse(commandOr(skip), [
      ask(1, EXAMPLE, { bytes: 5 }),
      ask(2, EXAMPLE, { bytes: '' }),
    ]);
    expect(answers).toMatchObject([
      { seq: 1, verdict: 'skip', message: expect.stringMatching(/./) as string },
      { seq: 2, verdict: 'reject', reason: 'TRUNCATED' },
    ]);
    expect(status).toBe(0);
  });

  test('ends with status 0 when it is told to stop, and when the input ends', ({ skip }) => {
    const line = commandOr(skip);
    const request = ask(1, EXAMPLE, { bytes: '00' });
    const stopped = converse(line, [request, { cmd: 'stop' }, request]);
    expect([stopped.status, stopped.stderr, stopped.answers.length]).toEqual([0, '', 1]);
    const ended = converse(line, [request]);
    expect([ended.status, ended.stderr, ended.answers.length]).toEqual([0, '', 1]);
    expect(converse(line, []).status).toBe(0);
  });

  test('answers another version of the protocol with its own', ({ skip }) => {
    const { answers } = converse(commandOr(skip), [{ cmd: 'start', protocol: 2 }]);
    expect(answers).toMatchObject([{ protocol: 1, operations: OPERATIONS }]);
  });

  test('dies at what is no request and says why on standard error', ({ skip }) => {
    const line = commandOr(skip);
    for (const wrong of ['garbage', { cmd: 'dance' }]) {
      const { status, stderr, answers } = converse(line, [wrong, ask(1, EXAMPLE, { bytes: '00' })]);
      expect(answers).toEqual([]);
      expect(status).toBeGreaterThan(0);
      expect(stderr).toMatch(wrong === 'garbage' ? /json|expected value|invalid character/i : /dance/);
    }
  });

  test('takes lines as long as lines may be, and no character but the line feed for their end', ({
    skip,
  }) => {
    const odd = { ...ask(1, EXAMPLE, { bytes: '00' }), note: 'a\u2028b\u0085c' };
    const longest = JSON.stringify(ask(2, 'hash', { bytes: '' }));
    const bytes = '0'.repeat(MAX_LINE_BYTES - longest.length);
    const { status, answers } = converse(commandOr(skip), [odd, ask(2, 'hash', { bytes })]);
    expect(answers).toMatchObject([
      { seq: 1, verdict: 'accept' },
      { seq: 2, verdict: 'skip', message: 'not written yet' },
    ]);
    expect(status).toBe(0);
  });
});

test('the guide to continuous integration pins this version, runs the starters, and lists vectors that exist', () => {
  const guide = readFileSync(
    join(import.meta.dirname, '../../spec/guides/continuous-integration.md'),
    'utf8',
  );
  const all = (pattern: RegExp) => [...new Set([...guide.matchAll(pattern)].map(([, found]) => found!))];
  expect(all(/sasako[@-]([0-9N][\w.]*\w)/g)).toEqual([suiteVersion(), 'NEW']);
  expect(all(/conform "(.*?)"/g)).toEqual([
    './sasako-adapter/target/release/sasako-adapter',
    './sasako-adapter/sasako-adapter',
    'python3 sasako-adapter/adapter.py',
  ]);
  const [list] = all(/```text\n(.*?)```/gs);
  const listed = [...parseExpectedFailures(list!, 'the guide').keys()];
  expect(listed.length).toBeGreaterThan(0);
  const known = loadVectors().map(({ id }) => id);
  expect(known).toEqual(expect.arrayContaining(listed));
});
