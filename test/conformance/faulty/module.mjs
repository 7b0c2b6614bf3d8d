/** An adapter module, right but for the one fault named in the query of its URL: see program.mjs. */
import { correct, declaration } from './correct.mjs';

const fault = new URL(import.meta.url).searchParams.get('fault');
if (fault === 'throws-on-load') throw new Error('a library is missing');

const FAULTS = {
  'endless-loop': () => {
    for (;;);
  },
  'never-settles': () => new Promise(() => undefined),
  throws: () => {
    throw new TypeError('cannot read 13');
  },
  rejects: () => Promise.reject(new Error('later')),
  exits: () => process.exit(0),
  'dies-beside': () => {
    setTimeout(() => {
      throw new Error('out of nowhere');
    });
    return new Promise(() => undefined);
  },
  bigint: () => ({ verdict: 'accept', output: { lipmaa: 4n } }),
  nothing: () => undefined,
  text: () => 'accept',
  memory: () => {
    const hoard = [];
    for (;;) hoard.push(new Array(1e6).fill(hoard.length));
  },
  prints: () => {
    console.log('{"seq":2,"verdict":"accept","output":{"lipmaa":"12"}}');
    console.error('printed to standard error');
    return { verdict: 'accept', output: { lipmaa: '12' } };
  },
  'forged-seq': () => ({ seq: 1, verdict: 'accept', output: { lipmaa: '4' } }),
};

const run = (op) => (input) => {
  if (op === 'lipmaa' && input.seqNum === '13' && FAULTS[fault] !== undefined) return FAULTS[fault]();
  const { seq, ...answer } = correct({ cmd: 'run', seq: 0, op, input });
  return answer;
};

const adapter = {
  ...declaration,
  operations: Object.fromEntries(declaration.operations.map((op) => [op, run(op)])),
};

export default fault === 'no-default' ? undefined : fault === 'no-operations' ? declaration : adapter;
