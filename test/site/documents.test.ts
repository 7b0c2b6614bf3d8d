import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../src/spec/browser/documents/examples.js';
import { replay } from '../../src/spec/browser/documents/history.js';
import { readSteps } from '../../src/spec/browser/documents/steps.js';
import { compareIds } from '../../src/p2panda/index.js';
import { seriousViolations } from './accessibility.js';
import { canTestPages, openPart, type PartPage } from './page.js';

describe.runIf(canTestPages)('the document workshop in headless Chromium', () => {
  let part: PartPage;
  beforeAll(async () => {
    part = await openPart({
      module: 'documents/document-workshop.ts',
      mount: 'mountDocumentWorkshop',
      sheets: ['lab/lab.css', 'documents/documents.css'],
      body: '<div data-part></div>',
    });
  });
  afterAll(async () => await part?.close());
  afterEach(() => expect(part.takeErrors()).toEqual([]));

  const said = () => part.page.locator('.workshop-said').innerText();
  const press = (name: string) => part.page.getByRole('button', { name, exact: true }).click();
  const author = (name: string) =>
    part.page.getByRole('radio', { name: new RegExp(`^${name} knows`) }).check();
  const add = () => part.page.locator('.documents-add').click();
  const hash = () => part.page.evaluate(() => location.hash);
  const order = (profile: string) =>
    part.page
      .getByRole('region', { name: `The order in ${profile}`, exact: true })
      .locator('li b')
      .allInnerTexts();
  const cells = async (row: string): Promise<string[]> => {
    const found = part.page.locator('.documents-table tr', {
      has: part.page.locator('th', { hasText: row }),
    });
    return await found.locator('td').allInnerTexts();
  };
  const node = (name: string) => part.page.locator(`.documents-node[data-name="${name}"]`);
  const operation = () => part.page.getByRole('region', { name: 'The chosen operation' }).innerText();
  const focused = () =>
    part.page.evaluate(() => (document.activeElement as SVGElement | HTMLElement).dataset['name']);

  test('orders three concurrent updates upwards in p2panda, and the lowest first and then downwards in compat', async () => {
    await part.open('#doc=');
    for (const name of ['Ada', 'Ben', 'Cleo']) {
      await author(name);
      await part.page.getByRole('textbox', { name: 'name' }).fill(`The ${name}`);
      await add();
    }
    const { operations } = replay(readSteps('A,n=The%20Ada;B,n=The%20Ben;C,n=The%20Cleo')!);
    const [low, middle, high] = operations
      .slice(1)
      .sort((a, b) => compareIds(a.id, b.id))
      .map(({ name }) => name);
    expect(await order('p2panda')).toEqual(['A1', low, middle, high]);
    expect(await order('p2panda-compat')).toEqual(['A1', low, high, middle]);
    expect(await part.page.locator('.documents-order .documents-differs').count()).toBe(4);
    expect(await said()).toMatch(
      /^Cleo’s update C1 stands at place \d of 4 in .*Its name is “The \w+” in p2panda/,
    );
    const [strict, compat] = await cells('name');
    expect(strict).toContain(`by ${high!}`);
    expect(compat).toContain(`by ${middle!}`);
    expect(strict).toContain(', lost');
    expect(await part.page.locator('.documents-tip').count()).toBe(4);
  });

  test('merges what all know, and shows the view before that', async () => {
    await part.open('#doc=A,n=Kino;B,n=Halle');
    expect(await said()).toContain('The document of the address.');
    await press('sync: all know all');
    expect(await said()).toBe('All know all 3 operations now.');
    await author('Cleo');
    await part.page.getByRole('textbox', { name: 'seats' }).fill('300');
    await part.page.getByRole('checkbox', { name: 'write name' }).uncheck();
    await add();
    expect(await said()).toBe(
      'Cleo’s update C1 stands at place 4 of 4 in both profiles. Both profiles show the same values.',
    );
    expect(await operation()).toMatch(/previous\s+A2, B1\s+fields\s+seats 300/);
    expect((await cells('view id'))[0]).toMatch(/^C1/);
    await node('B1').click();
    await press('the view here');
    expect(await said()).toBe('The view at B1 is shown.');
    expect(await cells('name')).toEqual(['“Halle” by B1', '“Halle” by B1']);
    expect((await cells('seats'))[0]).toBe('120 by A1');
    await press('back to the latest view');
    expect((await cells('seats'))[0]).toBe('300 by C1');
    expect(await hash()).toBe('#doc=A,n=Kino;B,n=Halle;*;C,s=300');
  });

  test('deletes in a branch, and lets nobody write who knows of it', async () => {
    await part.open('#doc=A,s=90');
    await author('Ben');
    await part.page.getByRole('radio', { name: 'DELETE' }).check();
    expect(await part.page.getByRole('textbox', { name: 'name' }).count()).toBe(0);
    await add();
    expect(await said()).toContain('The document is deleted.');
    expect(await cells('deleted')).toEqual(['yes', 'yes']);
    const [strict, compat] = await cells('view id');
    expect(strict).toMatch(/^B1\n/);
    expect(compat).toMatch(/^(?:A2, B1|B1, A2)\n/);
    const before = await hash();
    await add();
    expect(await said()).toBe(
      'Ben knows that the document is deleted, and can write no more on it: DOCUMENT_DELETED, breaks PAN-PUB-010.',
    );
    expect(await hash()).toBe(before);
    await author('Ada');
    await add();
    expect(await said()).toContain('Ada’s update A3 stands at');
    expect(await cells('deleted')).toEqual(['yes', 'yes']);
  });

  test('names operations that are picked in the graph', async () => {
    await part.open('#doc=A,n=Kino;*');
    await author('Ben');
    await part.page.getByRole('radio', { name: /picked/ }).check();
    await node('A1').click();
    expect(await said()).toBe('The next operation names A1, A2.');
    expect(await part.page.getByRole('checkbox', { name: 'A1' }).isChecked()).toBe(true);
    expect(await node('A1').locator('.documents-named').count()).toBe(1);
    await add();
    expect(await operation()).toMatch(/previous\s+A1, A2/);
    expect(await hash()).toContain(';B@0.1,n=');
    await author('Cleo');
    await part.page.getByRole('radio', { name: /picked/ }).check();
    await node('B1').click();
    expect(await said()).toBe("Cleo does not know B1, and can't name it.");
    await part.page.getByRole('checkbox', { name: 'A2' }).uncheck();
    await add();
    expect(await said()).toBe('An operation names one other at least: pick one.');
    await press('Cleo learns of all');
    await node('B1').click();
    expect(await said()).toBe('The next operation names B1.');
  });

  test('says what makes no operation', async () => {
    await part.open('#doc=');
    await part.page.getByRole('textbox', { name: 'seats' }).fill('many');
    await add();
    expect(await said()).toBe('The seats are no whole number of 64 bits.');
    expect(await part.page.getByRole('textbox', { name: 'seats' }).getAttribute('aria-invalid')).toBe('true');
    for (const name of ['name', 'seats'])
      await part.page.getByRole('checkbox', { name: `write ${name}` }).uncheck();
    await add();
    expect(await said()).toContain('one field at least');
    expect(await part.page.locator('.documents-node').count()).toBe(1);
  });

  test('undoes, begins anew, and takes markup for text', async () => {
    await part.open('#doc=A,n=Kino');
    await press('undo');
    expect(await said()).toContain('The last step is undone.');
    expect(await hash()).toBe('#doc=');
    expect(await part.page.getByRole('button', { name: 'undo' }).isDisabled()).toBe(true);
    await part.page.getByRole('textbox', { name: 'name' }).fill('<img src=x onerror=alert(1)>');
    await part.page.keyboard.press('Enter');
    expect(await operation()).toContain('name “<img src=x onerror=alert(1)>”');
    expect(await part.page.locator('[data-part] img').count()).toBe(0);
    await press('start anew');
    expect(await said()).toBe('A new document, which all know.');
    expect(await part.page.locator('.documents-node').count()).toBe(1);
  });

  test('is the same document again at its address', async () => {
    await part.open('#doc=');
    await author('Ben');
    await part.page.getByRole('textbox', { name: 'name' }).fill('Ü, =;@ *');
    await add();
    await author('Ada');
    await add();
    await press('sync: all know all');
    await add();
    const ids = () => part.page.locator('.documents-facts dd code').innerText();
    const before = [await hash(), await ids(), ...(await order('p2panda-compat'))];
    await part.open(before[0]);
    expect([await hash(), await ids(), ...(await order('p2panda-compat'))]).toEqual(before);
    await part.page.evaluate(() => (location.hash = '#doc=A,n=Kino'));
    await expect.poll(() => order('p2panda')).toEqual(['A1', 'A2']);
    await part.open('#doc=nonsense');
    expect(await said()).toContain('no document that can be read');
    expect(await order('p2panda')).toHaveLength(4);
    await part.open('#doc=A!;A,n=x');
    expect(await said()).toBe(
      'The document of the address. 1 of its operations were refused, and are left out. The document is deleted.',
    );
  });

  test('shows the bytes of an operation, and leads to its entry', async () => {
    await part.open('#doc=A,n=Kino');
    await part.page
      .getByText('Its 128 bytes')
      .or(part.page.getByText(/^Its \d+ bytes$/))
      .first()
      .click();
    const labels = await part.page.locator('.documents-bytes .bytes-label').allInnerTexts();
    expect(labels).toEqual(['array', 'version', 'action', 'schema id', 'previous', 'fields']);
    const href = await part.page.getByRole('link', { name: 'look into it' }).getAttribute('href');
    const asked = new URLSearchParams(href!.split('#')[1]);
    const [, { entry, bytes }] = replay(readSteps('A,n=Kino')!).operations as [
      unknown,
      { entry: Uint8Array; bytes: Uint8Array },
    ];
    expect(asked.get('hex')).toBe(Buffer.from(entry).toString('hex'));
    expect(asked.get('payload')).toBe(Buffer.from(bytes).toString('hex'));
    // Another operation is chosen, and the bytes stay open.
    await node('A1').click();
    expect(await part.page.locator('.documents-bytes').isVisible()).toBe(true);
  });

  test('can be worked with by the keyboard alone', async () => {
    await part.open('#doc=A,n=Kino;B,n=Halle');
    const { keyboard } = part.page;
    await part.page.locator('.documents-node[tabindex="0"]').focus();
    await keyboard.press('Home');
    expect(await focused()).toBe('A1');
    await keyboard.press('Enter');
    expect(await said()).toContain('Ada’s create A1 stands at place 1 of 3 in both profiles.');
    expect(await focused()).toBe('A1');
    await keyboard.press('ArrowRight');
    const first = await focused();
    await keyboard.press('ArrowDown');
    expect([first, await focused()].sort()).toEqual(['A2', 'B1']);
    await keyboard.press(' ');
    expect(await part.page.locator('.documents-node[aria-pressed="true"]').getAttribute('data-name')).toBe(
      await focused(),
    );
    await part.page.getByRole('radio', { name: /^Ada knows/ }).focus();
    await keyboard.press('ArrowDown');
    expect(await part.page.locator('.documents-add').innerText()).toBe('Add Ben’s update');
    await part.page.locator('.documents-add').focus();
    await keyboard.press('Enter');
    expect(await said()).toContain('Ben’s update B2 stands at');
    // The button is still there, with the focus.
    await keyboard.press('Enter');
    expect(await said()).toContain('Ben’s update B3 stands at');
  });

  test('ends where nobody could follow', async () => {
    await part.open(`#doc=${Array.from({ length: 31 }, (_, i) => `${'ABC'[i % 3]!},s=${i}`).join(';')}`);
    expect(await part.page.locator('.documents-node').count()).toBe(32);
    expect(await part.page.locator('.documents-add').isDisabled()).toBe(true);
    const why = part.page.getByText('32 operations are as many as fit here.');
    expect(await why.isVisible()).toBe(true);
    await press('undo');
    expect(await part.page.locator('.documents-add').isDisabled()).toBe(false);
    expect(await why.isVisible()).toBe(false);
  });

  test('marks every row where only one profile has a document', async () => {
    const marked = () => part.page.locator('.documents-table tr.documents-differs th').allInnerTexts();
    await part.open();
    await press('a circle that is none');
    expect((await marked()).map((text) => text.split(' ≠')[0])).toEqual([
      'name',
      'seats',
      'open',
      'deleted',
      'view id',
    ]);
    expect(await cells('deleted')).toEqual(['no', 'no document']);
    await press('a new document');
    expect(await marked()).toEqual([]);
  });

  test('leaves room between the rings, the tips and the labels', async () => {
    for (const { steps, title } of EXAMPLES) {
      await part.open(`#doc=${steps}`);
      const met = await part.page.evaluate(() => {
        const box = (found: Element) => found.getBoundingClientRect();
        const rings = [...document.querySelectorAll('.documents-named, .documents-ring')].map(box);
        const others = [...document.querySelectorAll('.documents-tip, .documents-label')].map(box);
        return rings.flatMap((ring) =>
          others.filter(
            (other) =>
              other.left < ring.right + 3 &&
              other.right > ring.left - 3 &&
              other.top < ring.bottom + 3 &&
              other.bottom > ring.top - 3,
          ),
        ).length;
      });
      expect(met, title).toBe(0);
    }
  });

  test('leaves no empty room above the graph of a document that is no example', async () => {
    await part.open('#doc=');
    await add();
    expect(await part.page.locator('.workshop-lesson').innerText()).toContain('none of the examples');
  });

  test('fits on a phone', async () => {
    await part.page.setViewportSize({ width: 390, height: 800 });
    for (const { steps, title } of EXAMPLES) {
      await part.open(`#doc=${steps}`);
      for (const details of await part.page.locator('details summary').all()) await details.click();
      expect(await part.page.evaluate(() => document.documentElement.scrollWidth), title).toBe(390);
      const isIn = await part.page
        .locator('.documents-node[tabindex="0"]')
        .evaluateAll((nodes) => nodes.every((found) => found.getBoundingClientRect().right <= 390));
      expect(isIn, title).toBe(true);
    }
    await part.page.setViewportSize({ width: 1280, height: 900 });
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe-core finds serious, %s',
    async (colorScheme) => {
      await part.page.emulateMedia({ colorScheme });
      for (const { title } of EXAMPLES) {
        await part.open();
        await press(title);
        for (const details of await part.page.locator('details summary').all()) await details.click();
        expect(await seriousViolations(part.page, title)).toEqual([]);
      }
      await part.page.getByRole('radio', { name: /picked/ }).check();
      expect(await seriousViolations(part.page, 'picking')).toEqual([]);
    },
  );
});
