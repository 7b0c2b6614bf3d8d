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
const offeredEntries = offered.filter(({ title }) => !title.includes('proof'));
const hexOf = (title: string): string => offered.find((example) => example.title === title)!.hex;
const fork = hexOf("a fork's proof");
/** The neutral element as a key, and a signature that it makes of anything: R is neutral too, and S is 0. */
const SMALL_ORDER = ['01', '00'.repeat(31)].join('');
const smallOrderEntry = `00${SMALL_ORDER}0001000020${'ab'.repeat(32)}${SMALL_ORDER}${'00'.repeat(32)}`;

/** What the reference says of an entry with its signature and its payload. */
function reference(
  profile: string,
  entry: string,
  payload: string | undefined,
): { verdict: string; reason?: string } {
  const input = { entry, payload: payload ?? null, backlink: null, lipmaalink: null };
  return operations['entry.verify']!(input, profile as 'bamboo');
}

describe('the state of the inspector', () => {
  test('goes into an address and comes out of it', () => {
    for (const strictKeys of [true, false]) {
      const state = { hex: '00ff', profile: 'bamboo', payload: 'aa', strictKeys };
      expect(inspectorState(inspectorHash(state)!)).toEqual(state);
    }
    expect(inspectorState('n=23')).toBeUndefined();
  });
  test('stays out of an address that it would make too long', () => {
    expect(inspectorHash({ hex: 'ab'.repeat(4000), profile: '', payload: '' })).toBeUndefined();
  });
});

describe('looking into text', () => {
  const look = (hex: string, payload = '', strictKeys = false) =>
    inspectText({ hex, profile: '', payload, strictKeys });

  test.each(entries.map((example) => [example.slug, example] as const))(
    'judges the example %s as the text does',
    (_, example) => {
      const hex = example.input['entry'] as string;
      const { kind, reason } = inspectText({ hex, profile: example.profile!, payload: '' });
      if (hex === '') expect(kind).toBe('quiet');
      else if (example.expect['verdict'] === 'accept') expect([kind, reason]).toEqual(['good', undefined]);
      else expect([kind, reason]).toEqual(['bad', example.expect['reason']]);
    },
  );

  test.each(offeredEntries)('judges "$title" as the reference does', ({ title, hex, payload }) => {
    const profile = title.includes('bamboo') ? 'bamboo' : 'p2panda';
    const { verdict, reason } = reference(profile, hex, payload);
    const found = look(hex, payload);
    expect(found.kind).toBe(verdict === 'accept' ? 'good' : 'bad');
    expect(found.reason).toBe(reason);
    // Guessed right, even where both profiles fail at the first byte.
    expect(found.said).toContain(`Read in the profile ${profile}`);
  });

  test('offers one example for each kind of verdict', () => {
    expect(offeredEntries.map(({ hex, payload }) => look(hex, payload).reason)).toEqual([
      undefined,
      undefined,
      undefined,
      'INVALID_TAG',
      'TRAILING_BYTES',
      'TRUNCATED',
      'SIGNATURE_INVALID',
      'PAYLOAD_HASH_MISMATCH',
    ]);
  });

  test('judges the proof that it offers as the reference does', () => {
    expect(operations['proof.verify']!({ proof: fork }, 'p2panda')).toMatchObject({
      verdict: 'accept',
      output: { kind: 'fork', seqNum: '4' },
    });
    expect(look(fork)).toMatchObject({ kind: 'good', verdict: 'Proved: fork at 4' });
    expect(look(`${fork.slice(0, -2)}00`).reason).toBe('PROOF_DAMAGED');
    expect(look(fork.slice(0, 20)).reason).toBe('NOT_A_PROOF');
  });

  test('takes an entry with a wrong tag for an entry, even where proofs begin with that byte', () => {
    expect(look(`80${hexOf('an entry').slice(2)}`).reason).toBe('INVALID_TAG');
  });

  test('refuses authors of small order where it is asked to', () => {
    expect(look(smallOrderEntry).kind).toBe('good');
    expect(look(smallOrderEntry, '', true)).toMatchObject({ kind: 'bad', reason: 'SMALL_ORDER_AUTHOR' });
  });

  test.each([
    ['0', '1 digits make no whole bytes'],
    ['00zz', 'character 3 is “z”', 2],
    [' 0x00\u200b', 'character 6 is U+200B', 5],
    ['00 \u{1f43c}', 'character 4 is “\u{1f43c}”', 3],
    ['ab'.repeat(70_000), 'At most 65536 bytes'],
    ['a b '.repeat(70_000), 'At most 65536 bytes'],
  ])('says what is wrong with %.6s', (hex, why, at?: number) => {
    const { kind, said, unreadable, bytes } = look(hex);
    expect([kind, bytes]).toEqual(['bad', undefined]);
    expect(said).toContain(why);
    expect(unreadable).toEqual({ field: 'hex', at });
  });

  test('says that a payload is not hex, and shows the entry all the same', () => {
    const found = look(hexOf('an entry'), '00 x');
    expect(found).toMatchObject({ kind: 'bad', verdict: 'The payload is not hex' });
    expect(found.unreadable).toEqual({ field: 'payload', at: 3 });
    expect(found.bytes).toHaveLength(134);
  });
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
  const address = () => part.page.evaluate(() => location.hash);
  const show = async (title: string): Promise<void> => {
    await part.open();
    await part.page.getByRole('button', { name: title, exact: true }).click();
  };
  const focused = () => part.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const byte = (at: number) => part.page.locator(`.bytes-byte[data-at="${at}"]`);

  test.each(offered)(
    'shows "$title" with all its bytes, each in a field',
    async ({ title, hex: expected }) => {
      await show(title);
      expect(await hex().inputValue()).toBe(expected);
      const shown = await part.page.locator('.bytes-run').evaluateAll((runs) =>
        runs
          .map((run) => {
            for (const words of run.querySelectorAll('.bytes-label, .bytes-end')) words.remove();
            return run.textContent;
          })
          .join(''),
      );
      expect(shown.replaceAll(/\s/g, '')).toBe(expected);
    },
  );

  test('names each field beside its bytes, and in the table with what it says', async () => {
    await show('with a lipmaalink');
    const fields = [
      'tag',
      'author',
      'log id',
      'sequence number',
      'lipmaalink',
      'backlink',
      'payload size',
      'payload hash',
      'signature',
    ];
    expect(await part.page.locator('.bytes-label').allInnerTexts()).toEqual(fields);
    expect(await part.page.locator('.bytes-table tbody th').allInnerTexts()).toEqual(fields);
    const row = part.page.getByRole('row', { name: /sequence number/ });
    expect((await row.innerText()).split(/\s+/)).toEqual([
      '34',
      'sequence',
      'number',
      '4',
      '(04)',
      'BAM-ENC-004',
    ]);
    expect(await row.getByRole('link').getAttribute('href')).toBe('requirements.html#bam-enc-004');
    expect(await part.page.locator('.inspector-hash code').innerText()).toBe(
      (
        operations['entry.decode']!({ entry: hexOf('with a lipmaalink') }, 'p2panda') as unknown as {
          output: { hash: string };
        }
      ).output.hash,
    );
  });

  test('looks into what is typed, and says where it is not hex', async () => {
    await part.open();
    await hex().fill('00 8a\n88zz');
    await expect.poll(verdict).toContain('character 9 is “z”');
    expect(await hex().getAttribute('aria-invalid')).toBe('true');
    expect(await part.page.locator('.bytes-run').count()).toBe(0);
    await part.page.getByRole('button', { name: 'show it' }).click();
    expect(
      await hex().evaluate((box) =>
        (box as HTMLTextAreaElement).value.slice(
          (box as HTMLTextAreaElement).selectionStart,
          (box as HTMLTextAreaElement).selectionEnd,
        ),
      ),
    ).toBe('z');
    await hex().fill('0x00');
    await expect.poll(verdict).toContain('TRUNCATED at byte 1');
    expect(await hex().getAttribute('aria-invalid')).toBe('false');
    await hex().fill('');
    await expect.poll(verdict).toContain('Paste hex');
  });

  test('shows text that is markup as text', async () => {
    await part.open('#hex=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E');
    await expect.poll(verdict).toContain('character 1 is “<”');
    expect(await part.page.locator('.inspector-verdict img').count()).toBe(0);
  });

  test('marks the byte at fault, and links the requirement that is broken', async () => {
    await show('a bad tag');
    expect(await part.page.locator('.bytes-fault').innerText()).toBe('02');
    expect(await part.page.locator('.bytes-wrong .bytes-label').innerText()).toBe('✗ tag');
    expect(await part.page.locator('.inspector-verdict a').getAttribute('href')).toBe(
      'requirements.html#bam-dec-004',
    );
    await show('a byte after the signature');
    expect(await byte(134).getAttribute('aria-selected')).toBe('true');
    expect(await part.page.getByLabel('Byte', { exact: true }).inputValue()).toBe('134');
    await show('cut off');
    expect(await part.page.locator('.bytes-wrong').innerText()).toMatch(/✗ backlink[\s\S]*ends here$/);
  });

  test('flips a bit of a byte that was chosen by pointer, and back', async () => {
    await show('an entry');
    expect(await verdict()).toContain('✓ Accepted');
    await byte(100).click();
    expect(await part.page.getByLabel('Byte', { exact: true }).inputValue()).toBe('100');
    const bit = part.page.getByRole('button', { name: /^bit 0,/ });
    const before = await bit.getAttribute('aria-pressed');
    await bit.click();
    expect(await verdict()).toContain('SIGNATURE_INVALID');
    expect(await bit.getAttribute('aria-pressed')).not.toBe(before);
    // It still has the focus: one flips bits one after the other.
    await part.page.keyboard.press('Enter');
    expect(await verdict()).toContain('✓ Accepted');
    expect(await hex().inputValue()).toBe(hexOf('an entry'));
  });

  test('changes bytes with the keyboard alone', async () => {
    await show('an entry');
    await byte(0).focus();
    expect(await focused()).toBe('byte 0: 00');
    await part.page.keyboard.press('PageDown');
    expect(await focused()).toBe('byte 1: 8a');
    await part.page.keyboard.press('End');
    expect(await focused()).toContain('byte 32:');
    await part.page.keyboard.press('ArrowDown');
    expect(Number((await focused())!.split(/[ :]/)[1])).toBeGreaterThan(32);
    await part.page.keyboard.press('ArrowUp');
    await part.page.keyboard.press('Home');
    await part.page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('byte 0: 00');
    await part.page.keyboard.type('02');
    // Two digits make a byte, and the next ones change the next.
    expect(await focused()).toBe('byte 1: 8a');
    expect(await verdict()).toContain('INVALID_TAG at byte 0');
    expect(await hex().inputValue()).toBe(`02${hexOf('an entry').slice(2)}`);
    await part.page.getByLabel('Byte', { exact: true }).fill('0');
    await part.page.getByLabel('Value in hex').fill('00');
    expect(await verdict()).toContain('✓ Accepted');
  });

  test('lights a field in the bytes while it is pointed at in the table, and the other way round', async () => {
    await show('with a lipmaalink');
    const lit = () => part.page.locator('.bytes-run.bytes-lit .bytes-label').allInnerTexts();
    await part.page.locator('tr', { hasText: 'backlink' }).hover();
    expect(await lit()).toEqual(['backlink']);
    await part.page.getByRole('heading', { level: 1 }).hover();
    expect(await lit()).toEqual([]);
    await part.page.getByRole('link', { name: 'BAM-ENC-008' }).focus();
    expect(await lit()).toEqual(['payload hash']);
    await byte(1).hover();
    expect(await part.page.locator('tr.bytes-lit th').allInnerTexts()).toEqual(['author']);
    await part.page.locator('tr', { hasText: 'signature' }).click();
    expect(await byte(138).getAttribute('aria-selected')).toBe('true');
  });

  test('keeps what is shown in the address, and shows what an address says', async () => {
    const example = entries.find(({ slug }) => slug === 'entry-trailing-byte')!;
    await part.open(`#hex=${example.input['entry'] as string}&profile=p2panda`);
    expect(await verdict()).toContain('TRAILING_BYTES');
    expect(await part.page.getByLabel('Profile').inputValue()).toBe('p2panda');
    await hex().fill('00');
    await expect.poll(address).toBe('#hex=00&profile=p2panda');
    await part.page.evaluate((state) => (location.hash = state), `hex=${smallOrderEntry}&strict=1`);
    await expect.poll(verdict).toContain('SMALL_ORDER_AUTHOR');
    expect(await part.page.getByLabel('refuse authors of small order').isChecked()).toBe(true);
    await hex().fill('ab'.repeat(3000));
    await expect.poll(verdict).toContain('INVALID_TAG');
    await expect.poll(address).toBe('');
    expect(await part.page.getByRole('button', { name: /^copy link/ }).isDisabled()).toBe(true);
  });

  test('fits on a phone', async () => {
    await part.page.setViewportSize({ width: 390, height: 800 });
    for (const { title } of offered) {
      await show(title);
      expect(await part.page.evaluate(() => document.documentElement.scrollWidth), title).toBe(390);
      const table = await part.page
        .locator('.bytes-fields')
        .evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(table, title).toBeLessThanOrEqual(0);
    }
    await part.page.setViewportSize({ width: 1280, height: 900 });
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe-core finds serious, %s',
    async (colorScheme) => {
      await part.page.emulateMedia({ colorScheme });
      for (const { title } of offered) {
        await show(title);
        expect(await seriousViolations(part.page, title)).toEqual([]);
      }
      await hex().fill('zz');
      await expect.poll(verdict).toContain('not hex');
      expect(await seriousViolations(part.page, 'not hex')).toEqual([]);
    },
  );
});
