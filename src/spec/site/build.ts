import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { suiteVersion, type Report, type Vector } from '../../conformance/index.js';
import { html, type Html } from '../../html/html.js';
import { readSpecification, REPOSITORY } from '../specification.js';
import { staleExamples } from '../stale-examples.js';
import { writeApiReference } from './api/index.js';
import { brokenLinks, type SiteFile } from './broken-links.js';
import { chapterPages, requirementsPage, wholePage, type ChapterText } from './chapters.js';
import { framed, type Page, type Site } from './frame.js';
import { guidePages } from './guides.js';
import { loadHighlighter, PLAIN } from './highlight.js';
import { homePage } from './home.js';
import { MARK } from './mark.js';
import { Markdown } from './markdown.js';
import { minifiedPage } from './minify.js';
import { picture } from './pictures/index.js';
import { requirementStates } from './requirement-states.js';
import { bundleScripts, bundleStyles } from './scripts.js';
import { searchScript } from './search-index.js';
import {
  API,
  BENCHMARK,
  contents,
  DOCUMENTS,
  EXPLORER,
  INSPECTOR,
  REPORT,
  REQUIREMENTS,
  WHOLE,
} from './site-map.js';
import { vectorDataFiles, vectorPages } from './vectors/index.js';
import { workbenchPages } from './workbench.js';

/** What a site is built from, besides the repository. */
export interface SiteSources {
  readonly vectors: readonly Vector[];
  /** A run of all of them. */
  readonly report: Report;
  /** Pages that others draw, by their path. */
  readonly drawn: readonly SiteFile[];
  /** Where to write it. */
  readonly out: string;
  /** Told what is being done. */
  readonly onStep?: (step: string) => void;
}

/** Why a site isn't built: everything that is wrong, a line each. */
export class SiteError extends Error {
  override readonly name = 'SiteError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

function readChapters(): { texts: ChapterText[]; specification: ReturnType<typeof readSpecification> } {
  const specification = readSpecification();
  const problems = [...specification.problems, ...staleExamples(specification.chapters)];
  if (problems.length > 0) throw new SiteError(problems.map(({ where, message }) => `${where}: ${message}`));
  const texts = specification.chapters.map((chapter) => ({
    chapter,
    source: readFileSync(new URL(`spec/${chapter.file}`, REPOSITORY), 'utf8'),
  }));
  return { texts, specification };
}

/** Pages that have a frame of their own. */
const ELSEWHERE: readonly Page[] = [
  { ...REPORT, description: 'Who passes and who fails what: a run of all vectors.' },
  { ...BENCHMARK, description: 'How fast it is, and against what.' },
  { ...API, description: 'Every function, class and type of the library.' },
].map((page) => ({ ...page, body: html`` }));

/** Chapters are the headings of the list of requirements, and are found as chapters. */
const withoutRepeated = (page: Page): Page =>
  page.path === REQUIREMENTS.path ? { ...page, headings: [] } : page;

/** What stands in a folder of the site already. */
function filesIn(site: string, folder: string): SiteFile[] {
  return readdirSync(join(site, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .map((file) => ({
      path: relative(site, file).replaceAll(sep, '/'),
      content: readFileSync(file, 'utf8'),
    }));
}

/** Which anchors the pages read by themselves. */
function stateReader(vectors: readonly Vector[]) {
  const ids = new Map(vectors.map(({ id, subject }) => [id, `vectors/${subject}.html`]));
  return (path: string, anchor: string): boolean => {
    // The reference's own script puts its icons into the page.
    if (path.startsWith('api/') && anchor.startsWith('icon-')) return true;
    if ([EXPLORER.path, INSPECTOR.path, DOCUMENTS.path].includes(path)) return anchor.includes('=');
    return path.startsWith('vectors/') && (/^(?:BAM|PAN|SUI)-/.test(anchor) || ids.get(anchor) === path);
  };
}

/**
 * Builds the site.
 *
 * @returns its files, as they were written
 * @throws {SiteError} where the text, an example or a link is wrong; nothing is written then but the API reference
 */
export async function buildSite({
  vectors,
  report,
  drawn,
  out,
  onStep = () => undefined,
}: SiteSources): Promise<SiteFile[]> {
  onStep('text');
  const { texts: chapters, specification } = readChapters();
  const states = new Map(
    requirementStates(specification, report).map((state) => [state.requirement.id, state]),
  );
  onStep('API reference');
  const api = await writeApiReference({ out, requirements: specification.requirements });
  if (api.warnings.length > 0) throw new SiteError(api.warnings);
  const reference = filesIn(out, 'api');
  onStep('pages');
  const highlighter = await loadHighlighter();
  const markdown = new Markdown(highlighter);
  const texts = { markdown, chapters, states, mentions: api.mentions, picture };
  const guides = guidePages(texts, REPOSITORY);
  const text = chapterPages(texts);
  const tested = specification.requirements.filter(({ untested }) => untested === undefined).length;
  const home = homePage({
    requirements: states.size,
    tested,
    vectors: vectors.length,
    implementations: report.implementations.length,
    chapters: text,
    guides,
  });
  const pages: Page[] = [
    home,
    ...text,
    wholePage({ ...texts, markdown: new Markdown(PLAIN) }),
    requirementsPage(texts),
    ...workbenchPages(),
    ...guides,
    ...vectorPages(vectors, report).map((page) => ({
      ...page,
      needsLab: true,
      isWide: true,
    })),
  ];
  const site: Site = { version: suiteVersion(), parts: contents(specification.chapters, guides) };
  const whole: SiteFile[] = [
    ...pages.map((page) => ({ path: page.path, content: framed(page, site) })),
    ...vectorDataFiles(vectors, report).map(({ name, content }) => ({ path: name, content })),
    ...(await bundleScripts()).map(({ name, content }) => ({ path: name, content })),
    { path: 'style.css', content: await bundleStyles(highlighter.styleSheet()) },
    {
      path: 'search.js',
      content: searchScript(
        [
          ...pages.filter(({ path }) => path !== WHOLE.path && path !== 'index.html').map(withoutRepeated),
          ...ELSEWHERE,
        ],
        states.values(),
        reference.map(({ path }) => path),
      ),
    },
    { path: 'icon.svg', content: standalone(MARK) },
    ...drawn,
  ];
  const files = await Promise.all(
    whole.map(async (file) =>
      file.path.endsWith('.html') ? { ...file, content: await minifiedPage(file.content) } : file,
    ),
  );
  onStep('links');
  const broken = brokenLinks([...files, ...reference], stateReader(vectors));
  if (broken.length > 0) throw new SiteError(broken);
  for (const { path, content } of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), content);
  }
  return [...files, ...reference];
}

/** The mark as a file: with colours of its own. */
function standalone(mark: Html): string {
  return mark.text
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace('>', '><style>.mark-dark{fill:#2b2f31}.mark-light{fill:#fff}.mark-leaf{fill:#4f9a6b}</style>');
}
