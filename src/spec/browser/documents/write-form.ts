import { element } from '../element.js';
import { authorSymbol } from './author-symbol.js';
import { WRITERS } from './authors.js';
import { tipsAmong, type History } from './history.js';
import { MOST_OPERATIONS, type WriteStep } from './steps.js';
import { CREATED, FIELD_NAMES, LONGEST_NAME, seatsOf, type FieldName, type Venue } from './venue.js';
import { namesOf } from './words.js';

/** What somebody does in the form. */
export interface WriteFormEvents {
  /** An operation is to be written. */
  readonly onWrite: (step: WriteStep) => void;
  /** What the form holds makes no operation, and why. */
  readonly onIncomplete: (why: string) => void;
  /** Another author, or other operations to name. */
  readonly onChange: () => void;
}

/** Names that are proposed, one after the other. */
const PROPOSED = ['Kino', 'Halle', 'Keller', 'Garten', 'Turm', 'Hafen', 'Werkstatt', 'Dachboden'] as const;

/** Radio buttons of one name, with their labels. */
function radios(
  name: string,
  options: readonly (readonly [value: string, ...label: (Node | string)[]])[],
): { readonly inputs: HTMLInputElement[]; readonly labels: HTMLElement[] } {
  const inputs = options.map(([value]) =>
    element('input', { type: 'radio', name, value, 'data-key': `${name}-${value}` }),
  );
  inputs[0]!.checked = true;
  const labels = options.map(([, ...label], i) =>
    element('label', { class: 'documents-option' }, inputs[i], ...label),
  );
  return { inputs, labels };
}

const group = (legend: string, ...children: readonly Node[]): HTMLElement =>
  element('fieldset', {}, element('legend', {}, legend), ...children);

/** The form in which an operation is written: by whom, on what, and what it says. */
export class WriteForm {
  readonly element: HTMLFormElement;
  readonly #events: WriteFormEvents;
  readonly #authors = radios(
    'documents-author',
    WRITERS.map(({ letter, name }, author) => [letter, authorSymbol(author), name]),
  );
  readonly #knows = WRITERS.map(() => element('span', { class: 'documents-knows' }));
  readonly #actions = radios('documents-action', [
    ['update', 'UPDATE'],
    ['delete', 'DELETE'],
  ]);
  readonly #tips = element('span', {});
  readonly #on = radios('documents-on', [
    ['tips', this.#tips],
    ['others', 'others, picked here or in the graph'],
  ]);
  readonly #picks = element('div', { class: 'documents-picks' });
  readonly #picked = new Set<number>();
  readonly #writes: Readonly<Record<FieldName, HTMLInputElement>>;
  readonly #name = element('input', { type: 'text', maxlength: String(LONGEST_NAME), autocomplete: 'off' });
  readonly #seats = element('input', {
    type: 'text',
    inputmode: 'numeric',
    maxlength: '20',
    autocomplete: 'off',
  });
  readonly #open = element(
    'select',
    {},
    element('option', { value: '1' }, 'yes'),
    element('option', { value: '0' }, 'no'),
  );
  readonly #fields: HTMLElement;
  readonly #submit = element('button', { type: 'submit', class: 'documents-add', 'data-key': 'add' });
  readonly #full = element(
    'p',
    { class: 'documents-full' },
    `${MOST_OPERATIONS} operations are as many as fit here. Undo, or start anew, to write more.`,
  );
  #history: History | undefined;

  constructor(events: WriteFormEvents) {
    this.#events = events;
    const inputs = { name: this.#name, seats: this.#seats, open: this.#open };
    const check = (name: FieldName): HTMLInputElement =>
      element('input', { type: 'checkbox', 'aria-label': `write ${name}` });
    this.#writes = { name: check('name'), seats: check('seats'), open: check('open') };
    this.#writes.name.checked = true;
    this.#fields = group(
      'Fields',
      ...FIELD_NAMES.map((name) => {
        inputs[name].setAttribute('aria-label', name);
        inputs[name].addEventListener('input', () => (this.#writes[name].checked = true));
        return element(
          'div',
          { class: 'documents-field' },
          this.#writes[name],
          element('span', { 'aria-hidden': 'true' }, name),
          inputs[name],
        );
      }),
    );
    this.#authors.labels.forEach((label, author) => label.append(this.#knows[author]!));
    this.element = element(
      'form',
      { class: 'documents-form', 'aria-label': 'Write an operation' },
      group('Author', element('div', { class: 'documents-options' }, ...this.#authors.labels)),
      group('Action', element('div', { class: 'documents-options' }, ...this.#actions.labels)),
      group('Made on (previous)', ...this.#on.labels, this.#picks),
      this.#fields,
      this.#submit,
      this.#full,
    );
    this.#listen();
    this.#propose(0);
  }

  /** The number of the author who is about to write. */
  get author(): number {
    return this.#authors.inputs.findIndex(({ checked }) => checked);
  }

  /** Whether operations are picked, other than the tips. */
  get isPicking(): boolean {
    return this.#on.inputs[1]!.checked;
  }

  /** The numbers of the operations that the next one names. */
  get named(): ReadonlySet<number> {
    const history = this.#history!;
    const known = history.knows[this.author]!;
    if (!this.isPicking) return new Set(tipsAmong(history.operations, known));
    return new Set([...this.#picked].filter((number) => known.has(number)));
  }

  /** Picks an operation, or no longer. @returns whether the author knows it */
  pick(number: number): boolean {
    if (!this.#history!.knows[this.author]!.has(number)) return false;
    if (!this.#picked.delete(number)) this.#picked.add(number);
    return true;
  }

  #listen(): void {
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#write();
    });
    this.element.addEventListener('change', ({ target }) => {
      const { name, value } = target as HTMLInputElement;
      if (name === 'documents-pick') this.pick(Number(value));
      // Who picks begins with the tips.
      if (name === 'documents-on' && this.isPicking) this.#pickTips();
      if (name.startsWith('documents-')) this.#events.onChange();
    });
    this.#seats.addEventListener('input', () => {
      this.#seats.setAttribute('aria-invalid', String(seatsOf(this.#seats.value.trim()) === undefined));
    });
  }

  #pickTips(): void {
    const { operations, knows } = this.#history!;
    this.#picked.clear();
    for (const number of tipsAmong(operations, knows[this.author]!)) this.#picked.add(number);
  }

  /** Another value for each field, so that one can write without typing. */
  #propose(count: number): void {
    this.#name.value = PROPOSED[count % PROPOSED.length]!;
    this.#seats.value = (CREATED.seats + 40n + 10n * BigInt(count)).toString();
    this.#seats.setAttribute('aria-invalid', 'false');
    this.#open.value = count % 2 === 0 ? '0' : '1';
  }

  #values(): Partial<Venue> | undefined {
    const { name, seats, open } = this.#writes;
    const number = seatsOf(this.#seats.value.trim());
    if (seats.checked && number === undefined) {
      this.#events.onIncomplete('The seats are no whole number of 64 bits.');
      this.#seats.focus();
      return undefined;
    }
    if (!name.checked && !seats.checked && !open.checked) {
      this.#events.onIncomplete('An UPDATE has one field at least: check one.');
      return undefined;
    }
    return {
      ...(name.checked && { name: this.#name.value }),
      ...(seats.checked && { seats: number! }),
      ...(open.checked && { open: this.#open.value === '1' }),
    };
  }

  #write(): void {
    const isDelete = this.#actions.inputs[1]!.checked;
    const fields = isDelete ? undefined : this.#values();
    if (!isDelete && !fields) return;
    const previous = this.isPicking ? [...this.named].sort((a, b) => a - b) : undefined;
    if (previous?.length === 0) {
      this.#events.onIncomplete('An operation names one other at least: pick one.');
      return;
    }
    this.#events.onWrite({ kind: 'write', author: this.author, previous, fields });
  }

  /** Makes ready for the next operation: on the tips, with other values. */
  renew(history: History): void {
    this.#on.inputs[0]!.checked = true;
    this.#actions.inputs[0]!.checked = true;
    this.#picked.clear();
    this.#propose(history.operations.length - 1);
  }

  /** Shows what each author knows, and what can be named. */
  show(history: History, isFull: boolean): void {
    this.#history = history;
    const { operations, knows } = history;
    const { author, named, isPicking } = this;
    const { name } = WRITERS[author]!;
    WRITERS.forEach((_, who) => {
      this.#knows[who]!.textContent = ` knows ${knows[who]!.size} of ${operations.length}`;
    });
    const tips = namesOf(history, tipsAmong(operations, knows[author]!));
    this.#tips.textContent = `the tips that ${name} knows: ${tips}`;
    this.#picks.hidden = !isPicking;
    this.#picks.replaceChildren(
      ...(isPicking
        ? operations.map((operation) => {
            const { number } = operation;
            const pick = element('input', {
              type: 'checkbox',
              name: 'documents-pick',
              value: String(number),
              'data-key': `pick-${number}`,
            });
            pick.checked = named.has(number);
            pick.disabled = !knows[author]!.has(number);
            return element('label', {}, pick, operation.name);
          })
        : []),
    );
    const isDelete = this.#actions.inputs[1]!.checked;
    this.#fields.hidden = isDelete;
    this.#submit.textContent = `Add ${name}’s ${isDelete ? 'delete' : 'update'}`;
    this.#submit.disabled = isFull;
    this.#full.hidden = !isFull;
  }
}
