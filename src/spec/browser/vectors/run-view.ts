import { element, type Child } from '../element.js';
import { runOnCore } from '../run-vector.js';
import type { VectorData } from './data.js';
import { codeBlock, jsonView } from './json-view.js';

async function answerView(vector: VectorData): Promise<Child[]> {
  const { answer, judgement } = await runOnCore(vector);
  const { outcome, differences } = judgement;
  const said =
    outcome === 'pass'
      ? element('p', { class: 'good' }, '✓ As expected. The core in this page answers:')
      : element('p', { class: 'bad' }, `✗ Not as expected: ${outcome}. The core in this page answers:`);
  const lines = differences.map(({ field, expected, actual }) =>
    element('li', {}, element('code', {}, field), `: expected ${expected}, got ${actual}`),
  );
  return [said, lines.length > 0 && element('ul', {}, ...lines), jsonView(answer, 'the answer')];
}

function runHere(vector: VectorData): HTMLElement {
  const said = element('div', { role: 'status' });
  const button = element('button', { type: 'button', class: 'try' }, 'Run it here');
  button.addEventListener('click', () => {
    answerView(vector).then(
      (children) => said.replaceChildren(...children.filter((child) => child instanceof Node)),
      (error: unknown) =>
        said.replaceChildren(
          element('p', { class: 'bad' }, `✗ ${error instanceof Error ? error.message : String(error)}`),
        ),
    );
  });
  return element('div', {}, button, said);
}

/** How to run a vector alone: by the command, and in the page where all of it is here. */
export function runView(vector: VectorData): HTMLElement {
  const command = `npx sasako conform "your command" --vector ${vector.id}`;
  return element(
    'div',
    {},
    codeBlock(command, 'the command'),
    vector.isCut
      ? element(
          'p',
          { class: 'quiet' },
          'It can’t be run in this page, which has its input only shortened; the command has all of it.',
        )
      : runHere(vector),
  );
}
