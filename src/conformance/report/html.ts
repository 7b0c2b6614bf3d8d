import { html, markup, type Html } from '../../html/html.js';
import { shellQuoted } from './command-line.js';
import { safe } from './layout.js';
import type { ImplementationReport, Report } from './model.js';
import { anchor, type Context, type HtmlOptions } from './page/context.js';
import { failuresHtml } from './page/failures.js';
import { FILTERS_SCRIPT, filtersHtml } from './page/filters.js';
import { matrixHtml } from './page/matrix.js';
import { loadRequirements } from './page/requirements.js';
import { STYLE } from './page/style.js';
import { runInWords, verdictInWords } from './words.js';

const CLASSES = { '✓': 'good', '✗': 'bad', '–': 'warn', '!': 'bad' } as const;

function verdictHtml(implementation: ImplementationReport, index: number): Html {
  const { sign, who, verdict, details } = verdictInWords(implementation);
  return html`<li>
    <b class="sign ${CLASSES[sign]}" aria-hidden="true">${sign}</b>
    <div>
      <a href="#${anchor('i', index)}"><strong>${safe(implementation.name)}</strong></a
      >${who !== undefined && html` <small>${who}</small>`}<br />
      <span class="${CLASSES[sign]}">${verdict}</span>${details !== '' && html`: ${details}`}
    </div>
  </li> `;
}

function optionsInWords({ options }: Report): string {
  return [
    ...(options.profile === undefined ? [] : [`profile ${options.profile}`]),
    ...options.ops.map((op) => `operation ${op}`),
    ...(options.vectors.length > 0 ? [`vectors chosen by id: ${options.vectors.length}`] : []),
    options.strictReasons ? 'a rejection for another reason fails' : 'a rejection for another reason passes',
    `${options.timeoutSeconds} s for an answer`,
  ].join('; ');
}

function revisionInWords({ environment, suite }: Report): string {
  const { revision } = environment;
  if (revision === undefined) return `package ${suite.version}`;
  return `${revision.commit.slice(0, 10)}${revision.changed ? ' with changes' : ''}`;
}

/** `2026-01-31 12:00:00 UTC` of an ISO date; other text as it is. */
function dateInWords(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, '$1 $2 UTC');
}

function factsHtml(report: Report): Html {
  const { suite, environment, command, implementations } = report;
  const names = implementations.map(({ name }) => shellQuoted(name)).join(' ');
  const facts: readonly [string, Html | string][] = [
    ['suite', `sasako ${suite.version}`],
    ['vectors', `${suite.selected} of ${suite.vectors}`],
    ['date', dateInWords(environment.startedAt)],
    ['revision', revisionInWords(report)],
    ['command', html`<code>${safe(command ?? `npx sasako conform ${names}`)}</code>`],
    ['runtime', `${environment.runtime}, ${environment.platform}`],
    ['options', optionsInWords(report)],
  ];
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd> `,
    )}
  </dl>`;
}

/**
 * The report as one page of HTML that needs nothing else: a matrix of requirements by implementation, and each failure
 * with what was sent, expected and received. It is complete without a script, which adds filters.
 *
 * A page stays of a size that a browser opens, however much fails: the first failures of a kind are shown in full, fewer
 * of those that are expected, and the ids of the others.
 *
 * @example
 * writeFileSync('report.html', renderHtml(report, { vectors: loadVectors() }));
 */
export function renderHtml(report: Report, options: HtmlOptions = {}): string {
  const context: Context = {
    report,
    options,
    vectors: new Map((options.vectors ?? []).map((vector) => [vector.id, vector])),
    requirements: new Map(loadRequirements().map((requirement) => [requirement.id, requirement])),
  };
  const { home } = options;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Conformance report: ${runInWords(report)}</title>
        <style>
          ${markup(STYLE)}
        </style>
      </head>
      <body>
        <header>
          ${home !== undefined && html`<nav><a href="${home.href}">${home.label}</a></nav>`}
          <h1>Conformance report</h1>
          <ul class="verdicts">
            ${report.implementations.map(verdictHtml)}
          </ul>
          ${factsHtml(report)}
        </header>
        <main>
          ${filtersHtml(report)}
          <h2>Requirements</h2>
          ${matrixHtml(context)}
          <h2>Failures</h2>
          ${failuresHtml(context)}
        </main>
        <script>
          ${markup(FILTERS_SCRIPT)};
        </script>
      </body>
    </html> `;
  return page.text;
}
