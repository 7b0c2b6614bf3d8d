import { readFileSync } from 'node:fs';
import type { Page } from './frame.js';
import type { TextContext } from './markdown.js';
import { requirementPath, resolveLink, BrokenLinkError, type Texts } from './chapters.js';
import { GUIDES, guidePath } from './site-map.js';

const isGuide = (file: string): boolean => GUIDES.some((guide) => guide === file);

/** The how-to pages, from `spec/guides/`. @param repository where the sources stand */
export function guidePages(texts: Texts, repository: URL): Page[] {
  return GUIDES.map((file): Page => {
    const name = `guides/${file}`;
    const source = readFileSync(new URL(`spec/${name}`, repository), 'utf8');
    const context: TextContext = {
      prefix: '',
      resolve: (target) => {
        const [path = '', anchor] = target.split('#');
        if (!isGuide(path)) return resolveLink(name, target, '../', texts.chapters);
        return `../${guidePath(path)}${anchor === undefined ? '' : `#${anchor}`}`;
      },
      requirementHref: (id) => {
        const state = texts.states.get(id);
        if (!state) throw new BrokenLinkError(`${name} names ${id}, which does not exist`);
        return `../${requirementPath(state)}`;
      },
      requirementAt: () => undefined,
      picture: texts.picture,
    };
    const { body, headings } = texts.markdown.render(source, context);
    const title = headings.find(({ level }) => level === 1)?.text;
    if (title === undefined) throw new Error(`${name} has no title`);
    const paragraph = source.split('\n\n')[1] ?? '';
    return {
      path: guidePath(file),
      title,
      description: paragraph.replace(/[_*`[\]]|\([^)]*\)/g, '').replace(/\s+/g, ' '),
      body,
      headings,
    };
  });
}
