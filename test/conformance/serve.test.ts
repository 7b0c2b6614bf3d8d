import { describe, expect, test } from 'vitest';
import { serveAdapter } from '../../src/conformance/index.js';

const start = '{"cmd":"start","protocol":1}\n';
const lipmaa = '{"cmd":"run","seq":1,"profile":"bamboo","op":"lipmaa","input":{"seqNum":"13"}}\n';

/** What the shipped adapter `js` answers to pieces of input. */
async function serve(...pieces: string[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  async function* input(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece));
  }
  await serveAdapter('js', input(), (line) => {
    answers.push(JSON.parse(line));
    return Promise.resolve();
  });
  return answers;
}

const answer = { seq: 1, verdict: 'accept', output: { lipmaa: '4' } };

test('requests are answered in their order, however their bytes come', async () => {
  expect((await serve(start, lipmaa)).slice(1)).toEqual([answer]);
  expect((await serve(...Array.from(start + lipmaa))).slice(1)).toEqual([answer]);
  expect((await serve(start + lipmaa + lipmaa)).slice(1)).toEqual([answer, answer]);
});

test('nothing is answered after stop, and the end of the input is no error', async () => {
  expect(await serve(`${start}{"cmd":"stop"}\n${lipmaa}`)).toHaveLength(1);
  expect(await serve()).toEqual([]);
});

test('who asks for another version of the protocol is told the one that is spoken', async () => {
  expect(await serve('{"cmd":"start","protocol":2}\n')).toMatchObject([{ protocol: 1 }]);
});

test('what the adapter does not do, or not in that profile, is skipped', async () => {
  const others = [lipmaa.replace('lipmaa', 'document.build'), lipmaa.replace('bamboo', 'willow')];
  const answers = await serve(start, ...others);
  expect(answers.slice(1)).toMatchObject([{ verdict: 'skip' }, { verdict: 'skip' }]);
});

describe('what is no request is refused with the number of its line', () => {
  test.each([
    ['{"cmd":\n', /^line 1 of the input: the line is not JSON/],
    ['[]\n', /^line 1 of the input: the line is not a JSON object/],
    ['{"cmd":"go"}\n', /^line 1 of the input: cmd must be start, run or stop, not "go"/],
    [lipmaa, /^line 1 of the input: run came before start/],
    [`${start}${lipmaa.replace(':1,', ':"1",')}`, /^line 2 of the input: seq must be an integer/],
    [
      `${start}${lipmaa.replace('"13"', '13')}`,
      /^line 2 of the input: .*input\.seqNum must be a decimal string/,
    ],
    [
      `${start}\n${lipmaa.replace('{"seqNum":"13"}', 'null')}`,
      /^line 3 of the input: .*input must be an object/,
    ],
    [start.slice(0, 9), /^the input ended in the middle of line 1/],
    [`${'a'.repeat((1 << 24) + 1)}\n`, /^line 1 of the input is a line longer than 16777216 bytes/],
  ])('%#', async (input, message) => {
    await expect(serve(input)).rejects.toThrow(message);
  });
});
