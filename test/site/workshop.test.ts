import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bytesFromHex, hexOf } from '../../src/inspect/hex.js';
import { certificatePool, operations } from '../../src/reference/index.js';
import { WorkshopLog } from '../../src/spec/browser/lab/workshop-log.js';
import { PRESETS } from '../../src/spec/browser/lab/workshop-presets.js';
import { verifyProof } from '../../src/verify/index.js';
import { seriousViolations } from './accessibility.js';
import { canTestPages, openPart, type PartPage } from './page.js';

const KEY = new Uint8Array(32).fill(1);

interface ReferenceLog {
  readonly output: {
    readonly entries: readonly { status: string; reason?: string }[];
    readonly forks: readonly { seqNum: string; implied: boolean }[];
  };
}

function made(title: string): WorkshopLog {
  const log = new WorkshopLog(KEY);
  PRESETS.find((preset) => preset.title === title)!.make(log);
  return log;
}

/** What the reference makes of what a replica keeps. */
function reference(log: WorkshopLog): ReferenceLog['output'] {
  const entries = log.entries
    .filter((entry) => log.isKept(entry))
    .map((entry) => ({
      entry: hexOf(entry.bytes),
      payload: log.hasPayload(entry) ? hexOf(entry.payload) : null,
    }));
  const input = { author: hexOf(log.author), logId: '0', entries };
  return (operations['log.verify']!(input, 'p2panda') as unknown as ReferenceLog).output;
}

describe('the logs of the workshop', () => {
  test.each(PRESETS.map(({ title }) => title))('"%s" is what the reference says', (title) => {
    const log = made(title);
    const { report } = log.verify();
    const expected = reference(log);
    expect(report.entries.map(({ status, reason }) => ({ status, ...(reason && { reason }) }))).toEqual(
      expected.entries,
    );
    expect(report.forks.map(({ seqNum, implied }) => ({ seqNum: String(seqNum), implied }))).toEqual(
      expected.forks,
    );
    for (const proof of report.proofs) {
      expect(operations['proof.verify']!({ proof: hexOf(proof) }, 'p2panda')).toMatchObject({
        verdict: 'accept',
      });
    }
  });

  test('show what their titles say', () => {
    const found = (title: string) => reference(made(title));
    expect(found('a fork at 7').forks[0]).toEqual({ seqNum: '7', implied: false });
    expect(found('an implied fork').forks).toContainEqual({ seqNum: '7', implied: true });
    expect(found('a gap').entries.map(({ status }) => status)).toContain('unlinked');
    expect(found('only the pool of 8').entries.map(({ status }) => status)).toContain('path-verified');
    expect(found('after the end of the log').entries.at(-1)!.reason).toBe('AFTER_END_OF_LOG');
    expect(found('a lie about a size').entries.map(({ reason }) => reason)).toContain(
      'PAYLOAD_SIZE_MISMATCH',
    );
    expect(new Set(found('a clean log of 13').entries.map(({ status }) => status))).toEqual(
      new Set(['verified']),
    );
  });

  test('say what a log verifier says: from where all is invalid, and up to where it is verified', () => {
    const of = (title: string) => made(title).verify();
    expect(of('a fork at 7')).toMatchObject({
      invalidFrom: { seqNum: 7n, reason: 'FORKED' },
      verifiedPrefix: 6n,
      newest: { seqNum: 6n },
    });
    expect(of('after the end of the log').invalidFrom).toEqual({ seqNum: 6n, reason: 'AFTER_END_OF_LOG' });
    expect(of('a lie about a size').invalidFrom).toEqual({ seqNum: 3n, reason: 'PAYLOAD_SIZE_MISMATCH' });
    expect(of('only the pool of 8')).toMatchObject({ verifiedPrefix: 1n, newest: { seqNum: 13n } });
    expect(of('a clean log of 13').invalidFrom).toBeUndefined();
    expect(of('an empty log')).toMatchObject({ kept: [], verifiedPrefix: 0n, newest: undefined });
  });

  test('go on at the end of a branch, with a text that no entry beside has', () => {
    const log = made('a fork at 7');
    const [third, seventh] = ['3', '7b'].map((name) => log.entries.find((entry) => entry.name === name)!);
    expect(log.tipOf(seventh!).name).toBe('8b');
    expect(log.tipOf(third!).name).toBe('8b');
    expect(log.freshText(seventh!.after)).toBe('one more order 7');
    expect(log.freshText(log.tipOf(seventh!))).toBe('order 9');
  });

  test('write the same entry once', () => {
    const log = made('a clean log of 13');
    const [first] = log.entries;
    expect(log.write(first, 'order 2')).toBe(log.entries[1]);
    expect(log.entries).toHaveLength(13);
    expect(log.write(first, 'another order 2').name).toBe('2b');
  });
});

describe.runIf(canTestPages)('the workshop in headless Chromium', () => {
  let part: PartPage;
  beforeAll(async () => {
    part = await openPart({
      module: 'lab/workshop.ts',
      mount: 'mountWorkshop',
      sheets: ['lab/lab.css'],
      body: '<div data-part></div>',
    });
  });
  afterAll(async () => await part?.close());
  afterEach(() => expect(part.takeErrors()).toEqual([]));

  const said = () => part.page.locator('.workshop-said').innerText();
  const press = (name: string) => part.page.getByRole('button', { name, exact: true }).click();
  const chosen = () => part.page.getByRole('region', { name: 'The chosen entry' }).innerText();
  const facts = () => part.page.getByRole('region', { name: 'What the replica knows' }).innerText();
  const proofs = () => part.page.locator('.workshop-proof h3').allInnerTexts();
  const focused = () =>
    part.page.evaluate(() => {
      const { ariaLabel, textContent } = document.activeElement!;
      return ariaLabel ?? textContent;
    });
  const begin = async (title: string): Promise<void> => {
    await part.open();
    await press(title);
  };

  test.each(PRESETS.map(({ title }) => title))(
    'draws and lists "%s" with the statuses of the reference',
    async (title) => {
      await begin(title);
      const expected = reference(made(title)).entries;
      const drawn = await part.page
        .locator('.workshop-node path.node')
        .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('class')!.replace('node ', '')));
      expect(drawn.filter((status) => status !== 'absent').sort()).toEqual(
        expected.map(({ status }) => status).sort(),
      );
      const listed = await part.page.locator('.workshop-entries .workshop-status').allInnerTexts();
      expect(listed.filter((status) => status !== 'dropped').sort()).toEqual(
        expected.map(({ status, reason }) => reason ?? status).sort(),
      );
    },
  );

  test('goes from a clean log to a fork, an invalid tail and a proof, and to an implied fork', async () => {
    await begin('a clean log of 13');
    expect(await said()).toBe('All 13 entries are verified.');
    expect(await proofs()).toEqual([]);
    await press('choose entry 7');
    await part.page.getByLabel('Payload of the next entry').fill('something else');
    await press('fork here: another entry 7');
    expect(await said()).toBe('Entry 7b added. The log is forked at 7: entries 7 to 13 are invalid.');
    expect(await chosen()).toMatch(
      /Entry 7b[\s\S]*FORKED, breaks BAM-LOG-006; its backlink is 6.*“something else”/,
    );
    expect(await facts()).toContain('A fork at 7: two different entries');
    expect(await proofs()).toEqual(['fork at 7']);

    await press('append entry 8');
    expect(await said()).toContain('Entry 8b added.');
    expect(await proofs()).toEqual(['fork at 7', 'fork at 8']);
    await part.page.getByLabel('entry 7b is at hand').uncheck();
    expect(await facts()).toContain('A fork at 7, implied');
    expect(await proofs()).toEqual(['implied-fork at 7', 'fork at 8']);
    await part.page.getByLabel('entry 8b is at hand').uncheck();
    expect(await said()).toBe('Entry 8b dropped. All 13 entries are verified.');
    await part.page.getByLabel('entry 8b is at hand').check();
    expect(await facts()).toContain('A fork at 8: two different entries');
  });

  test('hands out proofs that stand alone, with their bytes', async () => {
    await begin('an implied fork');
    const proof = part.page.getByRole('region', { name: 'Proof: implied-fork at 7' });
    await proof.getByRole('button', { name: 'verify it alone' }).click();
    expect(await proof.getByRole('status').innerText()).toMatch(
      /✓ Proved from these \d+ bytes alone: implied-fork at 7/,
    );
    const href = (await proof.getByRole('link', { name: 'open in the inspector' }).getAttribute('href'))!;
    const hex = new URLSearchParams(href.split('#')[1]).get('hex')!;
    expect(href).toMatch(/^inspector\.html#/);
    expect(operations['proof.verify']!({ proof: hex }, 'p2panda')).toMatchObject({
      verdict: 'accept',
      output: { kind: 'implied-fork', seqNum: '7' },
    });
    const verdict = verifyProof(bytesFromHex(hex)!);
    expect(await proof.innerText()).toContain(verdict.ok ? verdict.statement : 'no proof');
    await proof.locator('summary').click();
    const labels = await proof.locator('.bytes-label').allInnerTexts();
    expect(labels.filter((label) => label === 'signature')).toHaveLength(2);
  });

  test('ends a log, and shows what comes after it as invalid', async () => {
    await begin('a clean log of 13');
    await press('end the log with 14');
    expect(await said()).toBe('Entry 14 added. All 14 entries are verified.');
    expect(await chosen()).toContain('it ends the log');
    expect(await facts()).toContain('The log ends with 14: whatever is above it is invalid');
    await press('append entry 15');
    expect(await said()).toBe('Entry 15 added. The log ends with 14: entry 15 is invalid.');
    expect(await proofs()).toEqual(['after-end-of-log at 15']);
  });

  test('takes a size lie back when its payload is dropped', async () => {
    await begin('a lie about a size');
    expect(await said()).toContain("size of entry 3's payload: entries 3 to 4 are invalid.");
    await press('drop its payload');
    expect(await said()).toBe('The payload of entry 3 dropped. All 4 entries are verified.');
    await part.page.getByLabel('payload of 3 is at hand').check();
    expect(await proofs()).toEqual(['payload-size-lie at 3']);
    await press('lie about the size in 5');
    expect(await proofs()).toEqual(['payload-size-lie at 3', 'payload-size-lie at 5']);
  });

  test('keeps what a certificate pool has, and shows it', async () => {
    await begin('a clean log of 13');
    await press('choose entry 8');
    await press('keep only its certificate pool');
    expect(await said()).toContain('Of 5 entries at hand, 1 is verified and 4 are path-verified.');
    const checked = await part.page
      .locator('.workshop-entries tr')
      .filter({ has: part.page.locator('input[data-key^="keep-"]:checked') })
      .locator('th button')
      .allInnerTexts();
    expect(checked).toEqual(certificatePool(8n).map(String));
    expect(await part.page.locator('.workshop-picture .halo').count()).toBe(5);
    await press('bring everything back');
    expect(await said()).toContain('All 13 entries are verified.');
    await part.page.getByLabel('show the certificate pool of the chosen entry').uncheck();
    expect(await part.page.locator('.workshop-picture .halo').count()).toBe(0);
  });

  test('writes a log from nothing, and says that the same entry is no second one', async () => {
    await begin('an empty log');
    expect(await said()).toBe('No entry is at hand.');
    await press('append entry 1');
    expect(await said()).toBe('Entry 1 added. Entry 1 is verified.');
    // The button is drawn anew, and has the focus still.
    expect(await focused()).toBe('append entry 2');
    await part.page.keyboard.press('Enter');
    // Enter in the field appends too, and one can type on.
    await part.page.getByLabel('Payload of the next entry').fill('my order');
    await part.page.keyboard.press('Enter');
    expect(await chosen()).toMatch(/Entry 3[\s\S]*“my order”/);
    expect(await part.page.evaluate(() => document.activeElement?.id)).toBe('workshop-text');
    await press('choose entry 1');
    await part.page.getByLabel('Payload of the next entry').fill('order 1');
    await press('fork here: another entry 1');
    expect(await said()).toContain('That is entry 1, byte for byte: no second one.');
  });

  test('signs with a new key where it is asked to', async () => {
    await begin('a clean log of 13');
    const author = () => part.page.locator('.workshop-author code').innerText();
    const before = await author();
    await part.page.getByLabel('with a new random key').check();
    expect(await author()).not.toBe(before);
    expect(await said()).toBe('All 13 entries are verified.');
  });

  test('begins with what the address says', async () => {
    await part.open('#begin=gap');
    expect(await said()).toContain('3 are verified and 3 are unlinked');
    await press('an implied fork');
    expect(await part.page.evaluate(() => location.hash)).toBe('#begin=implied-fork');
  });

  test('can be walked through with the keyboard alone', async () => {
    await begin('a fork at 7');
    await part.page.locator('.workshop-node[tabindex="0"]').focus();
    const { keyboard } = part.page;
    expect(await focused()).toBe('Entry 7b: FORKED (BAM-LOG-006)');
    await keyboard.press('ArrowRight');
    expect(await focused()).toBe('Entry 8b: FORKED (BAM-LOG-006)');
    await keyboard.press('ArrowDown');
    expect(await focused()).toBe('Entry 8: FORKED (BAM-LOG-006)');
    await keyboard.press('ArrowRight');
    expect(await focused()).toBe('Entry 9: FORKED (BAM-LOG-006)');
    await keyboard.press('Home');
    expect(await focused()).toBe('Entry 1: verified');
    await keyboard.press('Enter');
    expect(await chosen()).toContain('Entry 1');
    expect(await focused()).toBe('Entry 1: verified');
    expect(await part.page.locator('.workshop-node[aria-pressed="true"]').count()).toBe(1);
    await begin('a gap');
    await part.page.locator('.workshop-node[tabindex="0"]').focus();
    expect(await focused()).toBe('Entry 4: not at hand');
    await keyboard.press('Enter');
    await press('bring this entry back');
    expect(await said()).toBe('Entry 4 is back. All 7 entries are verified.');
  });

  test('takes a payload that is markup for text', async () => {
    await begin('an empty log');
    await part.page.getByLabel('Payload of the next entry').fill('<img src=x onerror=alert(1)>');
    await press('append entry 1');
    expect(await chosen()).toContain('“<img src=x onerror=alert(1)>”');
    expect(await part.page.locator('[data-part] img').count()).toBe(0);
  });

  test('fits on a phone', async () => {
    await part.page.setViewportSize({ width: 390, height: 800 });
    for (const { title } of PRESETS) {
      await begin(title);
      expect(await part.page.evaluate(() => document.documentElement.scrollWidth), title).toBe(390);
      const isIn = await part.page
        .locator('.workshop-node[tabindex="0"]')
        .evaluateAll((nodes) => nodes.every((node) => node.getBoundingClientRect().right <= 390));
      expect(isIn, title).toBe(true);
    }
    await part.page.setViewportSize({ width: 1280, height: 900 });
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe-core finds serious, %s',
    async (colorScheme) => {
      await part.page.emulateMedia({ colorScheme });
      for (const { title } of PRESETS) {
        await begin(title);
        for (const details of await part.page.locator('details summary').all()) await details.click();
        expect(await seriousViolations(part.page, title)).toEqual([]);
      }
    },
  );
});
