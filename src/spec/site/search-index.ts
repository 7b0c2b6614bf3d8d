import { jsonForScript } from '../../html/html.js';
import type { SearchEntry } from '../browser/site/search.js';
import type { Page } from './frame.js';
import { requirementPath } from './chapters.js';
import type { RequirementState } from './requirement-states.js';

/** Markdown without its marks; the underscores of a reason stay. */
const plain = (text: string): string =>
  text.replace(/[*`]/g, '').replace(/(^|[^\w])_([^_]+)_(?![\w])/g, '$1$2');

/** The names of the API, by the pages that the reference has for them. */
function apiEntries(reference: readonly string[]): SearchEntry[] {
  return reference.flatMap((path) => {
    const [, kind, module, name] =
      /^api\/(class|function|interface|type|variable)e?s\/(\w+)\.(\w+)\.html$/.exec(path) ?? [];
    if (!kind || !module || !name) return [];
    return [{ href: path, title: name, text: `API: ${kind} of ${module.replace('_', '/')}` }];
  });
}

/** The script that says what can be found: pages, their headings, requirements, and the API. */
export function searchScript(
  pages: readonly Page[],
  states: Iterable<RequirementState>,
  reference: readonly string[],
): string {
  const headings = pages.flatMap(({ path, title, description, headings = [] }): SearchEntry[] => [
    { href: path, title, text: description, also: path.replace(/\.html$/, '').replaceAll(/[/-]/g, ' ') },
    ...headings
      .filter(({ level }) => level > 1)
      .map(({ id, text }) => ({ href: `${path}#${id}`, title: text, text: title })),
  ]);
  const requirements = [...states].map((state): SearchEntry => {
    const { id, text } = state.requirement;
    return { href: requirementPath(state), title: id, text: plain(text) };
  });
  return `globalThis.sasakoSearch = ${jsonForScript([...requirements, ...headings, ...apiEntries(reference)]).text};\n`;
}
