import MiniSearch from 'minisearch';
import { loadScript, siteRoot } from './load-script.js';
import { unpackSearch, type PackedSearch, type SearchEntry } from './search-entries.js';

declare global {
  /** Set by `search.js`. */
  var sasakoSearch: PackedSearch | undefined;
}

const MOST_SHOWN = 12;

type Index = MiniSearch<SearchEntry>;

async function loadIndex(): Promise<Index> {
  await loadScript('search.js');
  const index = new MiniSearch<SearchEntry>({
    idField: 'href',
    fields: ['title', 'text', 'also'],
    storeFields: ['href', 'title', 'text'],
    // An id or a reason is one word, and is found by a part of it too.
    tokenize: (text) =>
      text.split(/[^\p{L}\p{N}^_-]+/u).flatMap((word) => [...new Set([word, ...word.split(/[_-]/)])]),
    searchOptions: {
      boost: { title: 3 },
      prefix: true,
      fuzzy: (term) => (term.length > 5 ? 0.15 : false),
      // One word may be split into several, of which each has to be there.
      tokenize: (text) => text.split(/[\s-]+/),
      combineWith: 'AND',
    },
  });
  if (globalThis.sasakoSearch) index.addAll(unpackSearch(globalThis.sasakoSearch));
  return index;
}

/** An id as it is written, from how one types it: `enc 3` is `ENC-003`. */
function asId(wanted: string): string {
  const [, series, topic, number] = /^(?:(bam|sui)[ -]?)?([a-z]{3})[ -]?(\d{1,3})$/i.exec(wanted) ?? [];
  if (!topic || !number) return wanted;
  return `${series ? `${series}-` : ''}${topic}-${number.padStart(3, '0')}`;
}

/** Finds what has all the words, those first that have them as they stand. */
function find(index: Index, wanted: string): SearchEntry[] {
  const phrase = asId(wanted);
  const has = (text: unknown): boolean => String(text).toLowerCase().includes(phrase.toLowerCase());
  const found = index.search(phrase, {
    boostDocument: (_, __, entry) => (has(entry?.['title']) ? 6 : has(entry?.['text']) ? 3 : 1),
  });
  return found.slice(0, MOST_SHOWN) as unknown as SearchEntry[];
}

/** A field that searches headings and requirements while one types; `/` goes to it. */
export function addSearch(tools: HTMLElement): void {
  const form = document.createElement('form');
  form.className = 'search';
  form.setAttribute('role', 'search');
  const field = document.createElement('input');
  field.type = 'search';
  field.placeholder = 'Search';
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-label', 'Search headings and requirements');
  field.setAttribute('aria-expanded', 'false');
  field.setAttribute('aria-controls', 'found');
  field.setAttribute('aria-autocomplete', 'list');
  field.autocomplete = 'off';
  const list = document.createElement('ul');
  list.id = 'found';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Found');
  list.hidden = true;
  form.append(field, list);
  tools.append(form);

  let index: Promise<Index> | undefined;
  let chosen = -1;
  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=option]')];
  const close = (): void => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };
  const choose = (at: number): void => {
    const all = options();
    if (all.length === 0) return;
    chosen = (at + all.length) % all.length;
    for (const [i, option] of all.entries()) option.setAttribute('aria-selected', String(i === chosen));
    field.setAttribute('aria-activedescendant', all[chosen]!.id);
    all[chosen]!.scrollIntoView({ block: 'nearest' });
  };
  const go = (href: string): void => {
    close();
    location.href = `${siteRoot()}${href}`;
  };
  const search = async (): Promise<void> => {
    const wanted = field.value.trim();
    if (wanted === '') {
      close();
      return;
    }
    let found: readonly SearchEntry[];
    try {
      found = find(await (index ??= loadIndex()), wanted);
    } catch {
      index = undefined;
      found = [];
    }
    // Somebody may have typed on meanwhile.
    if (field.value.trim() !== wanted) return;
    list.replaceChildren(
      ...found.map(({ href, title, text }, i) => {
        const option = document.createElement('li');
        option.id = `found-${i}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        const name = document.createElement('strong');
        name.textContent = title;
        const rest = document.createElement('span');
        rest.textContent = text;
        option.append(name, ' ', rest);
        // Before the field loses the focus, which closes the list.
        option.addEventListener('mousedown', (event) => event.preventDefault());
        option.addEventListener('click', () => go(href));
        option.dataset['href'] = href;
        return option;
      }),
    );
    if (found.length === 0) {
      const nothing = document.createElement('li');
      nothing.setAttribute('role', 'option');
      nothing.setAttribute('aria-disabled', 'true');
      nothing.textContent = 'Nothing found';
      list.append(nothing);
    }
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    choose(0);
  };
  field.addEventListener('focus', () => void (index ??= loadIndex()).catch(() => (index = undefined)));
  field.addEventListener('input', () => void search());
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else return;
    event.preventDefault();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const href = options()[chosen]?.dataset['href'];
    if (href !== undefined) go(href);
  });
  addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (
      event.key !== '/' ||
      event.ctrlKey ||
      event.metaKey ||
      /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
    )
      return;
    if (target.isContentEditable) return;
    event.preventDefault();
    field.focus();
  });
}
