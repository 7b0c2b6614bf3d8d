import compact from 'json-stringify-pretty-compact';
import { html, type Html } from '../../html/html.js';
import type { Chapter } from '../chapter.js';
import type { Page } from './frame.js';
import type { Heading, Markdown, RenderedText, TextContext } from './markdown.js';
import { requirementBlock, type Mention } from './requirement-block.js';
import type { RequirementState } from './requirement-states.js';
import { chapterPath, REQUIREMENTS, WHOLE } from './site-map.js';

/** A chapter with its text. */
export interface ChapterText {
  readonly chapter: Chapter;
  readonly source: string;
}

/** What all texts of the site need. */
export interface Texts {
  readonly markdown: Markdown;
  readonly chapters: readonly ChapterText[];
  /** By id. */
  readonly states: ReadonlyMap<string, RequirementState>;
  /** Where the API's documentation names a requirement, by its id. */
  readonly mentions: ReadonlyMap<string, readonly Mention[]>;
  readonly picture: (name: string) => Html;
}

/** A link of the text that leads nowhere. */
export class BrokenLinkError extends Error {
  override readonly name = 'BrokenLinkError';
}

/** The chapter's name within a page that has them all. */
const nameOf = (file: string): string => chapterPath(file).replace(/\.html$/, '');

/** Where a link of the text leads, within the site. */
export interface ChapterLink {
  /** The chapter's file. */
  readonly file: string;
  /** The heading or the requirement; '' for the whole. */
  readonly anchor: string;
}

/**
 * The chapter that a link leads to, from one of the chapters or from a text in a folder below them; `undefined` for a link
 * that leaves the site, or stays in the text.
 *
 * @throws {BrokenLinkError} where there is no such chapter
 */
export function chapterLink(
  from: string,
  target: string,
  chapters: readonly ChapterText[],
): ChapterLink | undefined {
  if (/^(?:https?:|#)/.test(target)) return undefined;
  const [path = '', anchor = ''] = target.replace(/^\.\.\//, '').split('#');
  const found = chapters.find(({ chapter }) => chapter.file === path);
  if (!found) throw new BrokenLinkError(`${from} links to ${target}, which is no chapter`);
  return { file: path, anchor };
}

/** The address of a link of the text, from a page of its own. */
export function resolveLink(
  from: string,
  target: string,
  root: string,
  chapters: readonly ChapterText[],
): string {
  const link = chapterLink(from, target, chapters);
  if (!link) return target;
  return `${root}${chapterPath(link.file)}${link.anchor === '' ? '' : `#${link.anchor}`}`;
}

/** Where a requirement stands in its chapter, relative to the site's root. */
export function requirementPath({ requirement }: RequirementState): string {
  return `${chapterPath(`${requirement.chapter}.md`)}#${requirement.anchor}`;
}

function stateOf(id: string, { states }: Texts): RequirementState {
  const state = states.get(id);
  if (!state) throw new BrokenLinkError(`there is no requirement ${id}`);
  return state;
}

/** How an example is shown: its name and operation, and its JSON, which the page can run. */
function exampleFigure(chapter: Chapter, words: readonly string[], markdown: Markdown): Html | undefined {
  const slug = words.find((word) => word.startsWith('example='))?.slice('example='.length);
  const example = chapter.examples.find((one) => one.slug === slug);
  if (!example) return undefined;
  const { op, profile, input, expect } = example;
  // As long as lines of the column are, at most: an id with its name, within lists of objects, is not broken.
  const json = compact({ ...(profile && { profile }), op, input, expect }, { maxLength: 88 });
  // A long input scrolls, and what is expected stays in sight.
  const second = json.split('\n').findIndex((line) => line.startsWith('  "expect":'));
  return html`<figure class="example" id="example-${example.slug}">
    <figcaption>
      <a class="name" href="#example-${example.slug}">${example.slug}</a>
      <code>${op}</code> ${profile && html`<span class="profile">${profile}</span>`}
    </figcaption>
    ${markdown.code(json, 'json', { second: second < 0 ? undefined : second })}
  </figure> `;
}

function render(
  text: ChapterText,
  texts: Texts,
  context: Pick<TextContext, 'prefix' | 'resolve' | 'requirementHref'>,
  isWhole = true,
): RenderedText {
  const { chapter, source } = text;
  const { markdown, mentions, picture } = texts;
  const base: TextContext = { ...context, picture, requirementAt: () => undefined };
  return markdown.render(source, {
    ...base,
    fence: (words) => exampleFigure(chapter, words, markdown),
    requirementAt(line) {
      const located = chapter.requirements.find((one) => one.line === line);
      if (!located) return undefined;
      const state = stateOf(located.id, texts);
      return requirementBlock(state, {
        root: '',
        text: markdown.inline(located.text, base),
        untested: located.untested === undefined ? undefined : markdown.inline(located.untested, base),
        ...(isWhole
          ? { mentions: mentions.get(located.id) ?? [] }
          : { isTextAlone: true, chapter: { href: requirementPath(state) } }),
      });
    },
  });
}

/** The first paragraph, for those who see no more than that. */
function firstSentence(source: string): string {
  const paragraph = source.split('\n\n').find((part) => /^[A-Z]/.test(part)) ?? '';
  return paragraph.replace(/[_*`[\]]|\([^)]*\.md\)/g, '').split(/(?<=\.)\s/)[0]!;
}

/** A page a chapter. */
export function chapterPages(texts: Texts): Page[] {
  return texts.chapters.map((text): Page => {
    const { chapter, source } = text;
    const { body, headings } = render(text, texts, {
      prefix: '',
      resolve: (target) => resolveLink(chapter.file, target, '', texts.chapters),
      requirementHref: (id) => {
        const state = stateOf(id, texts);
        const isHere = `${state.requirement.chapter}.md` === chapter.file;
        return isHere ? `#${state.requirement.anchor}` : requirementPath(state);
      },
    });
    return {
      path: chapterPath(chapter.file),
      title: chapter.title,
      description: firstSentence(source),
      body,
      headings,
    };
  });
}

/** All chapters on one page: for searching, and for paper. Who keeps to a requirement stands in its chapter alone. */
export function wholePage(texts: Texts): Page {
  const headings: Heading[] = [];
  const parts = texts.chapters.map((text) => {
    const own = nameOf(text.chapter.file);
    const rendered = render(
      text,
      texts,
      {
        prefix: `${own}-`,
        resolve: (target) => {
          if (target.startsWith('#')) return `#${own}-${target.slice(1)}`;
          const link = chapterLink(text.chapter.file, target, texts.chapters);
          if (!link) return target;
          return `#${nameOf(link.file)}${link.anchor === '' ? '' : `-${link.anchor}`}`;
        },
        requirementHref: (id) => `#${stateOf(id, texts).requirement.anchor}`,
      },
      false,
    );
    headings.push({ level: 2, id: own, text: text.chapter.title });
    return html`<div class="chapter" id="${own}">${rendered.body}</div>`;
  });
  return {
    path: WHOLE.path,
    title: WHOLE.title,
    description: 'The whole specification on one page.',
    body: html`${parts}`,
    headings,
  };
}

/** Every requirement, in the order of the text. */
export function requirementsPage(texts: Texts): Page {
  const { markdown, chapters, states } = texts;
  const context = (file: string): TextContext => ({
    prefix: '',
    resolve: (target) => resolveLink(file, target, '', chapters),
    requirementHref: (id) => `#${stateOf(id, texts).requirement.anchor}`,
    requirementAt: () => undefined,
  });
  const all = [...states.values()];
  const untested = all.filter(({ requirement }) => requirement.untested !== undefined).length;
  const headings: Heading[] = [];
  const sections = chapters
    .filter(({ chapter }) => chapter.requirements.length > 0)
    .map(({ chapter }) => {
      const id = nameOf(chapter.file);
      headings.push({ level: 2, id, text: chapter.title });
      const blocks = chapter.requirements.map((located) => {
        const state = stateOf(located.id, texts);
        return requirementBlock(state, {
          root: '',
          text: markdown.inline(located.text, context(chapter.file)),
          untested:
            located.untested === undefined
              ? undefined
              : markdown.inline(located.untested, context(chapter.file)),
          chapter: { href: requirementPath(state), title: located.section },
        });
      });
      return html`<h2 id="${id}">
          <a class="anchor" href="${chapterPath(chapter.file)}">${chapter.title}</a>
        </h2>
        ${blocks}`;
    });
  return {
    ...REQUIREMENTS,
    description: `The ${all.length} requirements of the specification, who tests them and who keeps to them.`,
    body: html`<h1>All requirements</h1>
      <p>
        There are ${all.length}: ${all.length - untested} tested by vectors, and ${untested} that say why no
        vector can test them. <span aria-hidden="true">✓</span> passes all vectors,
        <span aria-hidden="true">✗</span> fails some, <span aria-hidden="true">?</span> rejects for another
        reason, <span aria-hidden="true">–</span> doesn't have the operation. The link beside the profiles
        leads to the requirement in its chapter, which names what of the API is about it.
      </p>
      ${sections}`,
    headings,
  };
}
