import MarkdownIt, { type Env } from 'markdown-it';
import anchors from 'markdown-it-anchor';
import footnotes from 'markdown-it-footnote';
import { html, markup, type Html } from '../../html/html.js';
import type { Highlighter } from './highlight.js';
import {
  addPictures,
  addRequirements,
  linkRequirements,
  markDecisions,
  resolveLinks,
} from './markdown-rules.js';

/** A heading of a page, for the contents and the search. */
export interface Heading {
  readonly level: number;
  /** Its anchor. */
  readonly id: string;
  readonly text: string;
}

/** What a text asks of the page that it is rendered for. */
export interface TextContext {
  /** Put before the anchors of headings, where several texts stand on one page. */
  readonly prefix: string;
  /** The address that a link of the text leads to. */
  resolve(target: string): string;
  /** The address of a requirement. */
  requirementHref(id: string): string;
  /** The block for the requirement that begins on a line, counted from 1; `undefined` where none does. */
  requirementAt(line: number): Html | undefined;
  /**
   * What stands for a fenced block; `undefined` for the code itself.
   *
   * @param words what follows the language
   */
  fence?(words: readonly string[]): Html | undefined;
  /** @throws {Error} where there is no picture of this name */
  picture?(name: string): Html;
}

/** A text as HTML. */
export interface RenderedText {
  readonly body: Html;
  readonly headings: readonly Heading[];
}

/** What the rules get to see of the text that is rendered. */
export interface Environment extends Env {
  readonly context: TextContext;
  readonly headings: Heading[];
}

/** An anchor out of a heading. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * Markdown for the site: anchors at headings, footnotes, coloured code, requirements as blocks and their ids as links, and
 * pictures (`::: picture name`, around what stands for it where nobody draws).
 */
export class Markdown {
  readonly #engine: InstanceType<typeof MarkdownIt>;
  readonly #highlighter: Highlighter;

  constructor(highlighter: Highlighter) {
    const engine = new MarkdownIt({ html: false });
    engine.use(footnotes);
    engine.use(addRequirements);
    engine.use(resolveLinks);
    engine.use(linkRequirements);
    engine.use(markDecisions);
    engine.use(addPictures);
    engine.use(anchors, {
      level: [1, 2, 3, 4],
      tabIndex: false,
      slugifyWithState: (text, { env }) => `${(env as Environment).context.prefix}${slugOf(text)}`,
      permalink: anchors.permalink.headerLink({ class: 'anchor' }),
      callback(token, { slug, title }) {
        token.meta = { id: slug, text: title };
      },
    });
    engine.core.ruler.push('headings', ({ tokens, env }) => {
      for (const { type, tag, meta } of tokens) {
        if (type !== 'heading_open') continue;
        const { id, text } = meta as Omit<Heading, 'level'>;
        (env as Environment).headings.push({ level: Number(tag.slice(1)), id, text });
      }
    });
    const { rules } = engine.renderer;
    rules.fence = (tokens, index, _options, env) => {
      const { info, content } = tokens[index]!;
      const [language = '', ...words] = info.trim().split(/\s+/);
      const { context } = env as Environment;
      const file = words.find((word) => word.startsWith('file='))?.slice('file='.length);
      return (context.fence?.(words) ?? this.code(content, language, { file })).text;
    };
    rules.table_open = () => '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
    rules.table_close = () => '</table></div>\n';
    this.#engine = engine;
    this.#highlighter = highlighter;
  }

  /** Renders a whole text. */
  render(source: string, context: TextContext): RenderedText {
    const headings: Heading[] = [];
    const body = markup(this.#engine.render(source, { context, headings } satisfies Environment));
    return { body, headings };
  }

  /**
   * A block of code, coloured.
   *
   * @param file what it is to be called, where it is a file
   * @param second the line from which on it is a second part; see {@link Highlighter}
   */
  code(
    code: string,
    language: string,
    { file, second }: { readonly file?: string | undefined; readonly second?: number | undefined } = {},
  ): Html {
    const name = file === undefined ? '' : html`<p class="file">${file}</p>`.text;
    return markup(`<div class="code">${name}${this.#highlighter.highlight(code, language, second)}</div>\n`);
  }

  /** Renders a sentence, without a paragraph around it. */
  inline(source: string, context: TextContext): Html {
    return markup(this.#engine.renderInline(source, { context, headings: [] } satisfies Environment));
  }
}
