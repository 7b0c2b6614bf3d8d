import { escapeHtml as text } from '../../src/html/html.js';
import { THEME } from '../../src/html/theme.js';
import type { Figure } from '../rounds.js';
import { RELAXED_SIMD, SIMD } from '../subjects/cores.js';
import type { Outcome } from '../targets.js';
import type { Duration, Report } from './model.js';
import { NOTES } from './notes.js';
import { percent, threeDigits, times } from './numbers.js';
import type { Plot } from './plots.js';

// The page: one file that opens from disk, in light and dark.

const STYLE = `${THEME}
body { font: 16px/1.6 var(--sans); color: var(--ink); background: var(--page); max-width: 48rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
a { color: var(--accent); } h1, h2, h3 { font-family: var(--serif); line-height: 1.25; }
h1 { font-size: 2rem; margin: .6rem 0; } h2 { font-size: 1.4rem; margin: 2.6rem 0 .6rem; } h3 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; }
p, dl { margin: .5rem 0; } .faint, figcaption, dt { color: var(--quiet); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; } th { color: var(--quiet); font-weight: 500; }
tr.own td:first-child { color: var(--warm); font-weight: 600; } .met { color: var(--good); } .missed { color: var(--bad); }
figure { margin: 1rem 0 2rem; } figure svg { width: 100%; height: auto; font-family: var(--sans); } summary { cursor: pointer; }
.dark { display: none; } @media (prefers-color-scheme: dark) { .dark { display: block; } .light { display: none; } }
@media print { details > * { display: block; } }
`;

/** Ids in an SVG have to be its own, where many stand in one page. */
function ownIds(svg: string, name: string): string {
  return svg.replaceAll(/\b(id="|url\(#|href="#)zr/g, `$1${name}-zr`);
}

/** An SVG with what the page says better: letters, and numbers no more exact than anybody sees. */
function slim(svg: string): string {
  const bare = svg.replaceAll(/font-family:[^;"]*;?/g, '');
  return bare.replaceAll(/ (?:d|points|transform)="[^"]*"/g, (attribute) =>
    attribute.replaceAll(/\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)),
  );
}

function figure({ name, title, caption, light, dark }: Plot): string {
  const label = `role="img" aria-label="${text(`${title}. ${caption}`)}"`;
  return `<figure id="plot-${name}"><h3>${text(title)}</h3>
<div class="light" ${label}>${ownIds(slim(light), `${name}-light`)}</div><div class="dark" ${label}>${ownIds(slim(dark), `${name}-dark`)}</div>
<figcaption>${text(caption)}</figcaption></figure>`;
}

function targetRow(outcome: Outcome): string {
  const { work, against, must, aim, measured } = outcome;
  const cell = (ratio: number | undefined): string => {
    if (ratio === undefined) return '<td></td>';
    const [state, said] =
      ratio >= must ? ['met', ratio >= aim ? 'as aimed for' : 'as it must be'] : ['missed', 'missed'];
    return `<td class="${state}" title="${said}">${times(ratio)} ×${ratio >= aim ? ' ✓✓' : ratio >= must ? ' ✓' : ' ✗'}</td>`;
  };
  const [other] = Object.entries(measured).filter(
    ([subject]) => subject !== SIMD && subject !== RELAXED_SIMD,
  );
  return `<tr><td>${text(work)} <span class="faint">against ${text(against)}</span></td><td>${must} ×</td><td>${aim} ×</td>${cell(other ? other[1] : measured[SIMD])}${cell(measured[RELAXED_SIMD])}</tr>`;
}

function caseTable(figures: readonly Figure[]): string {
  const own = figures.filter(({ ratio }) => Object.keys(ratio).length > 0);
  const head = own.map(({ subject }) => `<th>× ${text(subject.replace(/^sasako, /, ''))}</th>`).join('');
  const rows = figures.map((row) => {
    const ratios = own.map(
      ({ ratio }) => `<td>${ratio[row.subject] === undefined ? '' : times(ratio[row.subject]!)}</td>`,
    );
    const state = own.includes(row) ? ' class="own"' : '';
    return `<tr${state}><td>${text(row.subject)}</td><td>${threeDigits(row.opsPerSecond)}/s</td><td>± ${percent(row.spread)}</td>${ratios.join('')}</tr>`;
  });
  const { case: name, unit } = figures[0]!;
  return `<h3>${text(name)}</h3><div class="scroll" tabindex="0"><table><thead><tr><th>${text(unit)}</th><th>median</th><th>spread</th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function groupsOf(results: readonly Figure[]): string {
  const groups = new Map<string, Map<string, Figure[]>>();
  for (const row of results) {
    const cases = groups.get(row.group) ?? new Map<string, Figure[]>();
    groups.set(row.group, cases);
    cases.set(row.case, [...(cases.get(row.case) ?? []), row]);
  }
  return [...groups]
    .map(
      ([name, cases]) =>
        `<details><summary>${text(name)}</summary>${name in NOTES ? `<p class="faint">${text(NOTES[name]!)}</p>` : ''}${[...cases.values()].map(caseTable).join('\n')}</details>`,
    )
    .join('\n');
}

function durationRow({ work, subject, seconds, worst, count, growth, limit }: Duration): string {
  const milliseconds = (value: number): string => `${threeDigits(1000 * value)} ms`;
  const [state, sign] = seconds < limit ? ['met', '✓'] : ['missed', '✗'];
  const longest = worst === undefined ? '' : `${milliseconds(worst)} of ${count?.toLocaleString('en') ?? ''}`;
  const grown = growth === undefined ? '' : `${times(growth)} ×`;
  return `<tr><td>${text(work)} <span class="faint">${text(subject)}</span></td><td class="${state}">${milliseconds(seconds)} ${sign}</td><td>${milliseconds(limit)}</td><td>${grown}</td><td>${longest}</td></tr>`;
}

/** The whole page. @param home where a link at its top leads */
export function htmlReport(report: Report, plots: readonly Plot[], home?: string): string {
  const { environment, revision, settings, results, targets, memory, durations = [] } = report;
  const facts: [string, string][] = [
    ['date', report.date],
    ['command', report.command],
    ['revision', revision ? `${revision.commit}${revision.changed ? ', with changes' : ''}` : 'unknown'],
    ['processor', `${environment.cpu}, ${environment.cores} cores`],
    [
      'system',
      `${environment.os}; Node ${environment.node}, V8 ${environment.v8}, OpenSSL ${environment.openssl}`,
    ],
    ...(environment.chromium
      ? [['browser', `Chromium ${environment.chromium}`] satisfies [string, string]]
      : []),
    [
      'versions',
      Object.entries(environment.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    [
      'modules',
      Object.entries(environment.wasm)
        .map(([name, { bytes }]) => `${name} ${bytes.toLocaleString('en')} bytes`)
        .join(', '),
    ],
    [
      'rounds',
      `${settings.rounds} of ${settings.slice} ms for each${settings.quick ? '; --quick: not for comparing' : ''}`,
    ],
  ];
  const chromium = results.filter(({ where }) => where === 'chromium');
  const head = '<th>measured</th><th>relaxed SIMD</th>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The benchmark · sasako</title><style>${STYLE}</style></head><body><main>
${home === undefined ? '' : `<p><a href="${text(home)}">The specification</a></p>`}
<h1>The benchmark</h1>
<p>Everybody does the same work, in turn, in one process; the ratio is taken round by round, and these are medians of the rounds. Before anybody is timed it verifies the corpus, and rejects a spoiled one.</p>
<dl>${facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join('')}</dl>
${
  targets.length === 0
    ? ''
    : `<h2>Targets</h2><p class="faint">How many times as fast; of several cases the lowest. ✓✓ as aimed for, ✓ as it must be, ✗ missed.</p>
<div class="scroll" tabindex="0"><table><thead><tr><th>work</th><th>must</th><th>aim</th>${head}</tr></thead><tbody>${targets.map(targetRow).join('')}</tbody></table></div>`
}
${memory ? `<p>Verifying ${memory.entries.toLocaleString('en')} entries from disk, the process with its two workers had at most ${Math.round(memory.peak / 1e6)} MB resident; the limit is ${Math.round(memory.limit / 1e6)} MB.</p>` : ''}
${
  durations.length === 0
    ? ''
    : `<h2>Documents</h2><p class="faint">How long it takes, in the median, and how long it may. Growth: times as long as if it grew with the number of operations, from 1,000 on.</p>
<div class="scroll" tabindex="0"><table><thead><tr><th>work</th><th>median</th><th>limit</th><th>growth</th><th>longest</th></tr></thead><tbody>${durations.map(durationRow).join('')}</tbody></table></div>`
}
${plots.length === 0 ? '' : `<h2>Plots</h2>${plots.map(figure).join('\n')}`}
<h2>All figures, Node</h2>
${groupsOf(results.filter(({ where }) => where === 'node'))}
${chromium.length === 0 ? '' : `<h2>All figures, Chromium</h2>${groupsOf(chromium)}`}
</main></body></html>
`;
}
