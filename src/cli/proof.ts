import { Command } from 'commander';
import { orUnreadable } from './arguments.js';
import { openInput, readWhole } from './input.js';
import { bytesFromHex } from './inspect/hex.js';
import { MAX_PROOF_INPUT } from './inspect/source.js';
import { judgeProof, verdictInWords, verdictToJson } from './proof-verdict.js';
import { columns } from './terminal.js';

const HELP = `
A proof stands alone: it holds the entries that convict an author, and is
convincing whoever hands it over. "sasako inspect" shows what is in it.

Exit status: 0 it proves what it says; 1 it proves nothing; 2 it can't be read.

Examples:
  $ sasako proof verify fork.proof
  $ curl -s https://example.org/fork.proof | sasako proof verify - --json`;

/** `sasako proof verify`: what a proof shows about whom. */
export function proofCommand(): Command {
  const verify = new Command('verify')
    .summary('say what a proof shows about whom')
    .description('Says what a proof shows about whom, or why it shows nothing.')
    .argument('<FILE>', "a proof, raw or in hex; '-' for standard input")
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    // What the program sets for its subcommands reaches only the outer command.
    .exitOverride()
    .showHelpAfterError('(--help says what there is)')
    .action((file: string, options: { json?: true }) =>
      orUnreadable(() => judge(file, options.json === true)),
    );
  return new Command('proof')
    .summary('verify a proof of what an author did')
    .description('Proofs of forks and of other things that no honest author does.')
    .addCommand(verify);
}

async function judge(file: string, json: boolean): Promise<void> {
  const judged = judgeProof(await readProofFile(file));
  console.log(
    json ? JSON.stringify(verdictToJson(judged), undefined, 2) : verdictInWords(judged, columns()).join('\n'),
  );
  process.exitCode = judged.verdict.ok ? 0 : 1;
}

async function readProofFile(file: string): Promise<Uint8Array> {
  const told = `a proof is read up to ${MAX_PROOF_INPUT / 1024 / 1024} MiB`;
  const content = await readWhole(await openInput(file), MAX_PROOF_INPUT, told);
  // In hex it begins with 8; raw, with a byte that no text has.
  const isHex = content[0] !== undefined && content[0] < 0x7f;
  return (isHex ? bytesFromHex(Buffer.from(content).toString('latin1')) : undefined) ?? content;
}
