import { posix } from 'node:path';
import { Parser } from 'htmlparser2';

/** A file of the site. */
export interface SiteFile {
  /** Relative to the site's root. */
  readonly path: string;
  readonly content: string;
}

/** What a page defines, and what it leads to. */
interface Links {
  readonly ids: Set<string>;
  readonly targets: string[];
  readonly repeated: string[];
}

function linksOf(content: string): Links {
  const ids = new Set<string>();
  const targets: string[] = [];
  const repeated: string[] = [];
  const parser = new Parser({
    onopentag(_name, { id, href, src }) {
      if (id !== undefined && ids.has(id)) repeated.push(id);
      if (id !== undefined) ids.add(id);
      for (const target of [href, src]) if (target !== undefined) targets.push(target);
    },
  });
  parser.end(content);
  return { ids, targets, repeated };
}

/**
 * The links of a site's pages that lead nowhere, as sentences, and ids that stand twice on a page.
 *
 * @param files all of the site
 * @param isState whether an anchor of a page is read by the page itself, and needs no element
 */
export function brokenLinks(
  files: readonly SiteFile[],
  isState: (path: string, anchor: string) => boolean,
): string[] {
  const pages = new Map(
    files.filter(({ path }) => path.endsWith('.html')).map(({ path, content }) => [path, linksOf(content)]),
  );
  const paths = new Set(files.map(({ path }) => path));
  const problems: string[] = [];
  for (const [path, { targets, repeated }] of pages) {
    problems.push(...repeated.map((id) => `${path} has the id ${id} twice`));
    for (const target of targets) {
      if (/^(?:https?|mailto|data|javascript):/.test(target)) continue;
      const [way = '', anchor] = target.split('#');
      const file = way.split('?')[0]!;
      const reached = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), decodeURI(file)));
      if (!paths.has(reached)) problems.push(`${path} leads to ${target}, and there is no ${reached}`);
      else if (anchor !== undefined && anchor !== '' && pages.has(reached)) {
        if (pages.get(reached)!.ids.has(decodeURIComponent(anchor)) || isState(reached, anchor)) continue;
        problems.push(`${path} leads to ${target}, and ${reached} has no such place`);
      }
    }
  }
  return [...new Set(problems)];
}
