import { counted } from '../../../bamboo/counted.js';
import { element } from '../element.js';
import { loadScript } from '../site/load-script.js';
import { isFailure, STANDINGS, unpack, type Letter, type PackedSubject, type SubjectData } from './data.js';
import { FilterBar } from './filter-bar.js';
import { expectedOf, matches, NOTHING, stateFrom, stateOf, type FilterState } from './filter-state.js';
import { letterAt, SIGNS } from './results-view.js';
import { vectorSection } from './section.js';

declare global {
  /** Called by the data scripts. */
  var sasakoVectors: ((packed: PackedSubject) => void) | undefined;
}

async function load(subject: string): Promise<SubjectData> {
  const packed = new Promise<PackedSubject>((resolve) => (globalThis.sasakoVectors = resolve));
  await loadScript(`data/${subject}.js`);
  return unpack(await packed);
}

/** The classes of chips of implementations that don't pass. */
const CHIPS: Partial<Record<Letter, string>> = { f: 'fails', e: 'fails', m: 'other-reason' };

/** The implementations that don't pass a vector. */
function chips({ results }: SubjectData, at: number): HTMLElement[] {
  return results.flatMap((own) => {
    const letter = letterAt(own, at);
    const kind = CHIPS[letter];
    if (kind === undefined) return [];
    const words = element('span', { class: 'unseen' }, ` ${STANDINGS[letter]}`);
    return [element('span', { class: `chip ${kind}` }, `${SIGNS[letter].sign} ${own.implementation}`, words)];
  });
}

/** A vector's line, which opens its section. */
function vectorItem(data: SubjectData, at: number, severalOps: boolean): HTMLDetailsElement {
  const vector = data.vectors[at]!;
  const { id, op, profile, expect } = vector;
  const expected = expectedOf(vector);
  return element(
    'details',
    { id },
    element(
      'summary',
      {},
      element('h2', { class: 'vectors-id' }, id),
      severalOps && element('span', { class: 'profile' }, op),
      profile !== undefined && element('span', { class: 'profile' }, profile),
      element('span', { class: `vectors-expected ${expect.verdict}` }, expected),
      ...chips(data, at),
    ),
  );
}

/** The page of a subject's vectors: a list that can be searched, each vector a section that opens. */
class VectorList {
  readonly #data: SubjectData;
  readonly #items: readonly HTMLDetailsElement[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #said = element('p', { role: 'status', class: 'vectors-count' });
  readonly #bar: FilterBar;

  constructor(root: HTMLElement, data: SubjectData) {
    const severalOps = new Set(data.vectors.map(({ op }) => op)).size > 1;
    this.#data = data;
    this.#places = new Map(data.vectors.map(({ id }, i) => [id, i]));
    this.#items = data.vectors.map((_, i) => vectorItem(data, i, severalOps));
    this.#bar = new FilterBar(data, () => this.#read());
    const list = element('div', { class: 'vectors-list' }, ...this.#items);
    // `toggle` doesn't bubble.
    list.addEventListener('toggle', ({ target }) => this.#fill(target as HTMLElement), true);
    root.replaceChildren(this.#bar.element, this.#said, list);
    addEventListener('hashchange', () => this.#follow());
    this.#show(NOTHING);
    this.#follow();
  }

  /** Writes the section of a vector that is open. */
  #fill(item: HTMLElement): void {
    const place = this.#places.get(item.id);
    if (place === undefined || !(item as HTMLDetailsElement).open || item.childElementCount > 1) return;
    item.append(vectorSection(this.#data, place));
  }

  /** Takes what the fields say. */
  #read(): void {
    const { state } = this.#bar;
    this.#show(state);
    const hash = stateOf(state);
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
  }

  #show(state: FilterState): void {
    const { vectors, results } = this.#data;
    const failing = results.find(({ implementation }) => implementation === state.failing);
    let shown = 0;
    for (const [i, item] of this.#items.entries()) {
      const fails = failing !== undefined && isFailure(letterAt(failing, i));
      item.hidden = !matches(state, vectors[i]!, fails);
      if (!item.hidden) shown++;
    }
    const all = counted(vectors.length, 'vector', 'vectors', vectors.length.toLocaleString('en'));
    this.#said.textContent = shown === vectors.length ? all : `${shown.toLocaleString('en')} of ${all}`;
  }

  /** Goes where the address says: to a vector, or to what it asks for. */
  #follow(): void {
    const hash = location.hash.slice(1);
    const place = this.#places.get(hash);
    if (place !== undefined) return this.#open(this.#items[place]!);
    const state = stateFrom(hash);
    // Any other anchor is somebody else's.
    if (hash !== '' && stateOf(state) === '') return;
    this.#bar.state = state;
    this.#show(state);
  }

  #open(item: HTMLDetailsElement): void {
    if (item.hidden) {
      this.#bar.state = NOTHING;
      this.#show(NOTHING);
    }
    item.open = true;
    this.#fill(item);
    item.scrollIntoView({ behavior: 'instant' });
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
