import { once } from 'node:events';
import { Command, InvalidArgumentError, Option } from 'commander';
import { PROFILES, type Profile } from '../index.js';
import { orUnreadable } from './arguments.js';
import { prose } from './help.js';
import { entryAt } from './inspect/at.js';
import { entryToJson, inspectEntry, inspectGuessing } from '../inspect/entry.js';
import { inspectProof, proofToJson } from '../inspect/proof.js';
import { drawEntry } from './inspect/entry.js';
import { drawProof } from './inspect/proof.js';
import { listRecords } from './inspect/records.js';
import { openSource, type Source } from './inspect/source.js';
import { drawStored, inspectStored, storedToJson } from './inspect/stored-entry.js';
import { columns } from './terminal.js';

interface Options {
  profile?: Profile;
  json?: true;
  all?: true;
  at?: number;
}

function parsePlace(text: string): number {
  if (!/^[0-9]{1,15}$/.test(text)) {
    throw new InvalidArgumentError('It must be the number of a byte or of a row, as sasako verify says it.');
  }
  return Number(text);
}

const HELP = `
An entry is shown field by field, a proof element by element down to the fields
of its entries, a bundle or a file of JSON Lines record by record: the first 20
records, and of what is damaged the first 20 places, unless --all asks for all.
What it is, is seen from how it begins.

With --at an entry of a bundle, of JSON Lines or of a database is shown field by
field, and its payload is held against it. N is what "sasako verify" says: the
byte at which the record or the line begins, or the row.

Exit status: 0 the entry decodes, and its signature and its payload are valid;
the proof proves what it says; all records shown are valid and nothing is
damaged. 1 if not so; 2 it can't be read, or nothing begins at N.

Examples:
  $ sasako inspect 008a88e3dd…
  $ sasako inspect --profile bamboo entry.bin
  $ cat entry.hex | sasako inspect - --json
  $ sasako inspect fork.proof
  $ sasako inspect --all log.bundle | less -R
  $ sasako inspect log.bundle --at 12659
  $ sasako inspect db.sqlite --at 21 --json`;

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
    .addOption(
      new Option('--at <N>', 'the entry at byte N of a bundle or of JSON Lines, or in row N of a database')
        .argParser(parsePlace)
        .conflicts('all'),
    )
    .addHelpText('after', prose(HELP))
    .action((named: string, options: Options) =>
      orUnreadable(async () => {
        const { at } = options;
        const ok =
          at === undefined
            ? await inspect(await openSource(named), options)
            : await inspectAt(named, at, options);
        process.exitCode = ok ? 0 : 1;
      }),
    );
}

const print = (lines: readonly string[]): void => console.log(lines.join('\n'));
const printJson = (value: object): void => console.log(JSON.stringify(value, undefined, 2));

/** Prints what there is to say of an entry in a store. @returns whether all of it is good */
async function inspectAt(path: string, at: number, { profile, json }: Options): Promise<boolean> {
  const inspection = inspectStored(await entryAt(path, at, profile));
  if (json) printJson(storedToJson(inspection));
  else print(drawStored(inspection, columns()));
  return inspection.ok;
}

/** Prints what there is to say. @returns whether all of it is good */
async function inspect(source: Source, options: Options): Promise<boolean> {
  const width = columns();
  const json = options.json === true;
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
