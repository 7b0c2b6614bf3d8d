import { html, markup, onOneLine, type Html } from '../../html/html.js';
import { MARK } from './mark.js';
import type { Heading } from './markdown.js';
import type { PageLink, Part } from './site-map.js';

/** A page without its frame. */
export interface Page {
  /** Relative to the site's root, as in `vectors/log.html`. */
  readonly path: string;
  readonly title: string;
  /** For search engines and previews. */
  readonly description: string;
  readonly body: Html;
  /** What the contents show below the page's own line. */
  readonly headings?: readonly Heading[];
  /** Whether it needs what runs the core in a page. */
  readonly needsLab?: boolean;
  /** Whether it is wider than text should be. */
  readonly isWide?: boolean;
}

/** What all pages of a site share. */
export interface Site {
  readonly version: string;
  readonly parts: readonly Part[];
}

/** The way from a page to the site's root: '' or '../'. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}

function contentsOf({ path, headings = [] }: Page, parts: readonly Part[], root: string): Html {
  const sections = headings.filter(({ level }) => level === 2);
  const line = (link: PageLink): Html => {
    const isHere = link.path === path;
    return html`<li>
      <a href="${root}${link.path}" ${isHere && markup('aria-current="page"')}>${link.title}</a>
      ${
        isHere &&
        sections.length > 1 &&
        html`<ol class="sections">
          ${sections.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}
        </ol>`
      }
    </li>`;
  };
  return onOneLine(
    html`<nav class="contents" aria-label="Contents">
      <details>
        <summary>Contents</summary>
        ${parts.map(
          ({ title, pages }) =>
            html`<h2>${title}</h2>
              <ol>
                ${pages.map(line)}
              </ol>`,
        )}
      </details>
    </nav>`,
  );
}

function neighbours({ path }: Page, parts: readonly Part[], root: string): Html {
  const pages = parts.find((part) => part.pages.some((page) => page.path === path))?.pages ?? [];
  const at = pages.findIndex((page) => page.path === path);
  const [previous, next] = [pages[at - 1], pages[at + 1]];
  if (at < 0 || (!previous && !next)) return html``;
  return html`<nav class="neighbours" aria-label="Previous and next">
    ${previous && html`<a rel="prev" href="${root}${previous.path}"><span>Previous</span> ${previous.title}</a>`}
    ${next && html`<a rel="next" href="${root}${next.path}"><span>Next</span> ${next.title}</a>`}
  </nav>`;
}

/** A whole page: head, contents at the side, what it has to say, and the way on. */
export function framed(page: Page, { version, parts }: Site): string {
  const { path, title, description, body, needsLab, isWide } = page;
  const root = rootOf(path);
  const whole = title === 'sasako' ? title : `${title} · sasako`;
  return html`<!doctype html>
    <html lang="en" data-root="${root}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${whole}</title>
        <meta name="description" content="${description}" />
        <link rel="icon" href="${root}icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${root}style.css" />
        <script src="${root}site.js"></script>
        ${needsLab && html`<script src="${root}lab.js" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the text</a>
        <header class="top">
          <a class="home" href="${root}index.html">${MARK} <span>sasako</span></a>
          <div class="tools"></div>
        </header>
        <div class="columns">
          ${contentsOf(page, parts, root)}
          <main id="main" ${isWide && markup('class="wide"')}>${body} ${neighbours(page, parts, root)}</main>
        </div>
        <footer class="bottom">
          sasako ${version}. Specification, vectors and code under the MIT licence.
        </footer>
      </body>
    </html> `.text;
}
