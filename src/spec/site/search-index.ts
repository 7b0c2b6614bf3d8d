import { jsonForScript } from '../../html/html.js';
import type { SearchEntry } from '../browser/site/search.js';
import type { Page } from './frame.js';
import { requirementPath } from './chapters.js';
import type { RequirementState } from './requirement-states.js';

/** The script that says what can be found: pages, their headings, and requirements. */
export function searchScript(pages: readonly Page[], states: Iterable<RequirementState>): string {
  const headings = pages.flatMap(({ path, title, headings = [] }): SearchEntry[] => [
    { href: path, title, text: '' },
    ...headings
      .filter(({ level }) => level > 1)
      .map(({ id, text }) => ({ href: `${path}#${id}`, title: text, text: title })),
  ]);
  const requirements = [...states].map((state): SearchEntry => {
    const { id, text } = state.requirement;
    return { href: requirementPath(state), title: id, text: text.replace(/[*_`]/g, '') };
  });
  return `globalThis.sasakoSearch = ${jsonForScript([...requirements, ...headings]).text};\n`;
}
