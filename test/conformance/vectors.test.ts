import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadVectors, selectVectors } from '../../src/conformance/index.js';
import { expandBytes, expandInput } from '../../src/conformance/short-bytes.js';
import { MINI } from './running.js';

interface File {
  notes: Record<string, string>;
  vectors: Record<string, unknown>[];
}

const scratch = mkdtempSync(join(tmpdir(), 'sasako-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const mini = readFileSync(new URL('./vectors/mini.json', import.meta.url), 'utf8');

/** Loads the vectors of these tests with a change. */
function loadChanged(change: (file: File) => void): unknown {
  const file = JSON.parse(mini) as File;
  change(file);
  writeFileSync(join(scratch, 'mini.json'), JSON.stringify(file));
  return loadVectors(scratch);
}

test('vectors carry their subject and the notes of their flags', () => {
  expect(MINI).toHaveLength(6);
  expect(MINI[4]).toMatchObject({
    id: 'mini-varu64-wide-0',
    subject: 'mini',
    notes: ['An integer has more than one encoding, and so does an entry.'],
  });
});

describe('a file is refused', () => {
  const first = (file: File) => file.vectors[0]!;
  test.each<[string, (file: File) => void, RegExp]>([
    [
      'for an unknown property',
      (f) => (first(f).extra = 1),
      /\/vectors\/0 must NOT have additional.*\(extra\)/,
    ],
    ['for an unknown operation', (f) => (first(f).op = 'lipma'), /\/vectors\/0\/op/],
    ['for upper-case hex', (f) => (f.vectors[3]!.input = { bytes: 'F8F8' }), /\/vectors\/3\/input\/bytes/],
    ['for half a byte', (f) => (f.vectors[3]!.input = { bytes: 'f8f' }), /input\/bytes/],
    ['for the sequence number 0', (f) => (first(f).input = { seqNum: '0' }), /input\/seqNum/],
    ['for 2^64', (f) => (first(f).input = { seqNum: '18446744073709551616' }), /input\/seqNum/],
    ['for a leading zero', (f) => (first(f).input = { seqNum: '01' }), /input\/seqNum/],
    ['for a number that is no string', (f) => (first(f).input = { seqNum: 4 }), /input\/seqNum/],
    ['for a profile where none belongs', (f) => (first(f).profile = 'bamboo'), /\/vectors\/0\/profile/],
    ['for a profile that is missing', (f) => delete f.vectors[5]!.profile, /profile/],
    ['for an unknown reason', (f) => (f.vectors[4]!.expect = { verdict: 'reject', reason: 'BAD' }), /reason/],
    ['for a rejection without a reason', (f) => (f.vectors[4]!.expect = { verdict: 'reject' }), /reason/],
    ['for an output that is missing', (f) => (first(f).expect = { verdict: 'accept' }), /output/],
    ['for a rejecting lipmaa', (f) => (first(f).expect = { verdict: 'reject', reason: 'EMPTY' }), /expect/],
    ['for a flag without a note', (f) => (first(f).flags = ['OTHER']), /mini-lipmaa-4 has the flag OTHER/],
    ['for an id that is taken', (f) => (first(f).id = 'mini-lipmaa-13'), /mini-lipmaa-13 is taken already/],
    ['for no requirements', (f) => (first(f).requirements = []), /requirements/],
  ])('%s, and the place is named', (_, change, message) => {
    expect(() => loadChanged(change)).toThrow(message);
  });

  test('unless nothing is wrong with it, up to the largest u64', () => {
    expect(loadChanged((f) => (first(f).input = { seqNum: '18446744073709551615' }))).toHaveLength(6);
  });

  test('where it is not JSON, and a directory where it holds none', () => {
    writeFileSync(join(scratch, 'mini.json'), '{');
    expect(() => loadVectors(scratch)).toThrow(/cannot read .*mini\.json/);
    rmSync(join(scratch, 'mini.json'));
    expect(() => loadVectors(scratch)).toThrow(/no vector files/);
    expect(() => loadVectors(join(scratch, 'nowhere'))).toThrow(/cannot read the vectors/);
  });
});

describe('the short form of long bytes', () => {
  /** The input of the vector of hex, loaded with these bytes. */
  const loaded = (bytes: unknown) =>
    (loadChanged((f) => (f.vectors[3]!.input = { bytes })) as typeof MINI).find(
      ({ id }) => id === MINI[3]!.id,
    )!.input;

  test('is written out', () => {
    expect(loaded({ concat: ['f8f8'] })).toEqual({ bytes: 'f8f8' });
    expect(loaded({ concat: ['01', { repeat: 'abcd', times: 3 }, '', 'ff'] })).toEqual({
      bytes: '01abcdabcdabcdff',
    });
    expect(loaded({ concat: [{ repeat: '00', times: 16 * 1024 * 1024 }] })['bytes']).toHaveLength(
      32 * 1024 * 1024,
    );
  });

  test.each<[string, unknown, RegExp]>([
    ['without parts', { concat: [] }, /input\/bytes/],
    ['of something else', { concat: '00' }, /input\/bytes/],
    ['with more beside', { concat: ['00'], more: 1 }, /input\/bytes must NOT .*\(more\)/],
    ['of upper-case hex', { concat: ['FF'] }, /input\/bytes\/concat\/0/],
    ['of half a byte', { concat: ['0'] }, /input\/bytes\/concat\/0/],
    ['of a number', { concat: [0] }, /input\/bytes\/concat\/0/],
    ['that repeats nothing', { concat: [{ repeat: '', times: 1 }] }, /concat\/0\/repeat/],
    ['that repeats no hex', { concat: [{ repeat: 'xy', times: 1 }] }, /concat\/0\/repeat/],
    ['without a number', { concat: [{ repeat: '00' }] }, /concat\/0 .*times/],
    ['0 times', { concat: [{ repeat: '00', times: 0 }] }, /concat\/0\/times/],
    ['-1 times', { concat: [{ repeat: '00', times: -1 }] }, /concat\/0\/times/],
    ['1.5 times', { concat: [{ repeat: '00', times: 1.5 }] }, /concat\/0\/times/],
    ['as text', { concat: [{ repeat: '00', times: '2' }] }, /concat\/0\/times/],
    ['too often', { concat: [{ repeat: '00', times: 2 ** 24 + 1 }] }, /concat\/0\/times/],
    ['nested', { concat: [{ concat: ['00'] }] }, /input\/bytes\/concat\/0/],
    [
      'of more than 16 MiB in all',
      { concat: ['00', { repeat: '0000', times: 2 ** 23 }] },
      /mini\.json: .*: input\.bytes stands for 16777217 bytes, more than 16777216/,
    ],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => loaded(bytes)).toThrow(message);
  });

  test('stands for bytes of an input alone', () => {
    const short = { concat: [{ repeat: '00', times: 2 }] };
    const expectShort = (f: File) =>
      (f.vectors[3]!.expect = { verdict: 'accept', output: { value: short, length: 1 } });
    expect(() => loadChanged(expectShort)).toThrow(/expect/);
    expect(() => loadChanged((f) => (f.vectors[0]!.input = { seqNum: short }))).toThrow(/input\/seqNum/);
  });

  test.each<[unknown, RegExp]>([
    [{ concat: ['0G'] }, /^x\.concat\[0\] must be bytes/],
    [{ concat: ['00', { repeat: 'g', times: 1 }] }, /^x\.concat\[1\]\.repeat must be bytes/],
    [{ concat: [{ repeat: '00', times: 0 }] }, /^x\.concat\[0\]\.times must be an integer/],
    [{ concat: [{ repeat: '00', times: 1, more: 1 }] }, /^x\.concat\[0\] must be hex, or/],
    [{ concat: ['00'], more: 1 }, /^x must be/],
    ['00', /^x must be/],
  ])('%j is refused also where no schema was before', (short, message) => {
    expect(() => expandBytes(short, 'x')).toThrow(message);
  });

  test('is found in lists and objects, and what has none stays as it is', () => {
    const short = { concat: [{ repeat: 'ab', times: 2 }] };
    expect(expandInput({ list: [{ operation: short, id: '00' }], none: null })).toEqual({
      list: [{ operation: 'abab', id: '00' }],
      none: null,
    });
    const plain = { list: [{ a: [1, null] }] };
    expect(expandInput(plain)).toBe(plain);
    expect(() => expandInput({ list: [{ concat: 1 }] })).toThrow(/^input\.list\[0\] must be/);
  });
});

describe('a selection', () => {
  const ids = (selection: Parameters<typeof selectVectors>[1]) =>
    selectVectors(MINI, selection).map(({ id }) => id);

  test('takes what meets all conditions, and by profile also what depends on none', () => {
    expect(ids({})).toHaveLength(6);
    expect(ids({ profile: 'bamboo' })).toHaveLength(5);
    expect(ids({ profile: 'p2panda', ops: ['entry.decode'] })).toEqual(['mini-decode-empty']);
    expect(ids({ ids: ['mini-lipmaa-40', 'mini-lipmaa-4'] })).toEqual(['mini-lipmaa-4', 'mini-lipmaa-40']);
  });

  test('says what was probably meant by an unknown name', () => {
    expect(() => ids({ ops: ['entry.decde'] })).toThrow(
      'unknown operation "entry.decde"; did you mean entry.decode',
    );
    expect(() => ids({ ids: ['mini-lipmaa-14'] })).toThrow(/did you mean mini-lipmaa-4 or mini-lipmaa-13/);
    expect(() => ids({ profile: 'p2pand' as 'p2panda' })).toThrow('did you mean p2panda or p2panda-compat?');
    expect(() => ids({ ops: ['x'.repeat(1e6)] })).toThrow(/^unknown operation "x{100}…"/);
  });

  test('of nothing is refused', () => {
    expect(() => ids({ ops: ['hash'] })).toThrow('no vector matches');
  });
});
