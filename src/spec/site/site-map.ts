import type { Chapter } from '../chapter.js';

/** A page of the site, as the contents list it. */
export interface PageLink {
  /** Relative to the site's root. */
  readonly path: string;
  readonly title: string;
}

/** A part of the contents. */
export interface Part {
  readonly title: string;
  readonly pages: readonly PageLink[];
}

/** A chapter's page. Without the number of its file, which may change. */
export function chapterPath(file: string): string {
  return file.replace(/^(?:\d+-)?(.*)\.md$/, '$1.html');
}

/** A guide's page. */
export function guidePath(file: string): string {
  return `guides/${file.replace(/\.md$/, '.html')}`;
}

/** All of the text on one page. */
export const WHOLE: PageLink = { path: 'all.html', title: 'All on one page' };
export const REQUIREMENTS: PageLink = { path: 'requirements.html', title: 'All requirements' };
export const VECTORS: PageLink = { path: 'vectors/index.html', title: 'Test vectors' };
export const EXPLORER: PageLink = { path: 'lipmaa-explorer.html', title: 'Lipmaa explorer' };
export const INSPECTOR: PageLink = { path: 'inspector.html', title: 'Entry inspector' };
export const WORKSHOP: PageLink = { path: 'fork-workshop.html', title: 'Fork workshop' };
export const DOCUMENTS: PageLink = { path: 'document-workshop.html', title: 'Document workshop' };
export const REPORT: PageLink = { path: 'report.html', title: 'Conformance report' };
export const BENCHMARK: PageLink = { path: 'benchmark.html', title: 'Benchmark' };
export const API: PageLink = { path: 'api/index.html', title: 'API reference' };

/** What is tried out in a page. */
export const WORKBENCH: readonly PageLink[] = [EXPLORER, INSPECTOR, WORKSHOP, DOCUMENTS];

/** The guides in the order in which one would read them. */
export const GUIDES = [
  'verify-in-node.md',
  'verify-in-a-page.md',
  'verify-in-a-worker.md',
  'strict-csp.md',
  'documents.md',
  'partial-replica.md',
  'fork-proof.md',
  'audit-a-store.md',
  'continuous-integration.md',
  'findings.md',
] as const;

/** The contents of the site. */
export function contents(chapters: readonly Chapter[], guides: readonly PageLink[]): Part[] {
  const text = chapters.map(({ file, title }) => ({ path: chapterPath(file), title }));
  return [
    { title: 'Specification', pages: [...text, WHOLE, REQUIREMENTS] },
    { title: 'Try it', pages: WORKBENCH },
    { title: 'How to', pages: guides },
    { title: 'Results', pages: [VECTORS, REPORT, BENCHMARK] },
    { title: 'Library', pages: [API] },
  ];
}
