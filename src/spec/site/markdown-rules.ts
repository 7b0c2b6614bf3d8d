import type { MarkdownIt, Token } from 'markdown-it';
import container from 'markdown-it-container';
import { ID } from '../requirement.js';
import type { Environment } from './markdown.js';

const contextOf = (env: unknown) => (env as Environment).context;

/** Puts a requirement's block where its paragraph stands. */
export function addRequirements(engine: MarkdownIt): void {
  engine.core.ruler.after('block', 'requirements', ({ tokens, env, Token }) => {
    for (let i = 0; i < tokens.length; i++) {
      const { type, map, level } = tokens[i]!;
      if (type !== 'paragraph_open' || level !== 0 || !map) continue;
      const block = contextOf(env).requirementAt(map[0] + 1);
      if (block === undefined) continue;
      const token = new Token('html_block', '', 0);
      token.content = block.text;
      tokens.splice(i, 3, token);
    }
  });
}

/** Sends links of the text to where their targets stand on the site. */
export function resolveLinks(engine: MarkdownIt): void {
  engine.core.ruler.after('inline', 'resolve-links', ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type !== 'link_open') continue;
      token.attrSet('href', contextOf(env).resolve(String(token.attrGet('href') ?? '')));
    }
  });
}

const IDS = new RegExp(`(${ID.source.slice(1, -1)})`);

/** Makes links of the ids of requirements, but for those within links. */
export function linkRequirements(engine: MarkdownIt): void {
  engine.core.ruler.after('resolve-links', 'link-requirements', ({ tokens, env, Token }) => {
    const linked = (token: Token): Token[] => {
      const make = (type: string, nesting: -1 | 0 | 1, content = '') => {
        const made = new Token(type, nesting === 0 ? '' : 'a', nesting);
        made.content = content;
        return made;
      };
      return token.content.split(IDS).flatMap((part, i) => {
        if (i % 2 === 0) return part === '' ? [] : [make('text', 0, part)];
        const open = make('link_open', 1);
        open.attrSet('class', 'id');
        open.attrSet('href', contextOf(env).requirementHref(part));
        return [open, make('text', 0, part), make('link_close', -1)];
      });
    };
    for (const block of tokens) {
      if (!block.children?.some(({ type, content }) => type === 'text' && IDS.test(content))) continue;
      let depth = 0;
      block.children = block.children.flatMap((token) => {
        if (token.type === 'link_open' || token.type === 'link_close') depth += token.nesting;
        return token.type === 'text' && depth === 0 ? linked(token) : [token];
      });
    }
  });
}

/** Sets the paragraphs marked **Decision** apart. */
export function markDecisions(engine: MarkdownIt): void {
  engine.core.ruler.push('decisions', ({ tokens }) => {
    for (const [i, token] of tokens.entries()) {
      if (token.type !== 'blockquote_open') continue;
      if (tokens[i + 2]?.content.startsWith('**Decision.**')) token.attrJoin('class', 'decision');
    }
  });
}

/** `::: picture name` … `:::` gives the picture in place of what stands between. */
export function addPictures(engine: MarkdownIt): void {
  engine.use(container, 'picture');
  engine.core.ruler.after('block', 'pictures', ({ tokens, env, Token }) => {
    for (let i = 0; i < tokens.length; i++) {
      if (tokens[i]!.type !== 'container_picture_open') continue;
      const name = tokens[i]!.info.trim().split(/\s+/)[1] ?? '';
      const context = contextOf(env);
      if (!context.picture) throw new Error(`there is no picture "${name}" here`);
      const end = tokens.findIndex(({ type }, j) => j > i && type === 'container_picture_close');
      const token = new Token('html_block', '', 0);
      token.content = context.picture(name).text;
      tokens.splice(i, end - i + 1, token);
    }
  });
}
