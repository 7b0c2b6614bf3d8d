import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hexOf } from '../../src/inspect/hex.js';
import { operations } from '../../src/reference/index.js';
import { WorkshopLog } from '../../src/spec/browser/lab/workshop-log.js';
import { PRESETS } from '../../src/spec/browser/lab/workshop-presets.js';
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
    expect(found('the pool of 8 alone').entries.map(({ status }) => status)).toContain('path-verified');
    expect(found('after the end').entries.at(-1)!.reason).toBe('AFTER_END_OF_LOG');
    expect(found('a lie about a size').entries.map(({ reason }) => reason)).toContain(
      'PAYLOAD_SIZE_MISMATCH',
    );
    expect(new Set(found('a log of 13').entries.map(({ status }) => status))).toEqual(new Set(['verified']));
  });

  test('write the same entry once', () => {
    const log = made('a log of 13');
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
  const press = (name: string) => part.page.getByRole('button', { name, exact: true }).first().click();
  const chosen = () => part.page.locator('.workshop-chosen').innerText();

  test.each(PRESETS.map(({ title }) => title))(
    'draws "%s" with the statuses of the reference',
    async (title) => {
      await part.open();
      await press(title);
      const log = made(title);
      const expected = reference(log);
      const counts = (
        await part.page
          .locator('.workshop-node path.node')
          .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('class')!.replace('node ', '')))
      ).filter((status) => status !== 'absent');
      expect(counts.sort()).toEqual(expected.entries.map(({ status }) => status).sort());
    },
  );

  test('goes from a clean log to a fork, an invalid tail and a proof', async () => {
    await part.open();
    await press('a log of 13');
    expect(await said()).toContain('13 verified');
    await press('choose entry 6');
    await part.page.getByLabel('Payload').fill('something else');
    await press('append after it');
    expect(await said()).toContain(
      'Entry 7b is signed. 14 entries at hand: 6 verified, 8 invalid. The log is forked at 7',
    );
    expect(await chosen()).toContain('FORKED');
    await press('verify it alone');
    await expect
      .poll(() => part.page.locator('section[aria-label="A proof"] .good').innerText())
      .toContain('fork at 7');
    // One of the two entries gone, and the other's successor still tells.
    await press('choose entry 7');
    await press('drop it from the replica');
    expect(await part.page.locator('main').innerText()).toContain('A fork at 7, implied');
    await press('bring 7 back');
    expect(await part.page.locator('main').innerText()).toContain('A fork at 7: two different entries');
  });

  test('takes a size lie back when its payload is dropped', async () => {
    await part.open();
    await press('a lie about a size');
    expect(await said()).toContain('2 invalid');
    await press('choose entry 3');
    await press('drop its payload');
    expect(await said()).toContain('4 verified');
  });

  test('says that the same entry is no second one', async () => {
    await part.open();
    await press('a log of 13');
    await press('choose entry 1');
    await part.page.getByLabel('Payload').fill('order 2');
    await press('append after it');
    expect(await said()).toContain('no second one');
  });

  test('can be walked through with the keyboard alone', async () => {
    await part.open();
    await press('a fork at 7');
    await part.page.locator('.workshop-node[tabindex="0"]').focus();
    const name = () => part.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await name()).toBe('Entry 8b: FORKED (BAM-LOG-006)');
    await part.page.keyboard.press('ArrowDown');
    expect(await name()).toBe('Entry 8: FORKED (BAM-LOG-006)');
    await part.page.keyboard.press('ArrowRight');
    expect(await name()).toBe('Entry 9: FORKED (BAM-LOG-006)');
    await part.page.keyboard.press('Home');
    expect(await name()).toBe('Entry 1: verified');
    await part.page.keyboard.press('Enter');
    expect(await chosen()).toContain('Entry 1');
    expect(await name()).toBe('Entry 1: verified');
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe-core finds serious, %s',
    async (colorScheme) => {
      await part.page.emulateMedia({ colorScheme });
      for (const title of ['a fork at 7', 'a gap']) {
        await part.open();
        await press(title);
        for (const details of await part.page.locator('details summary').all()) await details.click();
        expect(await seriousViolations(part.page, title)).toEqual([]);
      }
    },
  );
});
