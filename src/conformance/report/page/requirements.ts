import { readFileSync } from 'node:fs';
import { html, type Html } from '../../../html/html.js';

/** A requirement of the specification, as far as a report shows it. */
export interface Requirement {
  id: string;
  /** As in `06-entries`. */
  chapter: string;
  text: string;
  /** Why no vector tests it. */
  untested?: string;
}

/** Reads the requirements that come with the package, in the order of the text. Found from `src/` and from `dist/` alike. */
export function loadRequirements(): Requirement[] {
  const file = new URL('../../../../spec/requirements.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { requirements: Requirement[] }).requirements;
}

/** The title of a chapter from the name of its file: `Keys and signatures` of `05-keys-and-signatures`. */
export function chapterTitle(chapter: string): string {
  const words = chapter.replace(/^\d+-/, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A sentence of the specification: what stands between backticks is code, and there is no other markup. */
export function sentenceHtml(text: string): Html {
  return html`${text.split('`').map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
