import { element } from '../element.js';
import type { SubjectData } from './data.js';
import { isFailure } from './data.js';
import { expectedOf, NOTHING, type FilterState } from './filter-state.js';

type Field = HTMLInputElement | HTMLSelectElement;

/** The values that vectors have, in order, with how many have each. */
function counts(values: readonly (string | undefined)[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const value of values) if (value !== undefined) found.set(value, (found.get(value) ?? 0) + 1);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const option = (value: string, count: number): HTMLOptionElement =>
  element('option', { value }, `${value} (${count.toLocaleString('en')})`);

/** The fields by which vectors are chosen. */
export class FilterBar {
  readonly element = element('form', { class: 'vectors-filter' });
  readonly #fields = new Map<keyof FilterState, Field>();
  readonly #clear = element('button', { type: 'reset', class: 'copy' }, 'Show all');

  /** @param onChange called when somebody changed a field */
  constructor({ vectors, results }: SubjectData, onChange: () => void) {
    this.#add('text', 'Search ids', element('input', { type: 'search', autocomplete: 'off' }));
    this.#choice('requirement', 'Requirement', counts(vectors.flatMap(({ requirements }) => requirements)));
    this.#choice('flag', 'Flag', counts(vectors.flatMap(({ flags }) => flags)));
    this.#choice('profile', 'Profile', counts(vectors.map(({ profile }) => profile)));
    this.#choice('expected', 'Expected', counts(vectors.map(expectedOf)));
    const failures = results.map(
      ({ implementation, letters }) =>
        [implementation, Array.from(letters).filter(isFailure).length] as const,
    );
    this.#choice('failing', 'Failing', new Map(failures.filter(([, count]) => count > 0)), 1);
    this.element.append(this.#clear);
    this.element.addEventListener('submit', (event) => event.preventDefault());
    this.element.addEventListener('input', onChange);
    this.element.addEventListener('reset', (event) => {
      event.preventDefault();
      this.state = NOTHING;
      this.#fields.get('text')?.focus();
      onChange();
    });
  }

  #add(name: keyof FilterState, label: string, field: Field): void {
    this.#fields.set(name, field);
    field.id = `vectors-${name}`;
    this.element.append(element('div', {}, element('label', { for: field.id }, label), field));
  }

  /** A field to choose from some values; left out where there is no choice. */
  #choice(name: keyof FilterState, label: string, values: ReadonlyMap<string, number>, fewest = 2): void {
    if (values.size < fewest) return;
    const options = [...values].map(([value, count]) => option(value, count));
    this.#add(name, label, element('select', {}, element('option', { value: '' }, 'any'), ...options));
  }

  /** What the fields say. */
  get state(): FilterState {
    const said = [...this.#fields].map(([name, field]) => [name, field.value] as const);
    const state = { ...NOTHING, ...Object.fromEntries(said) };
    this.#clear.hidden = Object.values(state).every((value) => value === '');
    return state;
  }

  set state(state: FilterState) {
    for (const [name, field] of this.#fields) {
      const value = state[name];
      // An address may ask for what no vector has: it is shown, and none is found.
      if (
        field instanceof HTMLSelectElement &&
        !Array.from(field.options).some((known) => known.value === value)
      )
        field.append(option(value, 0));
      field.value = value;
    }
    this.#clear.hidden = Object.values(state).every((value) => value === '');
  }
}
