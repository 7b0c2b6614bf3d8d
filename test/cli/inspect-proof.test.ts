import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hash, signEntry } from '../../src/index.js';
import { encodeProof } from '../../src/verify/index.js';
import { sasako, widest } from './command.js';
import { author, grow, keyPair } from './signed-log.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const log = grow(7);
const other = grow(7, { text: 'another' }, log.slice(0, 6));
const fork = encodeProof({
  profile: 'p2panda',
  kind: 'fork',
  seqNum: 7n,
  evidence: [log[6]!.entry, other[6]!.entry],
});

function lie(): Uint8Array {
  const payload = new Uint8Array(100).fill(0xab);
  const signed = signEntry({
    profile: 'bamboo',
    keyPair,
    logId: 7n,
    seqNum: 1n,
    payload: Uint8Array.of(1, 2),
  });
  const entry = signed.bytes.slice();
  entry.set(hash(payload, 'bamboo'), entry.length - 64 - 66);
  entry.set(keyPair.sign(entry.subarray(0, -64)), entry.length - 64);
  return encodeProof({ profile: 'bamboo', kind: 'payload-size-lie', seqNum: 1n, evidence: [entry, payload] });
}

interface Inspected {
  type: string;
  elements: {
    name: string;
    start: number;
    end: number;
    fields?: { name: string; start: number; end: number; bytes: string }[];
  }[];
  verdict: { ok: boolean; reason?: string };
}

const inspect = (proof: Uint8Array, ...args: string[]) => sasako(['inspect', '-', ...args], { input: proof });

describe('sasako inspect of a proof', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-inspect-'));
    writeFileSync(join(folder, 'fork.hex'), hex(fork));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('names each element and each field of both entries with its bytes, and then says what is proved', () => {
    const { status, stdout } = inspect(fork);
    expect(status).toBe(0);
    for (const line of [
      /^0 +array +of 8 elements/m,
      /^1–13 +magic +'bamboo-proof'/m,
      /^14 +version +1/m,
      /^15–22 +profile +'p2panda'/m,
      /^23–27 +kind +'fork'/m,
      /^28 +sequence number +7/m,
      /^29–30 +first entry +168 bytes\n31 +tag +00/m,
      /^199–200 +second entry +168 bytes\n201 +tag +00/m,
      /^369–404 +digest +0020/m,
    ]) {
      expect(stdout).toMatch(line);
    }
    expect(stdout).toMatch(/Proved\. The author \w+\ssigned\stwo/);
  });

  test('byte ranges are those of the bytes that are shown, without a gap', () => {
    const { elements, verdict } = JSON.parse(inspect(fork, '--json').stdout) as Inspected;
    expect(verdict).toMatchObject({ ok: true, kind: 'fork', author, seqNum: '7' });
    let end = 1;
    for (const element of elements) {
      expect(element.start).toBe(end);
      end = element.end;
      const fields = element.fields ?? [];
      for (const field of fields) expect(hex(fork.subarray(field.start, field.end))).toBe(field.bytes);
      if (fields.length > 0) expect(fields.at(-1)!.end).toBe(element.end);
    }
    expect(end).toBe(fork.length);
  });

  test('a payload is shown as one, not as an entry', () => {
    const { status, stdout } = inspect(lie());
    expect(status).toBe(0);
    expect(stdout).toMatch(/payload +100 bytes\n[0-9–]+ +its bytes +(ab)+/);
    expect(stdout).toContain('…');
    expect(stdout).toMatch(/that\sgives\s2\sbytes\sas\sthe\ssize\sof\sa\spayload\sof\s100/);
  });

  test('shows what is wrong where it is, and says why it proves nothing', () => {
    const damaged = inspect(fork.map((byte, at) => (at === 150 ? byte ^ 1 : byte)));
    expect(damaged.status).toBe(1);
    expect(damaged.stdout).toMatch(/signature(.*\n)+ +\^ SIGNATURE_INVALID \(BAM-SIG-003\)\n199/);
    expect(damaged.stdout).toMatch(/digest(.*\n)+ +\^ PROOF_DAMAGED \(BAM-PRF-003\)/);
    expect(damaged.stdout).toContain('It proves nothing');

    const cut = inspect(fork.subarray(0, 300));
    expect(cut.status).toBe(1);
    expect(cut.stdout).toMatch(/199–299 +not read/);
    expect(cut.stdout).toContain('NOT_A_PROOF');

    const atBoundary = inspect(fork.subarray(0, 23)).stdout;
    expect(atBoundary).toMatch(/– +not read(.*\n)* +\^ the input ends after 3 of 8 elements/);

    const longer = inspect(Uint8Array.of(...fork, 1, 2));
    expect(longer.status).toBe(1);
    expect(longer.stdout).toMatch(/405–406 +after the proof +0102\n +\^ nothing may follow a proof/);

    const later = inspect(fork.map((byte, at) => (at === 14 ? 2 : byte)));
    expect(later.stdout).toContain('UNKNOWN_PROOF');
    expect(later.stdout).toMatch(/^15–22 +element +'p2panda'/m);
  });

  test('a field with a long name has a gap behind it', () => {
    // An entry with 58 bytes behind its signature, as a length that is damaged makes one.
    const entry = Uint8Array.of(...log[6]!.entry, ...new Uint8Array(58).fill(0x58));
    const head = fork.subarray(0, 29);
    const { stdout } = inspect(Uint8Array.of(...head, 0x58, entry.length, ...entry));
    expect(stdout).toMatch(/^199–256 +after the signature {2}5858/m);
    expect(stdout).toMatch(/^31 {10}tag {18}00 {2}an entry$/m);
    expect(stdout).toMatch(/^bytes +field {18}value$/m);
  });

  test('what stops the reading is told in words about these bytes', () => {
    const head = fork.subarray(0, 29);
    const cases: [Uint8Array, string][] = [
      [fork.subarray(0, 300), 'the input ends within this element: 99 of its 168 bytes are there'],
      [fork.subarray(0, 200), 'the input ends within this element'],
      [Uint8Array.of(...head, 0x5f, 1), 'byte 29, 5f, begins nothing that a proof has'],
      [Uint8Array.of(0x9f, ...fork.subarray(1)), 'byte 0, 9f, begins nothing that a proof has'],
      [Uint8Array.of(...head, 0x81), 'the input ends within an element'],
    ];
    for (const [proof, expected] of cases) {
      const { stdout } = inspect(proof);
      expect(stdout.replace(/\s+/g, ' ')).toContain(`^ ${expected} `);
      expect(stdout).not.toMatch(/cbor|minor|terminal/i);
      const { unread } = JSON.parse(inspect(proof, '--json').stdout) as { unread: { error: string } };
      expect(unread.error).toBe(expected);
    }
  });

  test('the digest of the bamboo profile is shown whole, and nothing else at any length', () => {
    const proof = lie();
    expect(inspect(proof).stdout.replace(/\s+/g, '')).toContain(hex(proof.subarray(-66)));
    const long = 'x'.repeat(100_000);
    const magic = fork.subarray(0, 15);
    const wrong = Uint8Array.of(...magic, 0x7a, 0, 1, 0x86, 0xa0, ...Buffer.from(long));
    for (const { stdout } of [inspect(wrong), inspect(wrong, '--json')]) {
      expect(stdout).toContain('x'.repeat(60));
      expect(stdout.length).toBeLessThan(4000);
    }
  });

  test('any bytes after the magic are shown, and end in a verdict', () => {
    const magic = fork.subarray(1, 14);
    const nasty = [
      Uint8Array.of(0x80, ...magic),
      Uint8Array.of(0x88, ...magic, 0x9b, 255, 255, 255, 255, 255, 255, 255, 255),
      Uint8Array.of(0x9b, 0, 0, 0, 255, 255, 255, 255, 255, ...magic),
      Uint8Array.of(0x88, ...magic, ...new Uint8Array(2000).fill(0x81)),
      Uint8Array.of(0x97, ...magic, ...new Uint8Array(2000)),
      Uint8Array.of(0x88, ...magic, 0xa1, 0x01),
      Uint8Array.of(0x88, ...magic, 0x62, 0x1b, 0x5b, 1),
    ];
    for (const bytes of nasty) {
      const { status, stdout, stderr } = inspect(bytes);
      expect([status, stderr]).toEqual([1, '']);
      expect(stdout).not.toContain('\u001b');
      expect(inspect(bytes, '--json').status).toBe(1);
    }
  });

  test('reads a proof in hex, from a file and as the argument', () => {
    expect(sasako(['inspect', join(folder, 'fork.hex')]).status).toBe(0);
    expect(sasako(['inspect', hex(fork)]).stdout).toContain('A proof, 405 bytes');
  });

  test('fits a narrow terminal, and shows requirements on a wide one', () => {
    const narrow = sasako(['inspect', '-'], { input: fork, columns: 40 }).stdout;
    expect(widest(narrow)).toBeLessThanOrEqual(40);
    expect(narrow).not.toContain('BAM-ENC-002');
    const wide = sasako(['inspect', '-'], { input: fork, columns: 160 }).stdout;
    expect(widest(wide)).toBeLessThanOrEqual(160);
    expect(wide).toMatch(/digest +0020\w+ +BAM-PRF-003/);
    expect(wide).toMatch(/tag +00 {2}an entry +BAM-ENC-002/);
  });

  test('what is longer than any proof is refused', () => {
    const { status, stderr } = inspect(Uint8Array.of(...fork.subarray(0, 14), ...new Uint8Array(100)));
    expect([status, stderr]).toEqual([1, '']);
    const long = new Uint8Array(64 * 1024 * 1024 + 1);
    long.set(fork);
    expect(inspect(long)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('up to 64 MiB') as string,
    });
  });
});
