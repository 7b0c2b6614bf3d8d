/** The values of the choice that aren't the name of an implementation. */
const ALL = '';
const UNTESTED = 'untested';
const REQUIREMENTS_ONLY = 'requirements';

/** Shows what is chosen: everything, requirements alone, those untested, or those that an implementation fails. */
class Filter {
  readonly #main: HTMLElement;
  readonly #requirements: readonly HTMLElement[];
  readonly #said: HTMLElement;

  constructor(main: HTMLElement, said: HTMLElement) {
    this.#main = main;
    this.#requirements = [...main.querySelectorAll<HTMLElement>('.requirement')];
    this.#said = said;
  }

  /** The implementations that fail anything on this page. */
  failing(): string[] {
    const names = this.#requirements.flatMap(({ dataset }) => (dataset['fails'] ?? '').split(' '));
    return [...new Set(names)].filter((name) => name !== '').sort();
  }

  get hasUntested(): boolean {
    return this.#requirements.some(({ dataset }) => dataset['state'] === 'untested');
  }

  show(choice: string): void {
    const matches = ({ dataset }: HTMLElement): boolean =>
      choice === ALL || choice === REQUIREMENTS_ONLY
        ? true
        : choice === UNTESTED
          ? dataset['state'] === 'untested'
          : (dataset['fails'] ?? '').split(' ').includes(choice);
    let shown = 0;
    for (const requirement of this.#requirements) {
      const isShown = matches(requirement);
      requirement.hidden = !isShown;
      if (isShown) shown++;
    }
    this.#main.toggleAttribute('data-only', choice !== ALL);
    this.#hideEmptyHeadings(choice !== ALL);
    this.#said.textContent =
      choice === ALL ? '' : `${shown} of ${this.#requirements.length} requirements on this page`;
  }

  /** Headings with nothing left below them would only be in the way, and so would their lines in the contents. */
  #hideEmptyHeadings(isFiltered: boolean): void {
    let below: HTMLElement[] = [];
    for (const element of this.#main.querySelectorAll<HTMLElement>('h2, h3, h4, .requirement')) {
      if (element.classList.contains('requirement')) {
        if (element.hidden) continue;
        for (const heading of below) heading.hidden = false;
        below = [];
      } else {
        element.hidden = isFiltered;
        below = [...below.filter(({ tagName }) => tagName < element.tagName), element];
      }
    }
    for (const line of document.querySelectorAll<HTMLAnchorElement>('.contents .sections a')) {
      const heading = document.getElementById(line.hash.slice(1));
      if (line.parentElement && heading) line.parentElement.hidden = heading.hidden;
    }
  }
}

/** A choice of what to show, on pages with requirements. `?show=untested` chooses too. */
export function addFilter(): void {
  const main = document.querySelector<HTMLElement>('main');
  const place = main?.querySelector('h1');
  if (!main || !place || !main.querySelector('.requirement')) return;
  const bar = document.createElement('div');
  bar.className = 'filter';
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  const filter = new Filter(main, said);
  const select = document.createElement('select');
  const choices: [string, string][] = [
    [ALL, 'everything'],
    [REQUIREMENTS_ONLY, 'requirements alone'],
    ...(filter.hasUntested ? [[UNTESTED, 'what is untested'] satisfies [string, string]] : []),
    ...filter.failing().map((name): [string, string] => [name, `what ${name} fails`]),
  ];
  for (const [value, text] of choices) select.add(new Option(text, value));
  const label = document.createElement('label');
  label.append('Show ', select);
  bar.append(label, ' ', said);
  place.after(bar);

  const wanted = new URLSearchParams(location.search).get('show') ?? ALL;
  if (choices.some(([value]) => value === wanted)) select.value = wanted;
  filter.show(select.value);
  select.addEventListener('change', () => {
    filter.show(select.value);
    const url = new URL(location.href);
    if (select.value === ALL) url.searchParams.delete('show');
    else url.searchParams.set('show', select.value);
    history.replaceState(null, '', url);
  });
  // A link to what is hidden shows everything again.
  addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest('[hidden]') && target?.checkVisibility()) return;
    select.value = ALL;
    filter.show(ALL);
    target?.scrollIntoView();
  });
}
