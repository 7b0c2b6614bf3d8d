import { html, type Html } from '../../../html/html.js';
import { aloneCommand } from '../command-line.js';
import { cameBack, isAnswer } from '../kinds.js';
import { safe } from '../layout.js';
import type { ImplementationReport, VectorResult } from '../model.js';
import { SIGNS } from '../words.js';
import { anchor, type Context } from './context.js';
import { comparisonHtml, differencesHtml, fieldsHtml } from './output.js';
import { sentHtml } from './sent.js';

/** A result that a page shows: one that is no plain pass. */
export type Shown = VectorResult & { standing: 'failed' | 'expected' | 'marked' };

/** Whether a page shows it. */
export function isShown(result: VectorResult): result is Shown {
  return ['failed', 'expected', 'marked'].includes(result.standing);
}

/** So many lines of standard error are shown, and so many characters of a line. */
const [STDERR_LINES, STDERR_WIDTH] = [10, 500];

/** A reason from a list of expected failures is not shown further. */
export const LONGEST_REASON = 1000;

function stderrHtml(stderr: string): Html | undefined {
  const lines = safe(stderr).trimEnd().split('\n');
  if (lines.length === 1 && lines[0] === '') return undefined;
  const hidden = lines.length - STDERR_LINES;
  const shown = lines.slice(-STDERR_LINES).map((line) => line.slice(0, STDERR_WIDTH));
  return html`${hidden > 0 && html`<p>${hidden} lines before these are in report.json.</p>`}
    <pre tabindex="0">${shown.join('\n')}</pre>`;
}

/** What was answered, as far as there is more to it than a verdict. */
function answerHtml(result: VectorResult, context: Context): Html | undefined {
  const vector = context.vectors.get(result.vector);
  const expected = vector?.expect.verdict === 'accept' ? vector.expect.output : undefined;
  if (result.outcome !== 'wrong-verdict' && vector !== undefined && expected !== undefined && result.output) {
    return comparisonHtml(vector, expected, result);
  }
  if (result.output !== undefined) {
    const received = fieldsHtml(result.output, { op: result.op, profile: result.profile });
    return html`${differencesHtml(result.differences.filter(({ field }) => field !== 'verdict'))}
      <p>received</p>
      ${received}`;
  }
  if (expected !== undefined) {
    return html`<p>expected</p>
      ${fieldsHtml(expected, { op: result.op, profile: result.profile })}`;
  }
  return differencesHtml(result.differences.filter(({ field }) => field !== 'verdict' && field !== 'reason'));
}

function row(label: string, content: Html | undefined | false): Html | undefined {
  return content instanceof Object
    ? html`<dt>${label}</dt>
        <dd>${content}</dd> `
    : undefined;
}

function requirementLinks({ requirements }: VectorResult): Html {
  return html`${requirements.map((id) => html`<a href="#${anchor('r', id)}">${safe(id)}</a> `)}`;
}

/** A vector that is no plain pass, with all that is known of it, to be opened. */
export function failureHtml(
  result: Shown,
  { name }: ImplementationReport,
  index: number,
  context: Context,
): Html {
  const { vector: id, op, profile, standing, expectedBecause, message, stderr, notes } = result;
  const vector = context.vectors.get(id);
  const received = cameBack(result);
  const { sign, meaning } = SIGNS[standing];
  const href = vector === undefined ? undefined : context.options.vectorHref?.(vector);
  return html`<details class="vector" id="${anchor('i', index, 'v', id)}" data-s="${standing}">
    <summary>
      <b class="${standing}" title="${meaning}">${sign}</b> <code>${safe(id)}</code>
      <span>expected ${safe(result.expected)}, received ${received}</span>
    </summary>
    <dl class="case">
      ${row('status', html`${meaning}`)} ${row('tests', requirementLinks(result))}
      ${row('operation', html`<code>${op}</code>${profile !== undefined && html`, profile ${profile}`}${href !== undefined && html` (<a href="${href}">the vector</a>)`}`)}
      ${row('expected', html`${safe(result.expected)}`)} ${row('received', html`${received}`)}
      ${row('it said', message !== undefined && message !== '' && html`<q>${safe(message)}</q>`)}
      ${row('comment', vector?.comment !== undefined && html`${vector.comment}`)}
      ${row('meaning', isAnswer(result) && notes.length > 0 && html`${notes.map((note) => html`<p>${safe(note)}</p>`)}`)}
      ${row('why it is expected', expectedBecause !== undefined && html`${safe(expectedBecause).slice(0, LONGEST_REASON)}`)}
      ${row('sent', vector && sentHtml(vector, result))} ${row('output', answerHtml(result, context))}
      ${row('standard error', stderr === undefined ? undefined : stderrHtml(stderr))}
      ${row('alone', html`<code class="command">${aloneCommand(name, id, context.report)}</code>`)}
    </dl>
  </details> `;
}
