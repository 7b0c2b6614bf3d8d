import { describe, expect, it } from 'vitest';
import { parseChapter } from '../../src/spec/chapter.js';

/** The messages about a chapter with this text under its title. */
function problemsOf(text: string): string[] {
  return parseChapter('06-entries.md', `# Entries\n\n${text}\n`).problems.map(
    ({ where, message }) => `${where}: ${message}`,
  );
}

const GOOD = '**BAM-ENC-001** (MUST; bamboo, p2panda) An entry MUST have a tag.';

describe('a chapter', () => {
  it('gives its requirements with section, anchor and sentence', () => {
    const { title, requirements, problems } = parseChapter(
      '06-entries.md',
      `# Entries\n\n${GOOD}\n\n## Decoding\n\n**BAM-DEC-001** (MUST NOT; p2panda) A decoder MUST NOT read\nthe \`tag\` twice.\n*Untested:* reading leaves\nno trace.\n`,
    );
    expect(problems).toEqual([]);
    expect(title).toBe('Entries');
    expect(requirements).toEqual([
      {
        id: 'BAM-ENC-001',
        keyword: 'MUST',
        profiles: ['bamboo', 'p2panda'],
        chapter: '06-entries',
        section: 'Entries',
        anchor: 'bam-enc-001',
        text: 'An entry MUST have a tag.',
        line: 3,
      },
      {
        id: 'BAM-DEC-001',
        keyword: 'MUST NOT',
        profiles: ['p2panda'],
        chapter: '06-entries',
        section: 'Decoding',
        anchor: 'bam-dec-001',
        text: 'A decoder MUST NOT read the `tag` twice.',
        untested: 'reading leaves no trace.',
        line: 7,
      },
    ]);
  });

  it('may write the mark for untested with underscores', () => {
    const [requirement] = parseChapter('a.md', `# A\n\n${GOOD}\n_Untested:_ why.\n`).requirements;
    expect(requirement).toMatchObject({ text: 'An entry MUST have a tag.', untested: 'why.' });
  });

  it('finds requirements in lists', () => {
    const { requirements } = parseChapter('a.md', `# A\n\n- ${GOOD}\n`);
    expect(requirements.map(({ id }) => id)).toEqual(['BAM-ENC-001']);
  });

  it('names every id that its text mentions, in code too', () => {
    const { mentions } = parseChapter('a.md', '# A\n\nSee BAM-ENC-001\nand `SUI-ADP-2`.\n');
    expect(mentions).toEqual([
      { id: 'BAM-ENC-001', line: 3 },
      { id: 'SUI-ADP-2', line: 4 },
    ]);
  });

  it('needs a title', () => {
    expect(parseChapter('a.md', 'Text.\n').problems).toHaveLength(1);
  });
});

describe('the lint of a chapter', () => {
  it.each([
    ['a paragraph', 'An entry MUST have a tag.', 3, 'MUST'],
    ['the second line of a paragraph', 'An entry is good\nand SHOULD be kept.', 4, 'SHOULD'],
    ['a list', '- It MAY be left out.', 3, 'MAY'],
    ['a quotation', '> It MUST NOT be.', 3, 'MUST NOT'],
    ['emphasis', 'It *SHALL* be.', 3, 'SHALL'],
    ['a heading', '## What is REQUIRED', 3, 'REQUIRED'],
    ['a table', '| a | b |\n| --- | --- |\n| MUST | c |', 5, 'MUST'],
  ])('finds a normative sentence without an id in %s', (_, text, line, keyword) => {
    expect(problemsOf(text)).toEqual([
      `06-entries.md:${line}: "${keyword}" in a sentence that is not a requirement: give it an id, or say it otherwise`,
    ]);
  });

  it('leaves code and words in lower case alone', () => {
    expect(problemsOf('A `MUST` and a must.\n\n```text\nMUST\n```\n\n    MUST\n')).toEqual([]);
  });

  it.each([
    ['an id without text', '**BAM-ENC-001** (MUST; bamboo)', 'BAM-ENC-001 has no text'],
    [
      'an id without text but with a reason',
      '**BAM-ENC-001** (MUST; bamboo)\n*Untested:* why.',
      'BAM-ENC-001 has no text',
    ],
    [
      'an id of the wrong form',
      '**BAM-ENC-1** (MUST; bamboo) It MUST be.',
      'BAM-ENC-1 is not an id, such as BAM-ENC-003',
    ],
    [
      'an id without declaration',
      '**BAM-ENC-001** It MUST be.',
      'BAM-ENC-001 does not go on with "(KEYWORD; profiles)"',
    ],
    [
      'an unknown keyword',
      '**BAM-ENC-001** (SHALL; bamboo) It SHALL be.',
      'BAM-ENC-001 has the keyword "SHALL"; there are MUST NOT, MUST, SHOULD NOT, SHOULD, MAY',
    ],
    [
      'an unknown profile',
      '**BAM-ENC-001** (MUST; bambo) It MUST be.',
      'BAM-ENC-001 holds for the profiles "bambo"; there are bamboo, p2panda, p2panda-compat',
    ],
    [
      'no keyword',
      '**BAM-ENC-001** (MUST; bamboo) It is.',
      'BAM-ENC-001 is declared MUST, and its text has no keyword',
    ],
    [
      'a keyword in code only',
      '**BAM-ENC-001** (MUST; bamboo) It `MUST` be.',
      'BAM-ENC-001 is declared MUST, and its text has no keyword',
    ],
    [
      'two keywords',
      '**BAM-ENC-001** (MUST; bamboo) It MUST be, and MAY stay.',
      'BAM-ENC-001 has more than one keyword: MUST, MAY; split it',
    ],
    [
      'another keyword than declared',
      '**BAM-ENC-001** (MUST; bamboo) It MUST NOT be.',
      'BAM-ENC-001 is declared MUST, and its text says MUST NOT',
    ],
    [
      'an empty reason',
      '**BAM-ENC-001** (MUST; bamboo) It MUST be.\n*Untested:*',
      'BAM-ENC-001 is untested without a reason',
    ],
    [
      'a keyword in the reason',
      '**BAM-ENC-001** (MUST; bamboo) It MUST be.\n*Untested:* it MAY not.',
      'BAM-ENC-001 has the keyword MAY in the reason why it is untested',
    ],
    [
      'a reason in the middle of a line',
      '**BAM-ENC-001** (MUST; bamboo) It MUST be. *Untested:* why.',
      'BAM-ENC-001: "Untested:" belongs on a line of its own',
    ],
    [
      'an example that is not JSON',
      '```json example=a\n{\n```',
      expect.stringContaining('the example a is not JSON') as string,
    ],
    [
      'an example without a name',
      '```json example\n{}\n```',
      'the example\'s name "" is not in lower case with hyphens',
    ],
    [
      'an example with an unknown field',
      '```json example=a\n{ "op": "hash", "input": {}, "output": {} }\n```',
      'the example a has an unknown field "output"',
    ],
    [
      'an example with an unknown profile',
      '```json example=a\n{ "profile": "bambo", "op": "hash", "input": {}, "expect": {} }\n```',
      'the example a has an unknown profile',
    ],
    [
      'an example without a verdict',
      '```json example=a\n{ "op": "hash", "input": {} }\n```',
      'the example a needs op, input and expect',
    ],
  ])('finds %s', (_, text, message) => {
    const { problems } = parseChapter('a.md', `# A\n\n${text}\n`);
    expect(problems).toEqual([{ where: 'a.md:3', message }]);
  });
});
