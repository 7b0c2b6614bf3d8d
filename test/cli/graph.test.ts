import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convert } from 'xmlbuilder2';
import { signEntry } from '../../src/index.js';
import { certificatePool, lipmaa } from '../../src/reference/index.js';
import { encodeBundle } from '../../src/verify/index.js';
import { sasako } from './command.js';
import { author, grow, jsonLines, keyPair } from './signed-log.js';

const log = grow(40);
const root = join(import.meta.dirname, '../..');

/** What nodes of a picture say of themselves, by sequence number. */
function nodesOf(svg: string): Map<string, string[]> {
  const nodes = new Map<string, string[]>();
  for (const [, seqNum, said] of svg.matchAll(/<title>(\d+): ([^<]*)<\/title>\s*<path class="node/g)) {
    nodes.set(seqNum!, [...(nodes.get(seqNum!) ?? []), said!]);
  }
  return nodes;
}

const count = (svg: string, pattern: RegExp): number => svg.match(pattern)?.length ?? 0;

/** The drawn part, without the legend, whose swatches look alike. */
const drawn = (svg: string): string => svg.slice(0, svg.lastIndexOf('<g transform="translate(28 '));

function draw(items: readonly { entry: Uint8Array }[], ...args: string[]): string {
  const { status, stdout, stderr } = sasako(['graph', '-', ...args], {
    input: encodeBundle('p2panda', items),
  });
  expect([status, stderr]).toEqual([0, '']);
  // It is well-formed XML.
  expect(Object.keys(convert(stdout, { format: 'object' }))).toEqual(['svg']);
  return stdout;
}

describe('sasako graph', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sasako-graph-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('draws every entry with its status, and every link', () => {
    const svg = draw(log);
    const nodes = nodesOf(svg);
    expect([...nodes.keys()]).toEqual(log.map(({ seqNum }) => String(seqNum)));
    for (const [said] of nodes.values()) expect(said).toMatch(/^verified\n/);
    expect(count(drawn(svg), /class="link backlink"/g)).toBe(39);
    const jumps = log.filter(({ seqNum }) => seqNum > 1n && lipmaa(seqNum) !== seqNum - 1n);
    expect(count(drawn(svg), /class="link lipmaalink"/g)).toBe(jumps.length);
    expect(svg).toContain('40 entries, all verified');
  });

  test('can be read by who does not see it', () => {
    const svg = draw(log);
    expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="title desc"/);
    expect(svg).toMatch(new RegExp(`<title id="title">Log 7 of ${author.slice(0, 16)}…</title>`));
    expect(svg).toMatch(new RegExp(`<desc id="desc">[^<]*${author}[^<]*40 entries, all verified`));
  });

  test('is light or dark as the reader has it, or dark with --dark', () => {
    expect(draw(log)).toContain('@media (prefers-color-scheme: dark)');
    const dark = draw(log, '--dark');
    expect(dark).not.toContain('@media');
    expect(dark).toContain('#0d1117');
  });

  test('highlights the certificate pool and the path through it, as the reference has them', () => {
    const svg = draw(log, '--pool', '23');
    const inPool = [...nodesOf(svg)].filter(([, [said]]) => said!.includes('in the certificate pool'));
    expect(inPool.map(([seqNum]) => BigInt(seqNum))).toEqual(certificatePool(23n));
    expect(count(drawn(svg), /class="link \w+ pool"/g)).toBe(certificatePool(23n).length - 1);
    expect(count(svg, /class="halo centre"/g)).toBe(1);
  });

  test('draws what is not at hand hollow, and marks where numbers are left out', () => {
    const pool = certificatePool(23n).filter((n) => n !== 39n);
    const svg = draw(
      log.filter(({ seqNum }) => pool.includes(seqNum)),
      '--pool',
      '23',
    );
    const nodes = nodesOf(svg);
    const absent = [...nodes]
      .filter(([, [said]]) => said!.startsWith('not at hand'))
      .map(([seqNum]) => BigInt(seqNum));
    const targets = new Set(pool.flatMap((n) => (n === 1n ? [] : [n - 1n, lipmaa(n)])));
    expect(absent).toEqual([...targets].filter((n) => !pool.includes(n)).sort((a, b) => (a < b ? -1 : 1)));
    expect(absent).toContain(39n);
    expect(nodes.get('23')![0]).toMatch(/^path-verified/);
    // 2; 5 to 11; 14 and 15; 18 and 19; 27 to 37 or 38
    expect(
      svg.match(/<title>[^<]*not drawn|<title>2: not at hand<\/title>\s*<path class="break/g)?.length,
    ).toBe(5);
  });

  test('draws both branches of a fork, one above the other', () => {
    const forked = [...log.slice(0, 20), ...grow(18, { text: 'other' }, log.slice(0, 10)).slice(10)];
    const svg = draw(forked);
    const nodes = nodesOf(svg);
    for (let n = 1; n <= 20; n++) {
      const said = nodes.get(String(n))!;
      expect(said.length).toBe(n > 10 && n <= 18 ? 2 : 1);
      expect(said[0]).toMatch(n > 10 ? /^invalid: FORKED \(BAM-LOG-006\)/ : /^verified/);
    }
    const heights = [...drawn(svg).matchAll(/translate\([\d.]+ (-?[\d.]+)\)">\s*<title>15:/g)].map(([, y]) =>
      Number(y),
    );
    expect(heights.length).toBe(2);
    expect(heights[0]! - heights[1]!).toBeGreaterThan(20);
    expect(count(svg, /class="label forked"/g)).toBe(8 + 1);
    expect(svg).toContain('forked from 11 on');
  });

  test('a fork that only links tell has a hollow node beside the one at hand', () => {
    const branch = grow(12, { text: 'other' }, log.slice(0, 10));
    const svg = draw([...log.slice(0, 11), branch[11]!]);
    const said = nodesOf(svg).get('11')!;
    expect(said.map((text) => text.split('\n')[0]).sort()).toEqual([
      'invalid: FORKED (BAM-LOG-006)',
      'not at hand',
    ]);
    expect(said.join()).toContain(Buffer.from(branch[10]!.hash).toString('hex'));
  });

  test('an entry that somebody forged is invalid, has no links, and leaves the others alone', () => {
    const forged = log[4]!.entry.slice();
    forged[forged.length - 40]! ^= 1;
    const svg = draw([...log.slice(0, 8), { entry: forged }]);
    expect(
      nodesOf(svg)
        .get('5')!
        .map((said) => said.split('\n')[0]),
    ).toEqual(['verified', 'invalid: SIGNATURE_INVALID (BAM-SIG-003)']);
    expect(count(drawn(svg), /class="link backlink"/g)).toBe(7);
    const many = Array.from({ length: 30 }, (_, i) => {
      const entry = forged.slice();
      entry[entry.length - 1]! ^= i;
      return { entry };
    });
    const crowded = draw([...log.slice(0, 8), ...many]);
    expect(nodesOf(crowded).get('5')!.length).toBe(5);
    expect(nodesOf(crowded).get('5')![0]).toMatch(/^verified/);
    expect(crowded).toContain('>+26<');
  });

  test('shows the end of the log, and a link that leads to a wrong number', () => {
    const sign = (seqNum: bigint, backlink: Uint8Array, endOfLog = false) =>
      signEntry({
        profile: 'p2panda',
        keyPair,
        logId: 7n,
        seqNum,
        backlink,
        endOfLog,
        payload: new Uint8Array(),
      });
    const wrong = sign(10n, log[6]!.hash);
    const last = sign(11n, wrong.hash, true);
    const svg = draw([...log.slice(0, 9), { entry: wrong.bytes }, { entry: last.bytes }]);
    expect(nodesOf(svg).get('10')![0]).toMatch(/^invalid: BACKLINK_SEQNUM_MISMATCH/);
    expect(nodesOf(svg).get('11')![0]).toContain('ends the log');
    expect(count(drawn(svg), /class="link backlink misdirected"/g)).toBe(1);
    expect(svg).toContain('link to a wrong number');
  });

  test('draws a part of a long log with what it links to, and says how where it is too long', () => {
    const long = grow(450);
    const whole = sasako(['graph', '-'], { input: encodeBundle('p2panda', long) });
    expect([whole.status, whole.stdout]).toEqual([2, '']);
    expect(whole.stderr).toContain(
      'entries with 450 sequence numbers from 1 to 450, and at most 400 are drawn',
    );
    expect(whole.stderr).toContain('--to 400');
    const part = [...nodesOf(draw(long, '--from', '300', '--to', '345')).keys()].map(BigInt);
    const within = Array.from({ length: 46 }, (_, i) => 300n + BigInt(i));
    const expected = new Set(within.flatMap((n) => [n, n - 1n, lipmaa(n)]));
    expect(part).toEqual([...expected].sort((a, b) => (a < b ? -1 : 1)));
    expect(nodesOf(draw(long, '--to', '400')).size).toBe(400);
  });

  test('draws numbers at the top of u64, upright', () => {
    const top = 2n ** 64n - 1n;
    const link = log[0]!.hash;
    const { bytes } = signEntry({
      profile: 'p2panda',
      keyPair,
      logId: 7n,
      seqNum: top,
      backlink: link,
      lipmaalink: log[1]!.hash,
      payload: new Uint8Array(),
    });
    const svg = draw([{ entry: bytes }]);
    expect([...nodesOf(svg).keys()]).toEqual([lipmaa(top), top - 1n, top].map(String));
    expect(count(svg, /rotate\(-90\)/g)).toBe(3);
  });

  test('writes a file, reads JSON Lines and standard input, and chooses one log of several', () => {
    const source = join(folder, 'log.jsonl');
    const out = join(folder, 'log.svg');
    writeFileSync(source, jsonLines([...log, ...grow(5, { logId: 8n })]));
    const { status, stdout } = sasako(['graph', source, '--log', '8', '--out', out]);
    expect([status, stdout]).toEqual([0, expect.stringContaining(`${out}: Log 8 of `)]);
    expect(stdout).toContain('5 entries, all verified\n');
    expect(readFileSync(out, 'utf8')).toContain('5 entries, all verified');
    const unclear = sasako(['graph', source, '--out', out]);
    expect([unclear.status, unclear.stderr]).toEqual([2, expect.stringContaining('more than one log')]);
  });

  test('draws what p2panda-js wrote', () => {
    const { entries } = JSON.parse(
      readFileSync(join(root, 'test/fixtures/p2panda-js-0.8.1-log.json'), 'utf8'),
    ) as { entries: { entry: string }[] };
    const lines = entries.map(({ entry }) => `${JSON.stringify({ entry })}\n`).join('');
    expect(sasako(['graph', '-'], { input: lines }).stdout).toContain('13 entries, all verified');
  });

  test("the README's picture is what its command draws", () => {
    const out = join(folder, 'picture.svg');
    const bundle = join(root, 'test/fixtures/cafe.bundle');
    const drawn = sasako(['graph', bundle, '--author', '8139', '--pool', '23', '--out', out]);
    expect(drawn.stdout).toContain('13 verified');
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(join(root, 'spec/pictures/log-graph.svg'), 'utf8'));
  });

  test('misuse is told with what was wrong, with status 2', () => {
    const input = jsonLines(log);
    const cases: [string[], string][] = [
      [['-', '--from', '5', '--to', '4'], '--from must not be above --to'],
      [['-', '--from', '99'], 'there is no entry from --from to --to'],
      [['-', '--pool', '0'], 'A sequence number is 1 to 2^64'],
      [['-', '--log', '8'], 'no entry of the log that is meant'],
      [['-', '--out', join(folder, 'none', 'x.svg')], 'there is no such folder'],
      [[join(folder, 'none.bundle')], 'there is no file'],
      [[], "missing required argument 'LOG'"],
    ];
    for (const [args, told] of cases) {
      const { status, stdout, stderr } = sasako(['graph', ...args], { input });
      expect(stderr).toContain(told);
      expect([status, stdout]).toEqual([2, '']);
    }
  });
});
