import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/reference/index.js';
import { readSpecification } from '../../src/spec/specification.js';
import { inspectorExamples } from '../../src/spec/browser/lab/examples.js';
import { inspectText } from '../../src/spec/browser/lab/inspection.js';
import { inspectorHash, inspectorState } from '../../src/spec/browser/lab/state.js';
import { seriousViolations } from './accessibility.js';
import { canTestPages, openPart, type PartPage } from './page.js';

const examples = readSpecification().chapters.flatMap((chapter) => chapter.examples);
const entries = examples.filter(({ op }) => op === 'entry.decode');
const offered = inspectorExamples();

/** What the reference says of an entry with its signature and its payload. */
function reference(entry: string, payload: string | null): { verdict: string; reason?: string } {
  return operations['entry.verify']!({ entry, payload, backlink: null, lipmaalink: null }, 'p2panda');
}

describe('the state of the inspector', () => {
  test('goes into an address and comes out of it', () => {
    const state = { hex: '00ff', profile: 'bamboo', payload: 'aa' };
    expect(inspectorState(inspectorHash(state)!)).toEqual(state);
    expect(inspectorState('n=23')).toBeUndefined();
  });
  test('stays out of an address that it would make too long', () => {
    expect(inspectorHash({ hex: 'ab'.repeat(4000), profile: '', payload: '' })).toBeUndefined();
  });
});

describe('looking into text', () => {
  const look = (hex: string, payload = '') =>
    inspectText({ hex, profile: '', payload }, { strictKeys: false });

  test.each(entries.map((example) => [example.slug, example] as const))(
    'judges the example %s as the text does',
    (_, example) => {
      const hex = example.input['entry'] as string;
      const { said, kind } = inspectText(
        { hex, profile: example.profile!, payload: '' },
        { strictKeys: false },
      );
      if (hex === '') expect(said).toContain('Paste hex');
      else if (example.expect['verdict'] === 'accept')
        expect([said, kind]).toEqual([expect.stringMatching(/^Valid/), 'good']);
      else expect([said, kind]).toEqual([expect.stringContaining(example.expect['reason'] as string), 'bad']);
    },
  );

  test.each(offered.filter(({ title }) => !title.includes('proof')))(
    'judges "$title" as the reference does',
    ({ hex, payload }) => {
      const { verdict, reason } = reference(hex, payload ?? null);
      const { kind, said } = look(hex, payload);
      expect(kind).toBe(verdict === 'accept' ? 'good' : 'bad');
      if (reason !== undefined) expect(said).toContain(reason);
    },
  );

  test('judges the proof that it offers as the reference does', () => {
    const { hex } = offered.find(({ title }) => title.includes('proof'))!;
    expect(operations['proof.verify']!({ proof: hex }, 'p2panda')).toMatchObject({
      verdict: 'accept',
      output: { kind: 'fork', seqNum: '4' },
    });
    expect(look(hex)).toMatchObject({ kind: 'good', said: expect.stringContaining('Proved.') as string });
    expect(look(`${hex.slice(0, -2)}00`).said).toContain('PROOF_DAMAGED');
  });

  test.each([
    ['0', 'its number of digits is odd'],
    ['00zz', "character 3 is 'z'"],
    ['ab'.repeat(70_000), 'too long'],
  ])('says what is wrong with %.6s', (hex, why) => {
    expect(look(hex)).toMatchObject({ kind: 'bad', said: expect.stringContaining(why) as string });
  });

  test('says that a payload is not hex', () =>
    expect(look(offered[0]!.hex, 'x').said).toContain('payload is not hex'));
});

describe.runIf(canTestPages)('the inspector in headless Chromium', () => {
  let part: PartPage;
  beforeAll(async () => {
    part = await openPart({
      module: 'lab/inspector.ts',
      mount: 'mountInspector',
      sheets: ['lab/lab.css'],
      body: '<div data-part></div>',
    });
  });
  afterAll(async () => await part?.close());
  afterEach(() => expect(part.takeErrors()).toEqual([]));

  const verdict = () => part.page.locator('.inspector-verdict').innerText();
  const hex = () => part.page.getByLabel('An entry or a proof, in hex');

  test.each(offered)('shows "$title" with its fields', async ({ title, hex: expected }) => {
    await part.open();
    await part.page.getByRole('button', { name: title, exact: true }).click();
    expect(await hex().inputValue()).toBe(expected);
    const shown = await part.page
      .locator('.bytes-run')
      .evaluateAll((runs) =>
        runs
          .map((run) => run.textContent.slice(run.querySelector('.bytes-label')!.textContent.length))
          .join(''),
      );
    expect(shown.replaceAll(/\s/g, '')).toBe(expected);
  });

  test('looks into what is typed, and says where it is not hex', async () => {
    await part.open();
    await hex().fill('00 8a\n88zz');
    await expect.poll(verdict).toContain("is 'z'");
    expect(await part.page.locator('.bytes-run').count()).toBe(0);
    await hex().fill('0x00');
    await expect.poll(verdict).toContain('TRUNCATED at byte 1');
    await hex().fill('');
    await expect.poll(verdict).toContain('Paste hex');
  });

  test('marks the byte at fault, and links the requirement that is broken', async () => {
    await part.open();
    await part.page.getByRole('button', { name: 'an unknown tag' }).click();
    expect(await part.page.locator('.bytes-fault').innerText()).toBe('02');
    expect(await part.page.locator('.inspector-verdict a').getAttribute('href')).toBe(
      'requirements.html#bam-dec-004',
    );
  });

  test('flips a bit of a byte that was chosen by pointer, and back', async () => {
    await part.open();
    await part.page.getByRole('button', { name: 'an entry', exact: true }).click();
    expect(await verdict()).toContain('✓ Valid');
    await part.page.locator('[data-at="100"]').click();
    expect(await part.page.getByLabel('Byte').inputValue()).toBe('100');
    await part.page.getByRole('button', { name: 'flip a bit of it' }).click();
    expect(await verdict()).toContain('SIGNATURE_INVALID');
    await part.page.getByRole('button', { name: 'flip a bit of it' }).click();
    expect(await verdict()).toContain('✓ Valid');
  });

  test('shows a field in the bytes while it is pointed at in the table', async () => {
    await part.open();
    await part.page.locator('tr', { hasText: 'backlink' }).hover();
    expect(await part.page.locator('.bytes-run.bytes-lit .bytes-label').innerText()).toBe('backlink');
  });

  test('keeps what is shown in the address, and shows what an address says', async () => {
    const example = entries.find(({ slug }) => slug === 'entry-trailing-byte')!;
    await part.open(`#hex=${example.input['entry'] as string}&profile=p2panda`);
    expect(await verdict()).toContain('TRAILING_BYTES');
    expect(await part.page.getByLabel('Profile').inputValue()).toBe('p2panda');
    await hex().fill('00');
    await expect.poll(() => part.page.evaluate(() => location.hash)).toBe('#hex=00&profile=p2panda');
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe-core finds serious, %s',
    async (colorScheme) => {
      await part.page.emulateMedia({ colorScheme });
      for (const title of ['with both links', 'a byte too many', 'the proof of a fork']) {
        await part.open();
        await part.page.getByRole('button', { name: title }).click();
        expect(await seriousViolations(part.page, title)).toEqual([]);
      }
    },
  );
});
