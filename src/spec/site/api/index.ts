import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Application,
  Comment,
  Converter,
  Logger,
  LogLevel,
  PageEvent,
  ReflectionKind,
  RendererEvent,
  type ProjectReflection,
  type Reflection,
  type Router,
} from 'typedoc';
import { THEME } from '../../../html/theme.js';
import type { Requirement } from '../../requirement.js';
import { entryPoints, type EntryPoint } from './entry-points.js';
import { nameErrors } from './errors.js';
import { identifyInstances } from './instances.js';
import { linkMentions, SITE } from './mentions.js';
import { referToSameApi } from './same-api.js';
import { BareTheme } from './theme.js';

const ROOT = join(import.meta.dirname, '../../../..');

/** A name of the API whose documentation names a requirement. */
export interface ApiMention {
  /** As in `verifyLog` or `LogVerifier.add`; what stands in `sasako/reference` as in `reference.verifyLog`. */
  readonly name: string;
  /** Relative to the site's root. */
  readonly href: string;
}

/** What the API reference is made of. */
export interface ApiReferenceOptions {
  /** The site's folder; the reference goes into `api/` in it. */
  readonly out: string;
  /** All requirements, which comments may name; they are linked to in `requirements.html`. */
  readonly requirements: readonly Pick<Requirement, 'id' | 'anchor'>[];
  /** The modules; left out, those that package.json exports. */
  readonly modules?: readonly EntryPoint[];
  /** The configuration of TypeScript that has them; left out, the one that the package is built with. */
  readonly tsconfig?: string;
}

/** What came of writing it. */
export interface ApiReference {
  /** By a requirement's id, where the API speaks of it, in the order of the modules. */
  readonly mentions: ReadonlyMap<string, readonly ApiMention[]>;
  /** Broken links, requirements that don't exist, and whatever else has to be put right. Empty where all is well. */
  readonly warnings: readonly string[];
}

/** Keeps what is wrong instead of printing it. */
class Complaints extends Logger {
  readonly list: string[] = [];

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.list.push(message);
  }
}

async function bootstrap(
  modules: readonly EntryPoint[],
  tsconfig: string,
  customCss: string,
): Promise<Application> {
  return Application.bootstrap({
    name: 'sasako API',
    tsconfig,
    entryPoints: modules.map(({ file }) => file),
    plugin: [],
    theme: 'bare',
    customCss,
    readme: 'none',
    includeVersion: true,
    useFirstParagraphOfCommentAsSummary: true,
    hideGenerator: true,
    disableSources: true,
    skipErrorChecking: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    alwaysCreateEntryPointModule: true,
    sortEntryPoints: false,
    sort: ['kind', 'source-order'],
    kindSortOrder: ['Module', 'Function', 'Class', 'Variable', 'Interface', 'TypeAlias', 'Reference'],
    groupOrder: [
      'Modules',
      'Functions',
      'Classes',
      'Variables',
      'Interfaces',
      'Type Aliases',
      'Constructors',
      'Methods',
      '*',
    ],
    navigation: { includeGroups: false, includeCategories: false, includeFolders: false },
    includeHierarchySummary: false,
    githubPages: false,
    preservedTypeAnnotationTags: ['@throws'],
    visibilityFilters: {},
    lightHighlightTheme: 'github-light-high-contrast',
    darkHighlightTheme: 'github-dark-high-contrast',
    navigationLinks: { Specification: `${SITE}index.html` },
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, unusedMergeModuleWith: true },
  });
}

/** Calls modules what they are imported by, and says at the start which is for what. */
function arrange(project: ProjectReflection, modules: readonly EntryPoint[], introduction: string): void {
  project.getChildrenByKind(ReflectionKind.Module).forEach((module, i) => (module.name = modules[i]!.name));
  project.comment = new Comment([{ kind: 'text', text: introduction }]);
  referToSameApi(project);
  nameErrors(project);
}

/** The names of modules that one writes before what they export, since others export the same name. */
const NAMED_WITH_MODULE = /^sasako\/(reference|conformance)$/;

function nameOf(reflection: Reflection): string {
  const path: string[] = [];
  let at: Reflection | undefined = reflection;
  while (at && !at.kindOf([ReflectionKind.Module, ReflectionKind.Project])) {
    path.unshift(at.name);
    at = at.parent;
  }
  if (path.length === 0) return reflection.name;
  const module = NAMED_WITH_MODULE.exec(at?.name ?? '')?.[1];
  return [...(module ? [module] : []), ...path].join('.');
}

/** Typedoc's choice of colours, and the site's. */
const THEME_CHOICE = [
  'document.documentElement.dataset.theme = localStorage.getItem("tsd-theme") || "os";',
  'try{document.documentElement.dataset.theme=localStorage.getItem("sasako-theme")||"auto"}catch{}',
] as const;

/** Makes links to the site relative to the page, and lets it have the colours that were chosen on the site. */
function fitIntoSite(page: PageEvent): void {
  const root = '../'.repeat(page.url.split('/').length);
  page.contents = (page.contents ?? '')
    .replaceAll(`href="${SITE}`, `href="${root}`)
    // Its script puts the icons into the page; from the disk they can't be had otherwise.
    .replaceAll(/href="[^"#]*assets\/icons\.svg#/g, 'href="#')
    .replace(...THEME_CHOICE);
}

function mentionsOf(namers: Iterable<Reflection>, router: Router): ApiMention[] {
  return Array.from(namers, (namer) => ({ name: nameOf(namer), href: `api/${router.getFullUrl(namer)}` }));
}

/** Writes the API reference, by typedoc, beside the other pages of the site. */
export async function writeApiReference({
  out,
  requirements,
  modules = entryPoints(ROOT),
  tsconfig = join(ROOT, 'tsconfig.build.json'),
}: ApiReferenceOptions): Promise<ApiReference> {
  const folder = await mkdtemp(join(tmpdir(), 'sasako-api-'));
  try {
    const customCss = join(folder, 'custom.css');
    const sheet = await readFile(join(import.meta.dirname, 'style.css'), 'utf8');
    await writeFile(customCss, `${THEME}${sheet}`);

    const complaints = new Complaints();
    const app = await bootstrap(modules, tsconfig, customCss);
    app.logger = complaints;
    app.converter.on(Converter.EVENT_CREATE_DECLARATION, identifyInstances);
    const introduction = await readFile(join(import.meta.dirname, 'introduction.md'), 'utf8');
    app.converter.on(
      Converter.EVENT_RESOLVE_BEGIN,
      ({ project }) => arrange(project, modules, introduction),
      100,
    );
    app.renderer.defineTheme('bare', BareTheme);
    app.renderer.on(PageEvent.END, fitIntoSite);

    const project = await app.convert();
    if (!project) return { mentions: new Map(), warnings: complaints.list };
    app.validate(project);
    const { by, unknown } = linkMentions(project, requirements);
    const mentions = new Map<string, ApiMention[]>();
    app.renderer.on(RendererEvent.END, () => {
      for (const [id, namers] of by) mentions.set(id, mentionsOf(namers, app.renderer.router!));
    });
    await app.generateDocs(project, join(out, 'api'));
    return { mentions, warnings: [...unknown, ...complaints.list] };
  } finally {
    await rm(folder, { recursive: true });
  }
}
