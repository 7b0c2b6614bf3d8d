import { counted } from '../../../bamboo/counted.js';
import { element } from '../element.js';
import { loadScript } from '../site/load-script.js';
import { isFailure, type SubjectData } from './data.js';
import { matches, NOTHING, stateFrom, stateOf, type FilterState } from './filter-state.js';
import { letterAt, vectorSection } from './section.js';

declare global {
  /** Called by the data scripts. */
  var sasakoVectors: ((data: SubjectData) => void) | undefined;
}

async function load(subject: string): Promise<SubjectData> {
  const data = new Promise<SubjectData>((resolve) => (globalThis.sasakoVectors = resolve));
  await loadScript(`data/${subject}.js`);
  return await data;
}

const unique = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values)].filter((value): value is string => value !== undefined).sort();

const expected = ({ expect }: SubjectData['vectors'][number]): string => expect.reason ?? expect.verdict;

/** The page of a subject's vectors: a list that can be searched, each vector a section that opens. */
class VectorList {
  readonly #data: SubjectData;
  readonly #items: readonly HTMLDetailsElement[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #said = element('p', { role: 'status', class: 'quiet' });
  readonly #fields = new Map<keyof FilterState, HTMLInputElement | HTMLSelectElement>();
  #state: FilterState = NOTHING;

  constructor(root: HTMLElement, data: SubjectData) {
    this.#data = data;
    this.#places = new Map(data.vectors.map(({ id }, i) => [id, i]));
    this.#items = data.vectors.map((_, i) => this.#item(i));
    root.replaceChildren(
      this.#filterBar(),
      this.#said,
      element('div', { class: 'vectors-list' }, ...this.#items),
    );
    addEventListener('hashchange', () => this.#follow());
    this.#follow();
  }

  #item(at: number): HTMLDetailsElement {
    const vector = this.#data.vectors[at]!;
    const failing = this.#data.results.filter((results) => isFailure(letterAt(results, at)));
    const summary = element(
      'summary',
      {},
      element('span', { class: 'vectors-id' }, vector.id),
      ' ',
      vector.profile !== undefined && element('span', { class: 'profile' }, vector.profile),
      ' ',
      element('span', { class: 'quiet' }, expected(vector)),
      ' ',
      ...failing.map(({ implementation }) => element('span', { class: 'chip fails' }, `✗ ${implementation}`)),
    );
    const item = element('details', { id: vector.id }, summary);
    item.addEventListener('toggle', () => {
      if (item.open && item.childElementCount === 1) item.append(vectorSection(this.#data, at));
    });
    return item;
  }

  #filterBar(): HTMLElement {
    const { vectors, results } = this.#data;
    const text = element('input', { type: 'search', autocomplete: 'off' });
    const bar = element('form', { class: 'vectors-filter' });
    const add = (
      name: keyof FilterState,
      label: string,
      field: HTMLInputElement | HTMLSelectElement,
    ): void => {
      field.addEventListener('input', () => this.#read());
      this.#fields.set(name, field);
      bar.append(element('label', {}, element('span', {}, label), field));
    };
    const choice = (name: keyof FilterState, label: string, values: readonly string[]): void => {
      if (values.length < 2 && name !== 'requirement' && name !== 'failing') return;
      const select = element('select', {}, element('option', { value: '' }, 'any'));
      for (const value of values) select.append(element('option', { value }, value));
      add(name, label, select);
    };
    add('text', 'Search', text);
    choice('requirement', 'Requirement', unique(vectors.flatMap(({ requirements }) => requirements)));
    choice('profile', 'Profile', unique(vectors.map(({ profile }) => profile)));
    choice('expected', 'Expected', unique(vectors.map(expected)));
    const failing = results.filter(({ letters }) => Array.from(letters).some(isFailure));
    if (failing.length > 0)
      choice(
        'failing',
        'Failing',
        failing.map(({ implementation }) => implementation),
      );
    bar.addEventListener('submit', (event) => event.preventDefault());
    return bar;
  }

  /** Takes what the fields say. */
  #read(): void {
    const entries = [...this.#fields].map(([name, field]) => [name, field.value] as const);
    this.#show({ ...NOTHING, ...Object.fromEntries(entries) });
    const hash = stateOf(this.#state);
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
  }

  #show(state: FilterState): void {
    this.#state = state;
    const { vectors, results } = this.#data;
    const failing = results.find(({ implementation }) => implementation === state.failing);
    let shown = 0;
    for (const [i, item] of this.#items.entries()) {
      const fails = failing ? isFailure(letterAt(failing, i)) : undefined;
      item.hidden = !matches(state, { ...vectors[i]!, expected: expected(vectors[i]!) }, fails);
      if (!item.hidden) shown++;
    }
    this.#said.textContent =
      shown === vectors.length
        ? counted(shown, 'vector')
        : `${shown.toLocaleString('en')} of ${counted(vectors.length, 'vector')}`;
  }

  /** Goes where the address says: to a vector, or to what it asks for. */
  #follow(): void {
    const hash = decodeURIComponent(location.hash.slice(1));
    const place = this.#places.get(hash);
    const state = place === undefined ? stateFrom(location.hash.slice(1)) : NOTHING;
    for (const [name, field] of this.#fields) field.value = state[name];
    this.#show(state);
    if (place === undefined) return;
    const item = this.#items[place]!;
    item.open = true;
    item.append(...(item.childElementCount === 1 ? [vectorSection(this.#data, place)] : []));
    item.scrollIntoView();
  }
}

/** Fills `[data-vectors="subject"]` with the subject's vectors. */
export function mountVectors(root: HTMLElement): void {
  const subject = root.dataset['vectors'] ?? '';
  load(subject).then(
    (data) => new VectorList(root, data),
    (error: unknown) =>
      root.replaceChildren(element('p', { class: 'bad' }, `The vectors can't be shown: ${String(error)}`)),
  );
}
