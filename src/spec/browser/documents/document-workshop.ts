import { element } from '../element.js';
import { button, keepingFocus } from '../lab/button.js';
import { requirementLink } from '../lab/workshop-words.js';
import { copyButton } from '../site/copy.js';
import { WRITERS } from './authors.js';
import { EXAMPLES, type Example } from './examples.js';
import { replay, type History } from './history.js';
import { operationView } from './operation-view.js';
import { ordersView } from './order-view.js';
import { documentPicture } from './picture.js';
import { readBoth, type Readings } from './reading.js';
import { stateRequirements, stateTable } from './state-view.js';
import { MOST_OPERATIONS, readSteps, stepsText, type Step, type WriteStep } from './steps.js';
import { namesOf, standsAt, summary } from './words.js';
import { WriteForm } from './write-form.js';

const DOC = 'doc=';
/** What stands for a lesson where the document is none of the examples. */
const OWN =
  'This document is none of the examples. Its address holds every step: whoever opens the link sees the same.';

/** The document workshop: operations that several authors write at the same time, and the order and the views that they make up. */
class DocumentWorkshop {
  readonly #root: HTMLElement;
  readonly #examples = element('div', { class: 'workshop-row', role: 'group', 'aria-label': 'Begin with' });
  readonly #lesson = element('p', { class: 'workshop-lesson' });
  readonly #picture = element('div', { class: 'workshop-picture documents-picture' });
  readonly #legend = element('div');
  readonly #said = element('p', { role: 'status', class: 'workshop-said' });
  readonly #form: WriteForm;
  readonly #buttons = element('div', { class: 'workshop-row' });
  readonly #operation = element('section', { 'aria-label': 'The chosen operation' });
  readonly #orders = element('section', { 'aria-label': 'The order' });
  readonly #state = element('section', { 'aria-label': 'The view' });
  readonly #schema = element('code', {});
  #steps: readonly Step[] = [];
  #history: History = replay([]);
  #readings: Readings = readBoth(this.#history);
  /** The number of the chosen operation. */
  #chosen = 0;
  /** The operation whose view is shown; the latest view where it is `undefined`. */
  #viewAt: number | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    root.classList.add('workshop', 'documents');
    this.#form = new WriteForm({
      onWrite: (step) => this.#write(step),
      onIncomplete: (why) => this.#say('bad', why),
      onChange: () => this.#draw(),
    });
    root.replaceChildren(
      this.#examples,
      this.#lesson,
      this.#picture,
      this.#legend,
      this.#said,
      element(
        'div',
        { class: 'workshop-columns' },
        element(
          'section',
          { 'aria-label': 'Write' },
          element('h2', {}, 'Write an operation'),
          this.#form.element,
          this.#buttons,
        ),
        element('div', { class: 'documents-column' }, this.#orders, this.#operation),
      ),
      this.#state,
      element('p', { class: 'workshop-author' }, 'Of the schema ', this.#schema),
      element(
        'p',
        {},
        copyButton('copy link', 'this document', () => this.#address()),
      ),
    );
    window.addEventListener('hashchange', () => this.#follow());
    if (!this.#follow()) this.#begin(EXAMPLES[0]!);
  }

  #address(): string {
    const url = new URL(location.href);
    url.hash = DOC + stepsText(this.#steps);
    return url.href;
  }

  /** Shows the document that the address holds. @returns whether it holds one */
  #follow(): boolean {
    const hash = location.hash.slice(1);
    if (!hash.startsWith(DOC)) return false;
    const text = hash.slice(DOC.length);
    const example = EXAMPLES.find(({ steps }) => steps === text);
    const steps = readSteps(text);
    if (example) this.#begin(example);
    else if (steps) this.#take(steps, 'The document of the address.');
    else {
      this.#begin(EXAMPLES[0]!);
      this.#say('bad', 'The address holds no document that can be read; here is an example.');
    }
    return true;
  }

  #begin(example: Example): void {
    this.#take(readSteps(example.steps)!, '');
    const found = this.#history.operations.find(({ name }) => name === example.chosen);
    this.#chosen = found?.number ?? this.#chosen;
    this.#draw();
  }

  /** Takes steps from elsewhere; those that can't be done are left out. */
  #take(given: readonly Step[], what: string): void {
    const { refused } = replay(given);
    const left = new Set(refused.map(({ at }) => at));
    this.#set(given.filter((_, at) => !left.has(at)));
    this.#chosen = this.#history.operations.length - 1;
    this.#viewAt = undefined;
    this.#form.renew(this.#history);
    this.#draw();
    const leftOut = left.size > 0 ? ` ${left.size} of its operations were refused, and are left out.` : '';
    this.#say(left.size > 0 ? 'bad' : '', `${what}${leftOut} ${summary(this.#readings)}`.trim());
  }

  #set(steps: readonly Step[], history = replay(steps)): void {
    const isOther = this.#history.operations.length !== history.operations.length;
    this.#steps = steps;
    this.#history = history;
    this.#readings = readBoth(history);
    if (!isOther) return;
    this.#chosen = history.operations.length - 1;
    this.#viewAt = undefined;
  }

  /** Takes steps that are done here: the address follows. */
  #do(steps: readonly Step[], history?: History): void {
    this.#set(steps, history);
    window.history.replaceState(window.history.state, '', `#${DOC}${stepsText(steps)}`);
    this.#draw();
  }

  #write(step: WriteStep): void {
    const steps = [...this.#steps, step];
    const history = replay(steps);
    const refused = history.refused.find(({ at }) => at === steps.length - 1);
    if (refused) {
      const { name } = WRITERS[step.author]!;
      const why =
        refused.reason === 'DOCUMENT_DELETED'
          ? `${name} knows that the document is deleted, and can write no more on it: `
          : 'That is refused: ';
      this.#say('bad', why, refused.reason, ', breaks ', requirementLink(refused.requirement), '.');
      return;
    }
    this.#form.renew(history);
    this.#do(steps, history);
    this.#say('', `${standsAt(this.#readings, history.operations.at(-1)!)} ${summary(this.#readings)}`);
  }

  #sync(author?: number): void {
    this.#do([...this.#steps, { kind: 'sync', author }]);
    const who = author === undefined ? 'All know' : `${WRITERS[author]!.name} knows`;
    this.#say('', `${who} all ${this.#history.operations.length} operations now.`);
  }

  #undo(): void {
    this.#do(this.#steps.slice(0, -1));
    this.#say('', `The last step is undone. ${summary(this.#readings)}`);
  }

  #beginAnew(): void {
    this.#do([]);
    this.#form.renew(this.#history);
    this.#draw();
    this.#say('', 'A new document, which all know.');
  }

  #choose(number: number): void {
    this.#chosen = number;
    this.#draw();
    this.#say('', standsAt(this.#readings, this.#history.operations[number]!));
  }

  /** In the picture one also picks what the next operation names, while it names others than the tips. */
  #chooseInPicture(number: number): void {
    const isRefused = this.#form.isPicking && !this.#form.pick(number);
    this.#choose(number);
    const [who, what] = [WRITERS[this.#form.author]!.name, this.#history.operations[number]!.name];
    if (isRefused) this.#say('bad', `${who} does not know ${what}, and can't name it.`);
    else if (this.#form.isPicking) {
      const named = namesOf(
        this.#history,
        [...this.#form.named].sort((a, b) => a - b),
      );
      this.#say('', `The next operation names ${named === '' ? 'none yet' : named}.`);
    }
  }

  #say(kind: '' | 'bad', ...said: readonly (Node | string)[]): void {
    this.#said.className = `workshop-said ${kind}`.trim();
    this.#said.replaceChildren(...said);
  }

  #draw(): void {
    keepingFocus(this.#root, () => {
      this.#form.show(this.#history, this.#history.operations.length >= MOST_OPERATIONS);
      this.#drawExamples();
      this.#drawPicture();
      this.#drawButtons();
      this.#drawOperation();
      this.#drawOrders();
      this.#drawState();
      this.#schema.textContent = this.#history.schemaId;
    });
  }

  #drawExamples(): void {
    const text = stepsText(this.#steps);
    const shown = EXAMPLES.find(({ steps }) => steps === text);
    this.#lesson.textContent = shown?.lesson ?? OWN;
    this.#examples.replaceChildren(
      element('span', { 'aria-hidden': 'true' }, 'Begin with'),
      ...EXAMPLES.map((example) =>
        button(
          example.title,
          () => {
            window.history.replaceState(window.history.state, '', `#${DOC}${example.steps}`);
            this.#begin(example);
          },
          { key: `example-${example.title}`, isPressed: example === shown },
        ),
      ),
    );
  }

  #drawPicture(): void {
    const hadFocus = this.#picture.contains(document.activeElement);
    const { svg, legend } = documentPicture({
      history: this.#history,
      readings: this.#readings,
      chosen: this.#chosen,
      writer: this.#form.author,
      named: this.#form.named,
      onChoose: (number) => this.#chooseInPicture(number),
    });
    this.#picture.replaceChildren(svg);
    this.#legend.replaceChildren(legend);
    const current = svg.querySelector<SVGElement>('[tabindex="0"]')!;
    if (hadFocus) current.focus({ preventScroll: true });
    // The picture scrolls, and not the page.
    const [frame, box] = [this.#picture.getBoundingClientRect(), current.getBoundingClientRect()];
    if (box.left < frame.left + 12) this.#picture.scrollLeft += box.left - frame.left - 40;
    if (box.right > frame.right - 12) this.#picture.scrollLeft += box.right - frame.right + 40;
  }

  #drawButtons(): void {
    const { knows, operations } = this.#history;
    const { author } = this.#form;
    const isSynced = knows.every(({ size }) => size === operations.length);
    this.#buttons.replaceChildren(
      button(`${WRITERS[author]!.name} learns of all`, () => this.#sync(author), {
        key: 'catch-up',
        isDisabled: knows[author]!.size === operations.length,
      }),
      button('sync: all know all', () => this.#sync(), { key: 'sync', isDisabled: isSynced }),
      button('undo', () => this.#undo(), { key: 'undo', isDisabled: this.#steps.length === 0 }),
      button('start anew', () => this.#beginAnew(), {
        key: 'anew',
        isDisabled: this.#steps.length === 0,
      }),
    );
  }

  #drawOperation(): void {
    const isOpen = this.#operation.querySelector('details')?.open === true;
    const { operations } = this.#history;
    const view = operationView(operations[this.#chosen]!, {
      history: this.#history,
      readings: this.#readings,
      viewAt: this.#viewAt,
      onView: (number) => this.#showView(number),
    });
    this.#operation.replaceChildren(...view);
    this.#operation.querySelector('details')!.open = isOpen;
  }

  #showView(number: number | undefined): void {
    this.#viewAt = number;
    this.#draw();
    const name = number === undefined ? undefined : this.#history.operations[number]!.name;
    this.#say('', name === undefined ? 'The latest view is shown.' : `The view at ${name} is shown.`);
  }

  #drawOrders(): void {
    this.#orders.replaceChildren(
      element('h2', {}, 'The order'),
      ...ordersView(this.#readings, {
        history: this.#history,
        chosen: this.#chosen,
        onChoose: (number) => this.#choose(number),
      }),
    );
  }

  #drawState(): void {
    const at = this.#viewAt;
    const readings = at === undefined ? this.#readings : readBoth(this.#history, at);
    const name = at === undefined ? undefined : this.#history.operations[at]!.name;
    const about =
      name === undefined
        ? 'What all operations together make up'
        : `What ${name} and all that come before it make up`;
    this.#state.replaceChildren(
      element('h2', {}, name === undefined ? 'The latest view' : `The view at ${name}`),
      element('p', { class: 'documents-about' }, `${about} (`, ...stateRequirements(readings[0]), ').'),
      ...(name === undefined
        ? []
        : [button('back to the latest view', () => this.#showView(undefined), { key: 'latest' })]),
      stateTable(this.#history, readings),
    );
  }
}

/** Puts the document workshop into an element. */
export function mountDocumentWorkshop(root: HTMLElement): void {
  new DocumentWorkshop(root);
}
