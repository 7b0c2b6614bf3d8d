import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import {
  loadVectors,
  renderHtml,
  resolveImplementation,
  runConformance,
  SHIPPED_NAMES,
  type Report,
  type Vector,
} from '../../conformance/index.js';
import { REPOSITORY } from '../specification.js';
import { buildSite, SiteError } from './build.js';
import type { SiteFile } from './broken-links.js';
import { slimCharts } from './charts.js';
import { ForeignReportError } from './requirement-states.js';
import { BENCHMARK, REPORT } from './site-map.js';
import { vectorHref } from './vectors/index.js';

// The command: npm run spec -- [options].

/** One mistake can break the links of every page. */
const SHOWN_PROBLEMS = 30;

interface Options {
  readonly out: string;
  readonly report?: string;
  readonly benchmark: string;
}

const repository = (path: string): string => fileURLToPath(new URL(path, REPOSITORY));

const program = new Command('npm run spec --')
  .description('Builds the site: the specification, its vectors, a conformance report, the API reference.')
  .option('--out <folder>', 'where to write it', repository('dist/spec'))
  .option(
    '--report <file>',
    'a report.json of all vectors (default: the shipped implementations are run now)',
  )
  .option('--benchmark <file>', 'a bench.json to draw', repository('bench/results.json'))
  .helpOption('-h, --help', 'shows this')
  .showHelpAfterError('(--help shows all options)');

async function run(vectors: readonly Vector[]): Promise<Report> {
  const implementations = SHIPPED_NAMES.map(resolveImplementation);
  return await runConformance({ vectors, implementations, command: 'npx sasako conform' });
}

/** The page of the benchmark, drawn by what draws it otherwise. */
function benchmarkPage(results: string): SiteFile {
  const folder = mkdtempSync(join(tmpdir(), 'sasako-'));
  const file = join(folder, 'benchmark.html');
  try {
    const draw = [
      '--import',
      'tsx',
      repository('bench/page.ts'),
      results,
      '--out',
      file,
      '--home',
      'index.html',
    ];
    execFileSync(process.execPath, draw, { cwd: repository('.'), stdio: ['ignore', 'ignore', 'inherit'] });
    return { path: BENCHMARK.path, content: slimCharts(readFileSync(file, 'utf8')) };
  } catch {
    // It has said why.
    throw new SiteError([`${results} can't be drawn`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

function sizes(files: readonly SiteFile[]): string {
  const of = (chosen: readonly SiteFile[]): string =>
    `${megabytes(chosen.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0))} in ${chosen.length} files`;
  const isApi = ({ path }: SiteFile) => path.startsWith('api/');
  const isData = ({ path }: SiteFile) => path.startsWith('data/');
  const rest = files.filter((file) => !isApi(file) && !isData(file));
  const largest = rest
    .filter(({ path }) => path.endsWith('.html') && path !== 'all.html' && path !== REPORT.path)
    .map(({ path, content }) => ({ path, bytes: gzipSync(content).length }))
    .sort((a, b) => b.bytes - a.bytes)[0]!;
  return [
    `site ${of(rest)}`,
    `vector data ${of(files.filter(isData))}`,
    `API reference ${of(files.filter(isApi))}`,
    `largest page ${largest.path}, ${Math.round(largest.bytes / 1000)} kB compressed`,
  ].join('; ');
}

async function main({ out, report: given, benchmark }: Options): Promise<number> {
  const started = performance.now();
  const step = (name: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`${name}…\n`);
  };
  const vectors = loadVectors();
  step('conformance run');
  const report =
    given === undefined ? await run(vectors) : (JSON.parse(readFileSync(given, 'utf8')) as Report);
  step('benchmark');
  const drawn = [
    benchmarkPage(benchmark),
    {
      path: REPORT.path,
      content: renderHtml(report, {
        vectors,
        home: { href: 'index.html', label: 'The specification' },
        vectorHref: ({ subject, id }) => vectorHref(subject, id),
        requirementHref: (id) => `requirements.html#${id.toLowerCase()}`,
      }),
    },
  ];
  const files = await buildSite({ vectors, report, drawn, out, onStep: step });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${join(out, 'index.html')}: ${sizes(files)}; ${seconds} s`);
  return 0;
}

program.parse();
try {
  process.exitCode = await main(program.opts<Options>());
} catch (error) {
  if (!(error instanceof SiteError || error instanceof ForeignReportError)) throw error;
  const problems = error instanceof SiteError ? error.problems : [error.message];
  for (const problem of problems.slice(0, SHOWN_PROBLEMS)) console.error(problem);
  if (problems.length > SHOWN_PROBLEMS) console.error(`… and ${problems.length - SHOWN_PROBLEMS} more`);
  console.error(
    `The site is not built: ${problems.length} ${problems.length === 1 ? 'thing is' : 'things are'} wrong.`,
  );
  process.exitCode = 1;
}
