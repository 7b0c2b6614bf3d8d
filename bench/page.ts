import { Command } from 'commander';
import pc from 'picocolors';
import { htmlReport } from './report/html.js';
import { NotAReport, readReport, writeWhole } from './report/json.js';
import { plotsOf } from './report/plots.js';

// Draws the page of an earlier run: tsx bench/page.ts <bench.json> --out <file>.

const program = new Command('tsx bench/page.ts')
  .description('Draws the page of an earlier run of the benchmark.')
  .argument('<bench.json>', 'what the run wrote')
  .requiredOption('--out <file>', 'where the page goes')
  .option('--home <address>', 'where a link at its top leads')
  .showHelpAfterError('(--help shows all options)');

program.parse();
const { out, home } = program.opts<{ out: string; home?: string }>();
try {
  const report = readReport(program.args[0]!);
  writeWhole(out, htmlReport(report, plotsOf(report), home));
} catch (error) {
  if (!(error instanceof NotAReport)) throw error;
  console.error(pc.red(error.message));
  process.exitCode = 2;
}
