import { Command } from 'commander';
import { orUnreadable } from './arguments.js';
import { decodeEntry, PROFILES } from '../index.js';
import { formatOf } from './format.js';
import { prose } from './help.js';
import { openInput, readWhole } from './input.js';
import { bytesFromHex, isText, whyNotHex } from '../inspect/hex.js';
import { MAX_PROOF_INPUT } from './inspect/source.js';
import { judgeProof, verdictToJson, type JudgedProof } from '../inspect/proof-verdict.js';
import { verdictInWords } from './proof-verdict.js';
import { columns } from './terminal.js';

/** How much of a file tells what it is. */
const HEAD_LENGTH = 4096;

const HELP = `
A proof stands alone: it holds the entries that convict an author, and is
convincing whoever hands it over. "sasako inspect" shows what is in it.

Exit status: 0 it proves what it says; 1 it proves nothing; 2 it can't be read.

Examples:
  $ sasako proof verify fork.proof
  $ curl -s https://example.org/a | sasako proof verify -`;

/** What else is told by how it begins, in words. */
const OTHER_FORMATS = {
  bundle: 'it is a bundle, which sasako verify reads, and no proof',
  'json-lines': 'it is JSON Lines, which sasako verify reads, and no proof',
  aquadoggo: 'it is a database, which sasako verify reads, and no proof',
} as const;

/** `sasako proof verify`: what a proof shows about whom. */
export function proofCommand(): Command {
  const verify = new Command('verify')
    .summary('say what a proof shows about whom')
    .description('Says what a proof shows about whom, or why it shows nothing.')
    .argument('<FILE>', "a proof, raw or in hex; '-' for standard input")
    .option('--json', 'print JSON')
    .addHelpText('after', prose(HELP))
    .action((file: string, options: { json?: true }) =>
      orUnreadable(() => judge(file, options.json === true)),
    );
  return new Command('proof')
    .summary('verify a proof of what an author did')
    .description('Proofs of forks and of other things that no honest author does.')
    .addCommand(verify);
}

async function judge(file: string, json: boolean): Promise<void> {
  const content = await readProofFile(file);
  const judged = withMistaken(judgeProof(bytesOf(content)), content);
  console.log(
    json ? JSON.stringify(verdictToJson(judged), undefined, 2) : verdictInWords(judged, columns()).join('\n'),
  );
  process.exitCode = judged.verdict.ok ? 0 : 1;
}

async function readProofFile(file: string): Promise<Uint8Array> {
  const told = `a proof is read up to ${MAX_PROOF_INPUT / 1024 / 1024} MiB`;
  return await readWhole(await openInput(file), MAX_PROOF_INPUT, told);
}

const textOf = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

/** What a file says, raw or in hex. */
function bytesOf(content: Uint8Array): Uint8Array {
  // In hex it begins with 8; raw, with a byte that no text has.
  const isHex = content[0] !== undefined && content[0] < 0x7f;
  return (isHex ? bytesFromHex(textOf(content)) : undefined) ?? content;
}

/** Says of what is no proof what it is instead, where that can be told. */
function withMistaken(judged: JudgedProof, content: Uint8Array): JudgedProof {
  const { verdict } = judged;
  if (verdict.ok || verdict.reason !== 'NOT_A_PROOF') return judged;
  return { ...judged, verdict: { ...verdict, message: instead(content) ?? verdict.message } };
}

function instead(content: Uint8Array): string | undefined {
  const bytes = bytesOf(content);
  const format = formatOf(bytes.subarray(0, HEAD_LENGTH));
  if (format === 'proof') return undefined;
  if (format) return OTHER_FORMATS[format];
  if (PROFILES.some((profile) => decodeEntry(bytes, { profile }).ok))
    return 'it is an entry, which sasako inspect shows, and no proof';
  // Nothing but white space is hex.
  if (bytes !== content || content.length === 0 || !isText(content)) return undefined;
  return `it is a text, and not hex: ${whyNotHex(textOf(content))}`;
}
