import { once } from 'node:events';
import { Command, Option } from 'commander';
import { PROFILES, type Profile } from '../index.js';
import { orUnreadable } from './arguments.js';
import { drawEntry, entryToJson, inspectEntry, inspectGuessing } from './inspect/entry.js';
import { drawProof, inspectProof, proofToJson } from './inspect/proof.js';
import { listRecords } from './inspect/records.js';
import { openSource, type Source } from './inspect/source.js';
import { columns } from './terminal.js';

interface Options {
  profile?: Profile;
  json?: true;
  all?: true;
}

const HELP = `
An entry is shown field by field, a proof element by element down to the fields
of its entries, a bundle or a file of JSON Lines record by record: the first 20
records, and of what is damaged the first 20 places, unless --all asks for all.
What it is, is seen from how it begins.

Exit status: 0 the entry decodes and its signature is valid; the proof proves
what it says; all records shown are valid and nothing is damaged. 1 if not so;
2 it can't be read.

Examples:
  $ sasako inspect 008a88e3dd…
  $ sasako inspect --profile bamboo entry.bin
  $ cat entry.hex | sasako inspect - --json
  $ sasako inspect fork.proof
  $ sasako inspect --all log.bundle | less -R`;

/** `sasako inspect`: an entry, a proof or a file of records, byte range by byte range. */
export function inspectCommand(): Command {
  return new Command('inspect')
    .summary('show an entry, a proof or a bundle byte range by byte range')
    .description(
      'Shows an entry, a proof or a bundle byte range by byte range, and what is wrong with it and where.',
    )
    .argument('<entry>', "hex, a file, or '-' for standard input")
    .addOption(
      new Option('--profile <profile>', 'the profile to read entries in (default: guessed)').choices(
        PROFILES,
      ),
    )
    .option('--json', 'print JSON')
    .option('--all', 'all records of a bundle, not only the first 20')
    .addHelpText('after', HELP)
    .action((named: string, options: Options) =>
      orUnreadable(async () => {
        process.exitCode = (await inspect(await openSource(named), options)) ? 0 : 1;
      }),
    );
}

/** Prints what there is to say. @returns whether all of it is good */
async function inspect(source: Source, options: Options): Promise<boolean> {
  const width = columns();
  const json = options.json === true;
  const print = (lines: readonly string[]): void => console.log(lines.join('\n'));
  const printJson = (value: object): void => console.log(JSON.stringify(value, undefined, 2));
  switch (source.type) {
    case 'entry': {
      const inspection = options.profile
        ? inspectEntry(source.bytes, options.profile)
        : inspectGuessing(source.bytes);
      if (json) printJson(entryToJson(inspection));
      else print(drawEntry(inspection, !options.profile, width));
      return inspection.verdict.ok;
    }
    case 'proof': {
      const inspection = inspectProof(source.bytes);
      if (json) printJson(proofToJson(inspection));
      else print(drawProof(inspection, width));
      return inspection.judged.verdict.ok;
    }
    default: {
      const all = options.all === true;
      const write = async (text: string): Promise<void> => {
        if (!process.stdout.write(text)) await once(process.stdout, 'drain');
      };
      const records = { type: source.type, chunks: source.chunks, profile: options.profile, all };
      const { rejected, damages } = await listRecords(records, { all, json, width, write });
      return rejected === 0 && damages === 0;
    }
  }
}
