import type { Nodes, Paragraph, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { exampleOf, type Example } from './example.js';
import {
  ID,
  KEYWORDS,
  MENTIONED_ID,
  PROFILES,
  type Keyword,
  type Problem,
  type Profile,
  type Requirement,
} from './requirement.js';

/** A requirement with the line of its file on which it begins. */
export interface LocatedRequirement extends Requirement {
  readonly line: number;
}

/** One file of the specification, read. */
export interface Chapter {
  /** The file's name, as in `06-entries.md`. */
  readonly file: string;
  readonly title: string;
  readonly requirements: readonly LocatedRequirement[];
  readonly examples: readonly Example[];
  /** Every id that the text names, its requirements' own included. */
  readonly mentions: readonly { id: string; line: number }[];
  /** What is wrong with this file by itself. */
  readonly problems: readonly Problem[];
}

/** Words in capitals that make a sentence normative (RFC 2119), whether the specification uses them or not. */
const NORMATIVE = /\b(?:(?:MUST|SHALL|SHOULD)(?: NOT)?|(?:NOT )?RECOMMENDED|MAY|REQUIRED|OPTIONAL)\b/g;

/** `**ID** (KEYWORD; profiles) sentence`, with the bold id taken off. */
const DECLARATION = /^\s*\(([^;()]*);([^()]*)\)([\s\S]*)$/;

/** The line below a requirement that says why nothing tests it. */
const UNTESTED = /\n[*_]Untested:[*_]\s*([\s\S]*)$/;

/**
 * Reads a chapter: a Markdown file whose first heading is its title.
 *
 * A requirement is a paragraph `**BAM-ENC-003** (MUST; bamboo, p2panda) A sentence.`, with a second line
 * `*Untested:* a reason.` where no vector can test it. Nothing throws; what is wrong is in `problems`.
 *
 * @param file its name, as in `06-entries.md`.
 */
export function parseChapter(file: string, source: string): Chapter {
  const reader = new ChapterReader(file, source);
  reader.read(fromMarkdown(source));
  return reader.chapter();
}

class ChapterReader {
  readonly #file: string;
  readonly #source: string;
  readonly #requirements: LocatedRequirement[] = [];
  readonly #examples: Example[] = [];
  readonly #problems: Problem[] = [];
  #title = '';
  #section = '';

  constructor(file: string, source: string) {
    this.#file = file;
    this.#source = source;
  }

  chapter(): Chapter {
    if (this.#title === '') this.#report(1, 'the chapter has no title: a heading of the first level');
    return {
      file: this.#file,
      title: this.#title,
      requirements: this.#requirements,
      examples: this.#examples,
      mentions: mentionsIn(this.#source),
      problems: this.#problems,
    };
  }

  read(root: Root): void {
    for (const node of root.children) this.#visit(node);
  }

  #visit(node: Nodes): void {
    switch (node.type) {
      case 'heading':
        this.#section = proseOf(node).trim();
        if (node.depth === 1 && this.#title === '') this.#title = this.#section;
        this.#findNormative(node);
        return;
      case 'code': {
        const example = exampleOf(node, this.#file);
        if (example !== undefined && 'message' in example) this.#problems.push(example);
        else if (example !== undefined) this.#examples.push(example);
        return;
      }
      case 'paragraph':
        if (startsWithId(node)) this.#readRequirement(node);
        else this.#findNormative(node);
        return;
      default:
        if ('children' in node) for (const child of node.children) this.#visit(child);
    }
  }

  #readRequirement(node: Paragraph): void {
    const strong = node.children[0]!;
    const line = lineOf(node);
    const id = slice(strong, this.#source).slice(2, -2);
    if (!ID.test(id)) this.#report(line, `${id} is not an id, such as BAM-ENC-003`);

    const raw = slice(node, this.#source).slice(slice(strong, this.#source).length);
    const declaration = DECLARATION.exec(raw);
    if (declaration === null) {
      this.#report(line, `${id} does not go on with "(KEYWORD; profiles)"`);
      return;
    }
    const [, declared = '', list = '', rest = ''] = declaration;
    const keyword = KEYWORDS.find((known) => known === declared.trim());
    if (keyword === undefined) {
      this.#report(line, `${id} has the keyword "${declared}"; there are ${KEYWORDS.join(', ')}`);
      return;
    }
    const untested = UNTESTED.exec(rest);
    const text = oneLine(untested === null ? rest : rest.slice(0, untested.index));
    const reason = untested === null ? undefined : oneLine(untested[1]!);
    this.#checkSentence(line, id, keyword, text, reason);
    this.#requirements.push({
      id,
      keyword,
      profiles: this.#profiles(line, id, list),
      chapter: this.#file.replace(/\.md$/, ''),
      section: this.#section,
      anchor: id.toLowerCase(),
      text,
      ...(reason === undefined ? {} : { untested: reason }),
      line,
    });
  }

  #profiles(line: number, id: string, list: string): Profile[] {
    const names = list.split(',').map((name) => name.trim());
    const known = PROFILES.filter((profile) => names.includes(profile));
    if (known.length !== names.length || names.length === 0) {
      this.#report(line, `${id} holds for the profiles "${list.trim()}"; there are ${PROFILES.join(', ')}`);
    }
    return known;
  }

  #checkSentence(line: number, id: string, keyword: Keyword, text: string, reason: string | undefined): void {
    if (text === '') {
      this.#report(line, `${id} has no text`);
      return;
    }
    if (text.includes('Untested:')) this.#report(line, `${id}: "Untested:" belongs on a line of its own`);
    const found = text.replace(/`[^`]*`/g, '').match(NORMATIVE) ?? [];
    if (found.length === 0) this.#report(line, `${id} is declared ${keyword}, and its text has no keyword`);
    else if (found.length > 1)
      this.#report(line, `${id} has more than one keyword: ${found.join(', ')}; split it`);
    else if (found[0] !== keyword)
      this.#report(line, `${id} is declared ${keyword}, and its text says ${found[0]!}`);
    if (reason === undefined) return;
    if (reason === '') this.#report(line, `${id} is untested without a reason`);
    for (const word of reason.replace(/`[^`]*`/g, '').match(NORMATIVE) ?? []) {
      this.#report(line, `${id} has the keyword ${word} in the reason why it is untested`);
    }
  }

  /** A keyword outside a requirement makes a sentence normative that nobody can refer to. */
  #findNormative(node: Nodes): void {
    const text = proseOf(node);
    for (const match of text.matchAll(NORMATIVE)) {
      const line = lineOf(node) + text.slice(0, match.index).split('\n').length - 1;
      this.#report(
        line,
        `"${match[0]}" in a sentence that is not a requirement: give it an id, or say it otherwise`,
      );
    }
  }

  #report(line: number, message: string): void {
    this.#problems.push({ where: `${this.#file}:${line}`, message });
  }
}

function startsWithId(node: Paragraph): boolean {
  const [first] = node.children;
  if (first?.type !== 'strong') return false;
  const [word] = first.children;
  return word?.type === 'text' && /^(?:BAM|PAN|SUI)-/.test(word.value);
}

/** What a node says in words: its text without code. */
function proseOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(proseOf).join('') : ' ';
}

function slice(node: Nodes, source: string): string {
  return source.slice(node.position!.start.offset, node.position!.end.offset);
}

function lineOf(node: Nodes): number {
  return node.position!.start.line;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function mentionsIn(source: string): { id: string; line: number }[] {
  return source
    .split('\n')
    .flatMap((text, index) => (text.match(MENTIONED_ID) ?? []).map((id) => ({ id, line: index + 1 })));
}
