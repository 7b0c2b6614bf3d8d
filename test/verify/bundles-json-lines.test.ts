import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJsonLines } from '../../src/verify/json-lines.js';
import { cut, readAll, settings } from './stored-items.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, lengths = [1 << 20], options = {}) =>
  readAll(readJsonLines(cut(utf8(text), lengths), options));

describe('JSON Lines', () => {
  test('give the entries and payloads that they hold, with offset and number of the line', async () => {
    const bytes = fc.uint8Array({ maxLength: 50 });
    const line = fc.record({
      entry: bytes,
      payload: fc.option(bytes, { nil: undefined }),
      upper: fc.boolean(),
      form: fc.constantFrom('short', 'null', 'spaced', 'reversed', 'escaped'),
      end: fc.constantFrom('\n', '\r\n', '\n\n', '\n \t\r\n'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 10 }),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 5 }),
        async (lines, marked, lengths) => {
          let text = marked ? '\ufeff' : '';
          const expected: unknown[] = [];
          for (const { entry, payload, upper, form, end } of lines) {
            expected.push({
              entry,
              payload,
              // The mark belongs to the first line.
              offset: expected.length === 0 ? 0 : utf8(text).length,
              line: text.split('\n').length,
            });
            const e = upper ? hex(entry).toUpperCase() : hex(entry);
            let json = JSON.stringify({ entry: e, ...(payload ? { payload: hex(payload) } : {}) });
            if (form === 'null' && !payload) json = JSON.stringify({ entry: e, payload: null });
            if (form === 'spaced') json = json.replace(':', ' :\t ').replace('{', ' {  ');
            if (form === 'reversed' && payload) json = JSON.stringify({ payload: hex(payload), entry: e });
            if (form === 'escaped') json = json.replace('"entry"', String.raw`"\u0065ntry"`);
            text += json + end;
          }
          const { items, damages, end } = await read(text, lengths);
          expect(items).toEqual(expected);
          expect(damages).toEqual([]);
          expect(end).toBe(utf8(text).length);
        },
      ),
      settings,
    );
  });

  test('that are damaged are told with number and position, and the rest is read', async () => {
    const good = '{"entry":"aabb"}';
    const bad: [string, RegExp][] = [
      ['{"entry":"aabb"', /no JSON/],
      ['{"entry":"aab"}', /entry is not hex/],
      ['{"entry":"aabé"}', /entry is not hex/],
      ['{"entry":"aag0"}', /entry is not hex/],
      ['{"entry":"aa 0"}', /entry is not hex/],
      ['{"payload":"aa"}', /there is no entry/],
      ['{"entry":5}', /entry is not hex/],
      ['{"entry":"aa","payload":"0"}', /payload is neither null nor hex/],
      ['{"entry":"aa","payload":{}}', /payload is neither null nor hex/],
      ['{"entry":"aa","paylod":"00"}', /the field "paylod", and only entry and payload/],
      ['{"entry":"aa","__proto__":"00"}', /the field "__proto__"/],
      ['["aa","bb"]', /no object/],
      ['null', /no object/],
      ['"aa"', /no object/],
      [good + good, /no JSON/],
      ['[['.repeat(100_000), /more than entry and payload/],
      [`${'[['.repeat(100_000)}${']]'.repeat(100_000)}`, /more than entry and payload/],
    ];
    for (const [line, message] of bad) {
      const text = `${good}\n${line}\n${good}`;
      const { items, damages } = await read(text, [7, 1000]);
      const end = 18 + utf8(line).length;
      expect(items.map(({ line: number, offset }) => [number, offset])).toEqual([
        [1, 0],
        [3, end],
      ]);
      expect(damages).toMatchObject([{ line: 2, offset: 17, end }]);
      expect(damages[0]!.message).toMatch(message);
    }
  });

  test('that hold more than they may are refused before they are taken apart', async () => {
    const long = 'aa'.repeat(40_000);
    const bad = [
      `[${'{},'.repeat(30_000)}{}]`,
      `{"entry":"${long}","a":{}}`,
      `{"entry":"${long}","payload":[]}`,
      `{${Array.from({ length: 10_000 }, (_, i) => `"k${i}":0`).join()}}`,
    ];
    for (const line of bad) {
      const { items, damages } = await read(`${line}\n{"entry":"bb"}`, [100_000]);
      expect(damages.map(({ message }) => message)).toEqual(['the line holds more than entry and payload']);
      expect(items.length).toBe(1);
    }
    const { items } = await read(`{"entry":"${long}","payload":"${long}"}`, [100_000]);
    expect(items[0]!.payload!.length).toBe(40_000);
  });

  test('that are no UTF-8 are told', async () => {
    const bytes = Uint8Array.of(...utf8('{"entry":"aa"}\n{"entry":"'), 0xff, ...utf8('"}\n{"entry":"bb"}'));
    const { items, damages } = await readAll(readJsonLines([bytes]));
    expect(items.length).toBe(2);
    expect(damages).toMatchObject([{ line: 2, message: 'the line is no UTF-8' }]);
  });

  test('read the same however they are cut, whatever they are', async () => {
    const part = fc.constantFrom(
      '{"entry":"',
      'aabb',
      '"}',
      '\n',
      '\n',
      '\r',
      ' ',
      '"payload":',
      ',',
      'é',
      '{',
      '\ufeff',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (parts, lengths, maxLineBytes) => {
          const text = parts.join('');
          const once = await read(text, [1 << 20], { maxLineBytes });
          expect(await read(text, lengths, { maxLineBytes })).toEqual(once);
          // Every byte but blank lines is of an item or of a damage.
          for (const { offset, end } of once.damages) expect(offset).toBeLessThanOrEqual(end);
        },
      ),
      settings,
    );
  });

  test('hold no line that is longer than the limit', async () => {
    const chunk = utf8('a'.repeat(65_536));
    function* endless(): Generator<Uint8Array> {
      yield utf8('{"entry":"aa"}\n');
      for (let i = 0; i < 2_000; i++) yield chunk;
      yield utf8('\n{"entry":"bb"}');
    }
    const before = process.memoryUsage().arrayBuffers;
    const { items, damages } = await readAll(readJsonLines(endless(), { maxLineBytes: 100_000 }));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
    expect(items.map(({ line }) => line)).toEqual([1, 3]);
    expect(damages).toMatchObject([{ line: 2, offset: 15, end: 15 + 2_000 * 65_536 + 1 }]);
    expect(damages[0]!.message).toContain('longer than the limit, 100000 bytes');
  });

  test('are refused by name where they are misused', () => {
    expect(() => readJsonLines([], { maxLineBytes: 1.5 })).toThrow('maxLineBytes must be a whole number');
    expect(() => readJsonLines('' as never)).toThrow('chunks must be an object');
  });
});
