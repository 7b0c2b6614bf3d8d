/**
 * A program that speaks the adapter protocol, right but for the one fault named by its argument, which shows at the
 * request for the lipmaalink of 13, or at the start.
 */
import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { correct } from './correct.mjs';

const [fault, extra] = process.argv.slice(2);
const say = (value) => process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);

/** What to answer, or do, instead of the right thing. */
const FAULTS = {
  // Says in a file, where one is named, that it hangs now.
  hang: () => extra && writeFileSync(extra, ''),
  'busy-hang': () => {
    for (;;);
  },
  crash: () => {
    process.stderr.write('about to fail\n');
    process.exit(3);
  },
  signal: () => process.kill(process.pid, 'SIGSEGV'),
  garbage: () => say('lipmaa(13) is 4'),
  list: () => say([1, 2]),
  'not-utf8': () => process.stdout.write(Buffer.from([0x22, 0xff, 0x22, 0x0a])),
  'empty-line': () => say(''),
  'debug-line': (answer) => {
    say('debugging …');
    say(answer);
  },
  'wrong-seq': (answer) => say({ ...answer, seq: answer.seq + 100 }),
  'text-seq': (answer) => say({ ...answer, seq: String(answer.seq) }),
  'seq-behind': (answer) => say({ ...answer, seq: answer.seq - 1 }),
  twice: (answer) => {
    say(answer);
    say({ seq: answer.seq, verdict: 'reject' });
  },
  'twice-later': (answer) => {
    say(answer);
    setTimeout(() => say({ seq: answer.seq, verdict: 'reject' }), 40);
  },
  'half-line': (answer) => {
    process.stdout.write(JSON.stringify(answer).slice(0, 20), () => process.exit(0));
  },
  'endless-line': () => {
    const chunk = 'a'.repeat(1 << 20);
    const more = () => {
      while (process.stdout.write(chunk));
    };
    process.stdout.on('drain', more);
    more();
  },
  'flood-then-wrong': (answer) => {
    for (let i = 0; i < 20_000; i++) process.stderr.write(`line ${i} of very many lines on standard error\n`);
    say({ ...answer, output: { lipmaa: '12' } });
  },
  skip: ({ seq }) => say({ seq, verdict: 'skip', message: 'not today' }),
  'no-output': ({ seq }) => say({ seq, verdict: 'accept' }),
  'output-list': ({ seq }) => say({ seq, verdict: 'accept', output: [] }),
  'unknown-verdict': ({ seq }) => say({ seq, verdict: 'ok' }),
  'no-verdict': ({ seq, output }) => say({ seq, output }),
  'accept-with-reason': (answer) => say({ ...answer, reason: 'EMPTY' }),
  'number-reason': ({ seq }) => say({ seq, verdict: 'reject', reason: 7 }),
  'deep-output': ({ seq }) => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    say(`{"seq":${seq},"verdict":"accept","output":{"lipmaa":${deep}}}`);
  },
  'exit-after-answer': (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0)),
  orphan: (answer) => {
    // What it started holds standard output open, and outlives it unless somebody ends the whole group.
    const child = spawn('sleep', ['300'], { stdio: ['ignore', 'inherit', 'inherit'] });
    writeFileSync(extra, String(child.pid));
    process.exit(answer.seq > 0 ? 4 : 0);
  },
};

/** What to answer to `start` instead of the right thing. */
const START_FAULTS = {
  'start-crash': () => {
    process.stderr.write('no such library\n');
    process.exit(5);
  },
  'start-hang': () => undefined,
  'start-garbage': () => say('Welcome to my-bamboo!'),
  'start-protocol': (answer) => say({ ...answer, protocol: 2 }),
  'start-text-protocol': (answer) => say({ ...answer, protocol: '1' }),
  'start-nothing': (answer) => say({ ...answer, operations: [] }),
  'start-no-name': (answer) => say({ ...answer, implementation: { version: '1' } }),
  'start-bad-omits': (answer) => say({ ...answer, omits: { lipmaa: ['lipmaaa'] } }),
  'start-twice': (answer) => {
    say(answer);
    say(answer);
  },
  'start-unknown': (answer) =>
    say({
      ...answer,
      operations: [...answer.operations, 'lipma'],
      profiles: ['bamboo', 'p2panda', 'willow'],
    }),
  // Dies at its first start alone; the marker file says that it has.
  'start-crash-once': (answer) => {
    if (existsSync(extra)) return say(answer);
    writeFileSync(extra, '');
    process.exit(6);
  },
  // Hangs at the request, and after that declares less than before.
  'start-changes': (answer) => say(existsSync(extra) ? { ...answer, operations: ['lipmaa'] } : answer),
};

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const request = JSON.parse(line);
  if (request.cmd === 'stop') {
    if (fault === 'never-stops') return setInterval(() => undefined, 1000);
    process.exit(fault === 'bad-exit' ? 9 : 0);
  }
  const answer = correct(request);
  if (request.cmd === 'start') return (START_FAULTS[fault] ?? say)(answer);
  if (fault === 'accept-all')
    return say({ seq: request.seq, verdict: 'accept', output: answer.output ?? {} });
  if (fault === 'wrong-reason' && answer.reason === 'NON_CANONICAL_VARU64')
    return say({ ...answer, reason: 'EMPTY' });
  if (fault === 'reject-all') return say({ seq: request.seq, verdict: 'reject' });
  // Late enough for the second answer to come first.
  if (fault === 'twice-later' && request.op === 'entry.decode') return setTimeout(say, 150, answer);
  if (request.op !== 'lipmaa' || request.input.seqNum !== '13') return say(answer);
  if (fault === 'start-changes') {
    writeFileSync(extra, '');
    process.exit(7);
  }
  return (FAULTS[fault] ?? say)(answer);
});
input.on('close', () => {
  if (extra !== undefined && fault === 'correct') rmSync(extra, { force: true });
});
