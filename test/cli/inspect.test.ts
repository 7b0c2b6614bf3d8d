import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hash, KeyPair, signEntry } from '../../src/index.js';

const command = join(import.meta.dirname, '../../dist/cli/main.js');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function inspect(args: string[], input: string | Uint8Array = '', columns = 100) {
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: String(columns) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'inspect', ...args], {
    input,
    env,
  });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

describe('sasako inspect', () => {
  const keyPair = new KeyPair(new Uint8Array(32).fill(3));
  const link = hash(Uint8Array.of(1), 'bamboo');
  const { bytes } = signEntry({
    profile: 'bamboo',
    keyPair,
    logId: 300n,
    seqNum: 4n,
    backlink: link,
    lipmaalink: link,
    payload: Uint8Array.of(1, 2),
  });
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('names each field with its bytes, and says that the entry is good', () => {
    const { status, stdout } = inspect([hex(bytes)]);
    expect(status).toBe(0);
    for (const line of [
      /^0 +tag +00/m,
      /^1–32 +author +ed4928c6/m,
      /^33–35 +log id +300 +\(f9012c\)/m,
      /^36 +sequence number +4/m,
      /^37–102 +lipmaalink +0040/m,
      /^103–168 +backlink +0040/m,
      /^169 +payload size +2/m,
      /^170–235 +payload hash +0040/m,
      /^236–299 +signature/m,
    ]) {
      expect(stdout).toMatch(line);
    }
    expect(stdout).toContain('its signature is valid');
  });

  test('guesses the profile, or takes the one that it is told', () => {
    expect(inspect([hex(bytes)]).stdout).toContain('profile bamboo (guessed');
    const told = inspect(['--profile', 'p2panda', hex(bytes)]);
    expect(told.status).toBe(1);
    expect(told.stdout).toContain('WRONG_HASH_LENGTH at byte 38 (BAM-HSH-006)');
  });

  test('says what is wrong, with which requirement, in which field', () => {
    const cases: [Uint8Array, RegExp][] = [
      [bytes.map((byte, at) => (at === 0 ? 2 : byte)), /tag.*\n +\^ INVALID_TAG at byte 0 \(BAM-DEC-004\)/],
      [bytes.map((byte, at) => (at === 36 ? 0 : byte)), /sequence number.*\n +\^ SEQNUM_ZERO at byte 36/],
      [bytes.slice(0, 100), /lipmaalink(.*\n)+ +… the input ends here\n +\^ TRUNCATED at byte 100/],
      [Uint8Array.of(...bytes, 9, 9), /300–301 +after the signature +0909\n +\^ TRAILING_BYTES at byte 300/],
      [
        bytes.map((byte, at) => (at === 170 ? byte : at === 180 ? byte ^ 1 : byte)),
        /signature(.*\n)+ +\^ SIGNATURE_INVALID/,
      ],
    ];
    for (const [entry, expected] of cases) {
      const { status, stdout } = inspect(['--profile', 'bamboo', hex(entry)]);
      expect(status).toBe(1);
      expect(stdout).toMatch(expected);
    }
  });

  test('reads files of hex and of raw bytes, and standard input', () => {
    writeFileSync(join(folder, 'entry.hex'), `${hex(bytes).toUpperCase()}\n`);
    writeFileSync(join(folder, 'entry.bin'), bytes);
    expect(inspect([join(folder, 'entry.hex')]).status).toBe(0);
    expect(inspect([join(folder, 'entry.bin')]).status).toBe(0);
    expect(inspect(['-'], hex(bytes)).status).toBe(0);
    expect(inspect(['-'], bytes).status).toBe(0);
    expect(inspect(['-'], '').stdout).toContain('EMPTY');
  });

  test('prints JSON', () => {
    const printed = execFileSync(process.execPath, [command, 'inspect', '--json', hex(bytes)]);
    const parsed = JSON.parse(printed.toString()) as { fields: { name: string }[]; verdict: { ok: boolean } };
    expect(parsed.verdict.ok).toBe(true);
    expect(parsed.fields.map(({ name }) => name)).toContain('lipmaalink');
  });

  test('of what is no entry the first bytes are shown, and how many more there are', () => {
    const long = Uint8Array.of(...bytes.subarray(0, 33), 0, 0, ...new Uint8Array(30_000).fill(0xee));
    const shown = inspect(['-'], long);
    expect(shown.status).toBe(1);
    expect(shown.stdout).toMatch(/^35–30034 +not read +e+$/m);
    expect(shown.stdout).toMatch(/^ +… and 29934 more bytes$/m);
    expect(shown.stdout.match(/ee/g)!.length).toBeLessThan(70);
    interface Json {
      fields: { name: string; bytes: string; length?: number; omitted?: number }[];
    }
    const { fields } = JSON.parse(inspect(['-', '--json'], long).stdout) as Json;
    expect(fields.at(-1)).toMatchObject({ bytes: 'ee'.repeat(66), length: 30_000, omitted: 29_934 });
    // Of a sound entry nothing is left out.
    const whole = JSON.parse(inspect(['--json', hex(bytes)]).stdout) as Json;
    expect(whole.fields.map((field) => field.bytes).join('')).toBe(hex(bytes));
    expect(whole.fields.filter((field) => 'omitted' in field)).toEqual([]);
  });

  test('one byte is one byte', () => {
    expect(inspect(['00']).stdout).toMatch(/^1 byte, profile/);
    expect(inspect(['0000']).stdout).toMatch(/^2 bytes, profile/);
  });

  test('its help fits terminals of 60 and 100 columns', () => {
    for (const columns of [60, 100]) {
      const { status, stdout } = inspect(['--help'], '', columns);
      expect(status).toBe(0);
      expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([]);
      expect(stdout).toContain('sasako inspect log.bundle --at 12659');
    }
    // Descriptions stand beside their options, and paragraphs are as wide as there is room.
    const { stdout } = inspect(['--help'], '', 60);
    expect(stdout).toMatch(/^ {2}--profile <profile> {2}the profile .*\n {23}\(default: guessed\)/m);
    expect(stdout).toMatch(/^An entry is shown .* by element$/m);
    expect(inspect(['--help']).stdout).toMatch(/^An entry is shown .* fields$/m);
  });

  test('fits narrow and wide terminals', () => {
    for (const width of [40, 60, 80, 160]) {
      const lines = inspect([hex(bytes)], '', width).stdout.split('\n');
      const tooLong = lines.filter((line) => line.length > width);
      expect(tooLong).toEqual([]);
    }
  });

  test('shows the requirement of each field where there is room', () => {
    const wide = inspect([hex(bytes)], '', 160).stdout;
    expect(wide).toMatch(/^0 +tag +00 {2}an entry +BAM-ENC-002$/m);
    expect(wide).toMatch(/^236–299 +signature +\w+ +BAM-ENC-009$/m);
    expect(inspect([hex(bytes)], '', 80).stdout).not.toContain('BAM-');
  });

  test('misuse is told in a line, with status 2', () => {
    const odd = inspect(['abc']);
    expect(odd.status).toBe(2);
    expect(odd.stderr).toContain('its number of digits is odd');
    expect(inspect(['00zz']).stderr).toContain("character 3 is 'z'");
    expect(inspect(['-'], 'f'.repeat(200_000)).stderr).toContain('longer than');
    expect(inspect(['--profile', 'blake', '00']).status).toBe(2);
    expect(inspect([]).status).toBe(2);
  });
});
