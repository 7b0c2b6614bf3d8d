import { Command, InvalidArgumentError, Option } from 'commander';
import {
  DEFAULT_TIMEOUT_S,
  FORMATS,
  HarnessError,
  loadVectors,
  PROFILES,
  readExpectedFailures,
  renderReport,
  resolveImplementation,
  runConformance,
  selectVectors,
  shellQuoted,
  SHIPPED_NAMES,
  makeReportDirectory,
  writeReport,
  type ExpectedFailures,
  type Format,
  type Implementation,
  type Profile,
  type Selection,
} from '../conformance/index.js';
import { prose } from './help.js';
import { interruptSignal } from './interrupt.js';
import { listVectors } from './list.js';
import { showProgress } from './progress.js';
import { INTERRUPTED } from './status.js';
import { columns, wantsColors } from './terminal.js';

interface Options {
  profile?: Profile;
  op: string[];
  vector: string[];
  expectFailures?: string;
  strictReasons?: true;
  timeout: number;
  out?: string;
  format: Format;
  list?: true;
}

function repeatable(flags: string, description: string): Option {
  const collect = (value: string, before: string[]): string[] => [...before, value];
  return new Option(flags, description).argParser(collect).default([], 'all');
}

function parseTimeout(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400))
    throw new InvalidArgumentError('It must be a number of seconds above 0.');
  return seconds;
}

const HELP = `
An IMPLEMENTATION is the name of a shipped adapter
(${SHIPPED_NAMES.join(', ')}),
the path of an ES module (.js, .mjs), or a command in quotes that speaks the
adapter protocol.

Expected failures: a shipped adapter has its own list; FILE takes its place,
"none" turns it off. A line of FILE is
  vector-id [vector-id…]  # why it fails
A listed vector that passes, or that doesn't exist, fails the run.

Exit status: 0 conformant, or failing only as expected; 1 a failure, or an
expectation that is stale; 2 wrong usage, or an implementation that could not
be tested; 130 interrupted.

Examples:
  $ sasako conform
  $ sasako conform wasm --op entry.decode --profile p2panda
  $ sasako conform ./my-adapter.mjs --strict-reasons
  $ sasako conform "python3 my_adapter.py" --expect-failures known.txt --out report
  $ sasako conform "./my-adapter --stdio" --vector lipmaa-13
  $ sasako conform --list --op log.verify
`;

/** `sasako conform`: holds implementations against the vectors. */
export function conformCommand(): Command {
  return new Command('conform')
    .summary('hold implementations against the test vectors')
    .description('Holds implementations of Bamboo and p2panda against the test vectors of the specification.')
    .argument('[IMPLEMENTATION...]', 'what to test (default: all shipped adapters)')
    .option(
      '--profile <profile>',
      `only vectors of this profile (${PROFILES.join(', ')}), and those that depend on none`,
    )
    .addOption(repeatable('--op <operation>', 'only vectors of this operation; may be repeated'))
    .addOption(repeatable('--vector <id>', 'only this vector; may be repeated'))
    .option('--expect-failures <FILE>', 'failures that are known, with reasons; "none" for none')
    .option('--strict-reasons', 'a rejection for another reason is a failure')
    .option('--timeout <seconds>', 'how long one answer may take', parseTimeout, DEFAULT_TIMEOUT_S)
    .option('--out <directory>', 'write report.json, junit.xml, report.html and badge.svg there')
    .addOption(new Option('--format <format>', 'what to print').choices([...FORMATS]).default('pretty'))
    .option('--list', 'list the vectors and the requirements that they test, and run nothing')
    .addHelpText('after', prose(HELP))
    .action(conform);
}

async function conform(names: string[], options: Options): Promise<void> {
  const vectors = loadVectors();
  const selection: Selection = {
    ops: options.op,
    ids: options.vector,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
  };
  // Wrong names are found before anything is started.
  const selected = selectVectors(vectors, selection);
  if (options.list) {
    process.stdout.write(listVectors(selected, options.format === 'json', columns()));
    return;
  }
  const implementations = resolveAll(names, options.expectFailures);
  if (options.out !== undefined) makeReportDirectory(options.out);
  const progress = showProgress();
  const signal = interruptSignal();
  const report = await runConformance({
    ...selection,
    vectors,
    implementations,
    strictReasons: options.strictReasons === true,
    timeoutSeconds: options.timeout,
    command: ['npx', 'sasako', ...process.argv.slice(2)].map(shellQuoted).join(' '),
    signal,
    onProgress: progress.update,
  }).finally(progress.stop);
  process.stdout.write(renderReport(report, options.format, { width: columns(), colors: wantsColors() }));
  if (options.out !== undefined) {
    const files = writeReport(report, options.out, { vectors });
    process.stderr.write(`wrote ${new Intl.ListFormat('en-GB').format(files)}\n`);
  }
  process.exitCode = signal.aborted ? INTERRUPTED : report.exitStatus;
}

function resolveAll(names: readonly string[], expectFailures: string | undefined): Implementation[] {
  const unique = [...new Set(names.length === 0 ? SHIPPED_NAMES : names)];
  const implementations = unique.map(resolveImplementation);
  if (expectFailures === undefined) return implementations;
  if (expectFailures !== 'none' && implementations.length > 1) {
    throw new HarnessError('a file of expected failures belongs to one implementation: name it');
  }
  const expectedFailures: ExpectedFailures =
    expectFailures === 'none' ? new Map() : readExpectedFailures(expectFailures);
  return implementations.map((implementation) => ({ ...implementation, expectedFailures }));
}
