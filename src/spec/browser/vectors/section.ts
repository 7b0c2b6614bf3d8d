import compact from 'json-stringify-pretty-compact';
import { element, type Child } from '../element.js';
import { requirementHref } from '../requirement-link.js';
import { runOnCore } from '../run-vector.js';
import { copyButton } from '../site/copy.js';
import { STANDINGS, type Letter, type ResultsData, type SubjectData, type VectorData } from './data.js';
import { inputView } from './input-view.js';

const SIGNS: Readonly<Record<Letter, string>> = { p: '✓', u: '✓', m: '?', f: '✗', e: '✗', n: '–' };
const COLOURS: Readonly<Record<Letter, string>> = {
  p: 'good',
  u: 'good',
  m: 'warn',
  f: 'bad',
  e: 'bad',
  n: 'quiet',
};

/** The letter of a vector in an implementation's results. */
export const letterAt = ({ letters }: ResultsData, at: number): Letter => letters.charAt(at) as Letter;

const part = (title: string, ...children: readonly Child[]): HTMLElement =>
  element('section', { class: 'vectors-part' }, element('h3', {}, title), ...children);

function requirementLinks(requirements: readonly string[]): Child[] {
  return requirements.flatMap((id, i) => [
    i > 0 && ', ',
    element('a', { href: requirementHref(id), class: 'id' }, id),
  ]);
}

function json(value: unknown, what: string): HTMLElement {
  const text = compact(value, { maxLength: 84 });
  return element(
    'div',
    { class: 'code' },
    element('pre', { tabindex: '0' }, element('code', {}, text)),
    copyButton('copy', what, () => text),
  );
}

function expectation({ expect }: VectorData): HTMLElement {
  const { verdict, reason, output } = expect;
  const said = element(
    'p',
    {},
    element('strong', {}, verdict),
    reason !== undefined && ' with the reason ',
    reason !== undefined && element('code', {}, reason),
  );
  return part('Expected', said, output !== undefined && json(output, 'the expected output'));
}

function resultRow(results: ResultsData, at: number): HTMLElement {
  const letter = letterAt(results, at);
  const details = results.details[String(at)];
  const cell = element(
    'td',
    {},
    element('span', { class: COLOURS[letter] }, `${SIGNS[letter]} ${STANDINGS[letter]}`),
  );
  if (details) {
    const { expected, actual, differences = [], because, message, unchecked = [] } = details;
    const line = (...children: readonly Child[]): void => cell.append(element('p', {}, ...children));
    if (because !== undefined) line(because);
    if (expected !== undefined) line('expected ', element('code', {}, expected));
    if (actual !== undefined) line('came back ', element('code', {}, actual));
    for (const { field, expected: wanted, actual: came } of differences) {
      if (field === 'verdict' || field === 'reason') continue;
      line(
        element('code', {}, field),
        ': expected ',
        element('code', {}, wanted),
        ', got ',
        element('code', {}, came),
      );
    }
    if (message !== undefined) line(`it said: ${message}`);
    if (unchecked.length > 0) line('not compared: ', element('code', {}, unchecked.join(', ')));
  }
  return element('tr', {}, element('th', { scope: 'row' }, results.implementation), cell);
}

function commandLine(text: string): HTMLElement {
  return element(
    'div',
    { class: 'code' },
    element('pre', { tabindex: '0' }, element('code', {}, text)),
    copyButton('copy', 'the command', () => text),
  );
}

function runHere(vector: VectorData): HTMLElement {
  if (vector.isCut) {
    return element(
      'p',
      { class: 'quiet' },
      'It is too long to be run in this page: its input is shown cut. Run it by the command above.',
    );
  }
  const said = element('div', { role: 'status' });
  const button = element('button', { type: 'button', class: 'try' }, 'Run it here');
  const run = async (): Promise<void> => {
    try {
      const { answer, judgement } = await runOnCore(vector);
      const passes = judgement.outcome === 'pass';
      said.replaceChildren(
        element(
          'p',
          { class: passes ? 'good' : 'bad' },
          passes ? '✓ As expected.' : `✗ Not as expected: ${judgement.outcome}.`,
        ),
        json(answer, 'the answer'),
      );
    } catch (error) {
      said.replaceChildren(
        element('p', { class: 'bad' }, `✗ ${error instanceof Error ? error.message : String(error)}`),
      );
    }
  };
  button.addEventListener('click', () => void run());
  return element('div', {}, button, said);
}

/** All that is known of a vector, as a section of the page. */
export function vectorSection(data: SubjectData, at: number): HTMLElement {
  const vector = data.vectors[at]!;
  const { id, op, profile, requirements, notes, input, expect, comment, isCut } = vector;
  const address = (): string => new URL(`#${id}`, location.href).href;
  return element(
    'div',
    { class: 'vectors-section' },
    element('p', {}, 'Tests ', ...requirementLinks(requirements), '. ', copyButton('copy link', id, address)),
    comment !== undefined && element('p', {}, comment),
    notes.length > 0 &&
      part(
        'What goes wrong in an implementation that misses it',
        element('ul', {}, ...notes.map((note) => element('li', {}, data.notes[note]))),
      ),
    part(
      'Input',
      isCut &&
        element(
          'p',
          { class: 'quiet' },
          `Long byte strings are cut here; the whole stands in vectors/${data.subject}.json.`,
        ),
      inputView(vector),
    ),
    expectation(vector),
    part(
      'Results',
      data.results.length > 0 &&
        element(
          'div',
          { class: 'table' },
          element(
            'table',
            {},
            element('tbody', {}, ...data.results.map((results) => resultRow(results, at))),
          ),
        ),
    ),
    part('Alone', commandLine(`npx sasako conform "your command" --vector ${id}`), runHere(vector)),
    part('JSON', json({ id, ...(profile && { profile }), op, requirements, input, expect }, 'the vector')),
  );
}
