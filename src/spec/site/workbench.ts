import { html } from '../../html/html.js';
import type { Page } from './frame.js';
import { DOCUMENTS, EXPLORER, INSPECTOR, WORKSHOP, type PageLink } from './site-map.js';

const NO_SCRIPT = 'This part runs in the page and needs JavaScript; nothing that it does leaves the page.';

/** The pages on which one tries things out. */
export function workbenchPages(): Page[] {
  const page = (link: PageLink, attribute: string, lead: string, chapters: readonly PageLink[]): Page => ({
    ...link,
    description: lead,
    needsLab: true,
    isWide: true,
    body: html`<h1>${link.title}</h1>
      <p class="lead">${lead}</p>
      <p class="quiet">
        In the text:
        ${chapters.map(({ path, title }, i) => html`${i > 0 && ', '}<a href="${path}">${title}</a>`)}.
      </p>
      <div class="full" ${html`data-${attribute}`}>
        <noscript><p>${NO_SCRIPT}</p></noscript>
      </div>`,
  });
  return [
    page(
      EXPLORER,
      'explorer',
      'Each entry links to the one before it, and some to a much older one. See where the links lead, how short the way to the first entry is, and what a peer keeps to show that an entry is true.',
      [
        { path: 'lipmaa.html', title: 'Lipmaa and link paths' },
        { path: 'partial-replication.html', title: 'Partial replication' },
      ],
    ),
    page(
      INSPECTOR,
      'inspector',
      'Paste an entry or a proof in hex: its bytes by field, whether it is valid, and if not, which byte breaks which requirement.',
      [
        { path: 'entries.html', title: 'Entries' },
        { path: 'proofs.html', title: 'Proofs' },
      ],
    ),
    page(
      WORKSHOP,
      'workshop',
      'Write a small log, fork it, drop parts of it, and see what a peer can say about what is left, and prove.',
      [
        { path: 'logs.html', title: 'Logs' },
        { path: 'proofs.html', title: 'Proofs' },
      ],
    ),
    page(
      DOCUMENTS,
      'documents',
      'Write on one document as several people who do not know of each other yet, and see the graph, the order and the views that come of it: as specified, and as deployed nodes have them.',
      [
        { path: 'documents.html', title: 'Documents and views' },
        { path: 'reduction.html', title: 'Ordering and reduction' },
        { path: 'deletion.html', title: 'Deletion' },
      ],
    ),
  ];
}
