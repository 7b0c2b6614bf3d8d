import { Command, InvalidArgumentError } from 'commander';
import { join } from 'node:path';
import pc from 'picocolors';
import { showProgress } from '../src/cli/progress.js';
import { compare, describeComparison } from './against.js';
import { measureInChromium } from './browser/chromium.js';
import { findChromium } from './browser/launch.js';
import { documentPlans } from './cases/documents.js';
import { hashPlans, hashSizePlans } from './cases/hashes.js';
import { logPlans } from './cases/logs.js';
import { logVerifierPlans } from './cases/log-verifier.js';
import { materialisePlans } from './cases/materialise.js';
import { operationPlans } from './cases/operations.js';
import { scalingPlans } from './cases/scaling.js';
import { signaturePlans } from './cases/signatures.js';
import { storePlans } from './cases/stores.js';
import { workerPlans } from './cases/workers.js';
import { WrongSubject, type Plan } from './contender.js';
import { environment, revision } from './environment.js';
import { allowRelaxedSimd } from './relaxed-simd.js';
import { durationsOf, type Latencies } from './report/durations.js';
import { NotAReport, readReport, writeReport, writeWhole } from './report/json.js';
import { htmlReport } from './report/html.js';
import type { Memory, Report, StoreMemory } from './report/model.js';
import { NOTES } from './report/notes.js';
import { plotFiles, plotsOf } from './report/plots.js';
import { caseTable, durationTable, memoryLine, noteOf, storeLines, targetTable } from './report/terminal.js';
import { measure, type Figure, type Settings } from './rounds.js';
import { blake3Jit } from './subjects/blake3-jit.js';
import { cborXPeer, cborgPeer } from './subjects/cbor.js';
import { plain, relaxedSimd, simd, type Core } from './subjects/cores.js';
import { SUBJECT, builtData } from './subjects/data.js';
import { hashWasm } from './subjects/hash-wasm.js';
import { libsodiumHashes, libsodiumReady, libsodiumSignatures } from './subjects/libsodium.js';
import { nobleCurves, nobleEd25519, nobleHashes } from './subjects/noble.js';
import { nativePath, nodeHashes, nodeSignatures } from './subjects/node.js';
import { p2pandaJs, p2pandaJsOperations } from './subjects/p2panda-js.js';
import { sodiumHashes, sodiumPath, sodiumSignatures } from './subjects/sodium-native.js';
import { judge } from './targets.js';
import { passVectors } from './vectors.js';

// The command: npm run bench -- [options].

/** Bytes that verifying a million entries from disk may take, resident. */
const MEMORY_LIMIT = 200e6;
const FULL: Settings = { rounds: 11, slice: 30, warmup: 150 };
const QUICK: Settings = { rounds: 3, slice: 6, warmup: 20 };

interface Options {
  readonly quick: boolean;
  readonly filter: string;
  readonly rounds?: number;
  readonly json?: string;
  readonly out: string;
  readonly against?: string;
  readonly chromium: boolean;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1000) {
    throw new InvalidArgumentError('A whole number from 1 to 1000 is wanted.');
  }
  return value;
}

const program = new Command('npm run bench --')
  .description(
    'Times sasako and others at the same work, in turn, in one process, and says how many times as fast it is.\n' +
      'Whoever is timed has to verify the corpus, and to reject a spoiled one, first.',
  )
  .option('--quick', 'few short rounds and small corpora, for CI: figures that are not for comparing', false)
  .option('--filter <text>', 'only cases with this in their name, such as "sign" or "BLAKE3"', '')
  .option('--rounds <count>', 'rounds in which everybody has a turn', wholeNumber)
  .option('--out <folder>', 'where bench.json, bench.html and plots/*.svg go', 'report/bench')
  .option('--json <file>', 'another place for bench.json')
  .option(
    '--against <file>',
    'an earlier bench.json: names what got slower beyond the noise, with exit status 1',
  )
  .option('--no-chromium', 'not in Chromium')
  .helpOption('-h, --help', 'shows this')
  .showHelpAfterError('(--help shows all options)');

/** The cores that this engine runs: relaxed SIMD only where it is offered and fuses as it should. */
function coresOf(): Core[] {
  const relaxed = relaxedSimd();
  try {
    relaxed.api.lipmaa(4n);
    return [simd(), relaxed];
  } catch {
    console.log('This engine has no relaxed SIMD: only the SIMD build is timed.\n');
    return [simd()];
  }
}

async function run(options: Options): Promise<number> {
  const started = performance.now();
  const { quick, out } = options;
  const filter = options.filter.toLowerCase();
  const settings: Settings = {
    ...(quick ? QUICK : FULL),
    ...(options.rounds ? { rounds: options.rounds } : {}),
  };
  // A wrong file is said at once, and not after minutes.
  const earlier = options.against === undefined ? undefined : readReport(options.against);

  allowRelaxedSimd();
  await libsodiumReady;
  const progress = showProgress();
  const cores = coresOf();
  progress.update('vectors', 0, cores.length);
  passVectors('simd');
  progress.update('vectors', 1, cores.length);
  if (cores.length > 1) passVectors('relaxed-simd');
  progress.stop();

  const ends: (() => void | Promise<void>)[] = [];
  let memory: Memory | undefined;
  const stores = new Map<string, StoreMemory>();
  const onPeak = (store: string, entries: number, peak: number): void => {
    if (peak > (stores.get(store)?.peak ?? 0)) stores.set(store, { store, entries, peak });
  };
  const latencies = new Map<string, Latencies>();
  const data = await builtData();
  const hashers = [nodeHashes, sodiumHashes, await hashWasm(), blake3Jit(), libsodiumHashes, nobleHashes];
  const verifiers = [nodeSignatures, sodiumSignatures, libsodiumSignatures, nobleCurves, nobleEd25519];
  const plans: Plan[] = [
    ...signaturePlans(cores, verifiers, quick),
    ...logPlans(cores, [nativePath, sodiumPath, p2pandaJs], quick ? 512 : undefined),
    ...logVerifierPlans(cores[0]!, [nativePath, p2pandaJs], {
      length: quick ? 5000 : 100_000,
      forkEvery: 99,
    }),
    ...hashPlans(cores, hashers, quick ? 2 ** 20 : undefined),
    ...workerPlans(cores[0]!, {
      entries: quick ? 4096 : 32_768,
      authors: quick ? 50 : 1000,
      length: quick ? 400 : 1000,
      parts: quick ? 4 : 10,
      onProgress: progress.update,
      onPeak: (peak, entries) => {
        if (!memory || peak >= memory.peak) memory = { peak, entries, limit: MEMORY_LIMIT };
      },
      onEnd: (stop) => ends.push(stop),
    }),
    ...storePlans(cores[0]!, {
      authors: quick ? 20 : 1000,
      length: quick ? 100 : 1000,
      today: quick
        ? { 'node:crypto': 500, 'p2panda-js': 100 }
        : { 'node:crypto': 50_000, 'p2panda-js': 5000 },
      onProgress: progress.update,
      onPeak,
    }),
    ...operationPlans(data, [p2pandaJsOperations, cborgPeer, cborXPeer]),
    ...documentPlans(data, {
      ...(quick ? { sizes: [10, 1000] } : {}),
      onLatencies: (shape, profile, size, seconds) => {
        const subject = SUBJECT[profile];
        const found = latencies.get(`${shape} ${subject}`) ?? { shape, subject, size, seconds: [] };
        latencies.set(`${shape} ${subject}`, found);
        for (const each of seconds) found.seconds.push(each);
      },
    }),
    ...materialisePlans(cores[0]!, data, {
      entries: quick ? 5000 : 1_000_000,
      onProgress: progress.update,
      onPeak,
    }),
    ...scalingPlans(
      cores,
      plain(),
      nativePath,
      quick ? { lengths: [1, 256], authors: [16], payloadSizes: [112, 16_384] } : {},
    ),
    ...hashSizePlans(cores, hashers, quick ? [256, 65_536] : undefined),
  ];
  const wanted = plans.filter(({ group, name }) => `${group}: ${name}`.toLowerCase().includes(filter));
  const browser = options.chromium ? findChromium() : undefined;
  const results: Figure[] = [];
  let version: string | undefined;
  let group = '';
  try {
    for (const [i, plan] of wanted.entries()) {
      progress.update('cases', i, wanted.length);
      const figures = await measure(await plan.make(), 'node', settings, (done, rounds) =>
        progress.update(`case ${i + 1} of ${wanted.length}`, done, rounds),
      );
      progress.stop();
      results.push(...figures);
      if (plan.group !== group && plan.group in NOTES) console.log(noteOf(plan.group, NOTES[plan.group]!));
      ({ group } = plan);
      console.log(caseTable(figures));
    }
    if (browser !== undefined) {
      const asked = { settings, quick, filter };
      const found = await measureInChromium(browser, asked, (_, done, total) =>
        progress.update('in Chromium', done, total),
      );
      progress.stop();
      version = found.version;
      results.push(...found.figures);
      for (const name of new Set(found.figures.map((figure) => `${figure.group}: ${figure.case}`))) {
        console.log(caseTable(found.figures.filter((figure) => `${figure.group}: ${figure.case}` === name)));
      }
    } else if (options.chromium) {
      console.log(
        'No Chromium on this machine (CHROMIUM=path names one): the cases in a browser are left out.\n',
      );
    }
  } finally {
    progress.stop();
    for (const end of ends) await end();
  }
  if (results.length === 0) {
    console.error(`No case has "${options.filter}" in its name.`);
    return 2;
  }

  const durations = durationsOf(results, latencies.values());
  const report: Report = {
    version: 1,
    date: new Date().toISOString(),
    command: ['npm run bench --', ...process.argv.slice(2)].join(' '),
    revision: revision(),
    environment: { ...environment(), ...(version === undefined ? {} : { chromium: version }) },
    settings: { ...settings, quick },
    results,
    targets: judge(results),
    memory,
    stores: stores.size > 0 ? [...stores.values()] : undefined,
    durations: durations.length > 0 ? durations : undefined,
  };
  if (report.targets.length > 0) console.log(targetTable(report.targets, quick));
  if (memory) console.log(memoryLine(memory));
  if (report.durations) console.log(durationTable(report.durations));
  if (report.stores) console.log(storeLines(report.stores));
  const json = options.json ?? join(out, 'bench.json');
  writeReport(json, JSON.parse(JSON.stringify(report)) as Report);
  const plots = plotsOf(report);
  writeWhole(join(out, 'bench.html'), htmlReport(report, plots));
  for (const [name, svg] of plotFiles(plots)) writeWhole(join(out, 'plots', name), svg);
  console.log(`${json}, ${join(out, 'bench.html')}; ${Math.round((performance.now() - started) / 1000)} s`);
  if (!earlier) return 0;
  const comparison = compare(earlier, report);
  console.log(`\n${describeComparison(comparison)}`);
  return comparison.slower.length === 0 ? 0 : 1;
}

program.parse();
try {
  process.exitCode = await run(program.opts<Options>());
} catch (error) {
  if (error instanceof WrongSubject || error instanceof NotAReport) {
    console.error(pc.red(error.message));
    process.exitCode = error instanceof NotAReport ? 2 : 1;
  } else throw error;
}
