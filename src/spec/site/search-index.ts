import { jsonForScript } from '../../html/html.js';
import { API_KINDS, type ApiFolder, type PackedSearch } from '../browser/site/search-entries.js';
import { chapterPath } from './site-map.js';
import type { Page } from './frame.js';
import type { RequirementState } from './requirement-states.js';

/** Markdown without its marks; the underscores of a reason stay. */
const plain = (text: string): string =>
  text.replace(/[*`]/g, '').replace(/(^|[^\w])_([^_]+)_(?![\w])/g, '$1$2');

/** The values of a map of lists, to which a value is added under a key. */
function add<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The names of the API, by the pages that the reference has for them. */
function apiNames(reference: readonly string[]): PackedSearch['api'] {
  const lists = new Map<string, string[]>();
  for (const path of reference) {
    const [, folder, module, name] = /^api\/(\w+)\/(\w+)\.(\w+)\.html$/.exec(path) ?? [];
    if (folder !== undefined && folder in API_KINDS) add(lists, `${folder} ${module!}`, name!);
  }
  return [...lists].map(([key, names]) => {
    const [folder, module] = key.split(' ') as [ApiFolder, string];
    return [folder, module, names];
  });
}

/** The script that says what can be found: pages, their headings, requirements, and the API. */
export function searchScript(
  pages: readonly Page[],
  states: Iterable<RequirementState>,
  reference: readonly string[],
): string {
  const requirements = new Map<string, [string, string][]>();
  for (const { requirement } of states) {
    const { chapter, id, text } = requirement;
    add(requirements, chapterPath(`${chapter}.md`), [id, plain(text)]);
  }
  const packed: PackedSearch = {
    requirements: [...requirements],
    pages: pages.map(({ path, title, description, headings = [] }) => [
      path,
      title,
      description,
      headings.filter(({ level }) => level > 1).map(({ id, text }) => [id, text]),
    ]),
    api: apiNames(reference),
  };
  return `globalThis.sasakoSearch=${jsonForScript(packed).text};\n`;
}
