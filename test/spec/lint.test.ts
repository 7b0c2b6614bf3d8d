import { describe, expect, it } from 'vitest';
import { parseChapter } from '../../src/spec/chapter.js';
import { lintChapters, lintReasons, lintVectors } from '../../src/spec/lint.js';
import { reasonRows } from '../../src/spec/reasons-table.js';

const chapter = (file: string, text: string) => parseChapter(file, `# Title\n\n${text}\n`);
const BOTH = '**BAM-ENC-001** (MUST; bamboo, p2panda) An entry MUST have a tag.';
const ONE = '**BAM-DEC-008** (MUST; p2panda) An entry MUST have two links.';
const UNTESTED = '**BAM-KEY-007** (SHOULD; bamboo) It SHOULD be quick.\n*Untested:* time is invisible.';
const vector = (id: string, requirement: string, profile?: string) => ({
  id,
  file: 'entry.json',
  requirements: [requirement],
  ...(profile === undefined ? {} : { profile }),
});

describe('the lint of all chapters', () => {
  it('passes on each chapter’s own problems', () => {
    expect(lintChapters([chapter('a.md', 'It MUST be.')])).toHaveLength(1);
  });

  it('finds an id that is used twice, in one chapter or in two', () => {
    expect(lintChapters([chapter('a.md', BOTH), chapter('b.md', BOTH)])).toEqual([
      { where: 'b.md:3', message: 'BAM-ENC-001 is taken already, at a.md:3' },
    ]);
    expect(lintChapters([chapter('a.md', `${BOTH}\n\n${BOTH}`)])).toEqual([
      { where: 'a.md:5', message: 'BAM-ENC-001 is taken already, at a.md:3' },
    ]);
  });

  it.each(['See BAM-ENC-002.', 'See `BAM-ENC-002`.', '```text\nBAM-ENC-002\n```', '> As in BAM-ENC-002.'])(
    'finds a reference to nothing in %j',
    (text) => {
      const [problem, ...more] = lintChapters([chapter('a.md', `${BOTH}\n\n${text}`)]);
      expect(more).toEqual([]);
      expect(problem!.message).toBe('there is no requirement BAM-ENC-002');
    },
  );

  it('finds a misspelt reference', () => {
    const [problem] = lintChapters([chapter('a.md', `${BOTH}\n\nSee BAM-ENC-01.`)]);
    expect(problem!.message).toBe('there is no requirement BAM-ENC-01');
  });

  it('follows references from one chapter to another', () => {
    expect(lintChapters([chapter('a.md', 'See BAM-ENC-001.'), chapter('b.md', BOTH)])).toEqual([]);
  });

  it('finds an example’s name that is used twice', () => {
    const example = '```json example=a\n{ "op": "hash", "input": {}, "expect": {} }\n```';
    expect(lintChapters([chapter('a.md', example), chapter('b.md', example)])).toEqual([
      { where: 'b.md:3', message: 'the example a is taken already, at a.md:3' },
    ]);
  });
});

describe('the lint of vectors', () => {
  const chapters = [chapter('a.md', `${BOTH}\n\n${ONE}\n\n${UNTESTED}`)];
  const complete = [vector('v1', 'BAM-ENC-001'), vector('v2', 'BAM-DEC-008', 'p2panda')];

  it('accepts requirements that have vectors or a reason', () => {
    expect(lintVectors(chapters, complete)).toEqual([]);
  });

  it('finds a vector that names an unknown requirement', () => {
    expect(lintVectors(chapters, [...complete, vector('v3', 'BAM-ENC-009')])).toEqual([
      { where: 'entry.json', message: 'v3 names BAM-ENC-009, which does not exist' },
    ]);
  });

  it('finds a requirement with neither vector nor reason', () => {
    expect(lintVectors(chapters, complete.slice(1))).toEqual([
      { where: 'a.md:3', message: 'BAM-ENC-001 has neither a vector nor a reason why it is untested' },
    ]);
  });

  it('finds a requirement with both', () => {
    expect(lintVectors(chapters, [...complete, vector('v3', 'BAM-KEY-007')])).toEqual([
      {
        where: 'a.md:7',
        message: 'BAM-KEY-007 is said to be untested, and v3 tests it: drop one of the two',
      },
    ]);
  });

  it('finds a vector in a profile that its requirement does not have', () => {
    expect(lintVectors(chapters, [...complete, vector('v3', 'BAM-DEC-008', 'bamboo')])).toEqual([
      {
        where: 'entry.json',
        message: 'v3 is for the profile bamboo, and BAM-DEC-008, which it names, is not',
      },
    ]);
  });

  it('finds a requirement that is tested in one of its profiles only', () => {
    expect(lintVectors(chapters, [vector('v1', 'BAM-ENC-001', 'bamboo'), ...complete.slice(1)])).toEqual([
      { where: 'a.md:3', message: 'BAM-ENC-001 has no vector in the profile p2panda' },
    ]);
  });
});

describe('the lint of the table of reasons', () => {
  const code = {
    reasons: ['EMPTY', 'TRUNCATED'],
    requirementOf: { EMPTY: 'BAM-DEC-002', TRUNCATED: 'BAM-DEC-003' },
  };
  const messages = (table: string) =>
    lintReasons('20-suite.md', reasonRows(table), code).map(({ message }) => message);
  const EMPTY = '| `EMPTY` | BAM-DEC-002 | no bytes |\n';
  const TRUNCATED = '| `TRUNCATED`  |  BAM-DEC-003 | they run out |\n';

  it('accepts a table that says what the code says', () => {
    expect(messages(`| reason | requirement | when |\n| --- | --- | --- |\n${EMPTY}${TRUNCATED}`)).toEqual(
      [],
    );
  });

  it('finds a reason that is missing', () => {
    expect(messages(EMPTY)).toEqual(['the table lacks the reason TRUNCATED']);
  });

  it('finds a reason that the code does not have', () => {
    expect(messages(`${EMPTY}${TRUNCATED}| \`TRUNKATED\` | BAM-DEC-003 | x |`)).toEqual([
      "the reason TRUNKATED is not in the code's list",
    ]);
  });

  it('finds a reason that is there twice', () => {
    expect(messages(EMPTY + EMPTY + TRUNCATED)).toEqual(['the reason EMPTY is in the table twice']);
  });

  it('finds a reason beside another requirement', () => {
    expect(messages(`| \`EMPTY\` | BAM-DEC-003 | x |\n${TRUNCATED}`)).toEqual([
      'the reason EMPTY breaks BAM-DEC-003 here and BAM-DEC-002 in the code',
    ]);
  });
});
