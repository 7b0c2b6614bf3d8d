import compact from 'json-stringify-pretty-compact';
import type { Lab } from '../lab.js';
import { inspectorHash } from '../lab/state.js';
import type { Question } from '../run-vector.js';
import { loadScript, siteRoot } from './load-script.js';

declare global {
  /** Set by `lab.js`. */
  var sasakoLab: Lab | undefined;
}

async function loadLab(): Promise<Lab> {
  if (!globalThis.sasakoLab) await loadScript('lab.js');
  return globalThis.sasakoLab!;
}

/** An example of the text, as it stands on the page. */
function exampleIn(figure: HTMLElement): Question {
  return JSON.parse(figure.querySelector('pre')!.textContent) as Question;
}

function labelled(label: string, content: HTMLElement): HTMLElement {
  const box = document.createElement('div');
  const heading = document.createElement('label');
  heading.textContent = label;
  if (content.id === '') content.id = `tried-${++labels}`;
  heading.htmlFor = content.id;
  box.append(heading, content);
  return box;
}
let labels = 0;

const inJson = (value: unknown): string => compact(value, { maxLength: 60 });

/** The field in which an input can be changed, and beside it what is expected and what the core answers. */
class Trial {
  readonly element = document.createElement('div');
  readonly #input = document.createElement('textarea');
  readonly #answer = document.createElement('output');
  readonly #verdict = document.createElement('p');
  readonly #example: Question;

  constructor(example: Question) {
    this.#example = example;
    this.element.className = 'trial';
    this.#input.value = inJson(example.input);
    this.#input.spellcheck = false;
    this.#input.addEventListener('input', () => void this.run());
    const expected = document.createElement('output');
    expected.textContent = inJson(example.expect);
    // They scroll where they are long.
    for (const output of [expected, this.#answer]) output.tabIndex = 0;
    this.#verdict.setAttribute('role', 'status');
    const answers = document.createElement('div');
    answers.className = 'answers';
    answers.append(labelled('Expected', expected), labelled('The core answers', this.#answer));
    this.element.append(this.#verdict, labelled('Input, to be changed at will', this.#input), answers);
  }

  #say(sign: string, text: string, kind: 'good' | 'bad' | 'quiet'): void {
    this.#verdict.textContent = `${sign} ${text}`;
    this.#verdict.className = kind;
  }

  async run(): Promise<void> {
    const written = this.#input.value;
    let input: Question['input'];
    try {
      input = JSON.parse(written) as Question['input'];
    } catch (error) {
      this.#answer.textContent = '';
      this.#say('✗', `The input is not JSON: ${(error as Error).message}`, 'bad');
      return;
    }
    const isChanged = inJson(input) !== inJson(this.#example.input);
    try {
      const lab = await loadLab();
      const { answer, judgement } = await lab.runOnCore({ ...this.#example, input });
      if (this.#input.value !== written) return;
      this.#answer.textContent = inJson(answer);
      if (isChanged) this.#say('·', 'The answer to your input; what is expected is of the example.', 'quiet');
      else if (judgement.outcome === 'pass') this.#say('✓', 'As expected.', 'good');
      else this.#say('✗', `Not as expected: ${judgement.outcome}.`, 'bad');
    } catch (error) {
      this.#answer.textContent = '';
      this.#say('✗', error instanceof Error ? error.message : String(error), 'bad');
    }
  }
}

/** Where an example has an entry or a proof: the way to see its bytes. */
function inspectLink({ input, profile }: Question): HTMLAnchorElement | undefined {
  const hex = input['entry'] ?? input['proof'];
  if (typeof hex !== 'string' || hex === '') return undefined;
  const hash = inspectorHash({ hex, profile: profile ?? '', payload: '' });
  if (hash === undefined) return undefined;
  const link = document.createElement('a');
  link.href = `${siteRoot()}inspector.html#${hash}`;
  link.textContent = 'inspect';
  return link;
}

/** At each example a button that runs it on the core, in the page, and a link to its bytes. */
export function addTryIt(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('figure.example')) {
    const example = exampleIn(figure);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'try';
    button.textContent = 'Try it';
    button.setAttribute('aria-expanded', 'false');
    let trial: Trial | undefined;
    button.addEventListener('click', () => {
      if (!trial) {
        trial = new Trial(example);
        figure.append(trial.element);
      } else trial.element.hidden = !trial.element.hidden;
      button.setAttribute('aria-expanded', String(!trial.element.hidden));
      // The input stands in the trial.
      const code = figure.querySelector<HTMLElement>('.code');
      if (code) code.hidden = !trial.element.hidden;
      button.textContent = trial.element.hidden ? 'Try it' : 'Close';
      if (!trial.element.hidden) void trial.run();
    });
    const link = inspectLink(example);
    figure.querySelector('figcaption')?.append(...(link ? [link] : []), button);
  }
}
