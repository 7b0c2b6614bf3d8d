import { counted } from '../../bamboo/counted.js';
import { html, onOneLine, type Html } from '../../html/html.js';
import type { RequirementState, Result } from './requirement-states.js';
import { requirementVectorsHref } from './vectors/index.js';

/** A name of the API whose documentation names a requirement. */
export interface Mention {
  readonly name: string;
  /** Relative to the site's root. */
  readonly href: string;
}

/** What a block needs besides its requirement. */
export interface BlockContext {
  /** The way to the site's root: '' or '../'. */
  readonly root: string;
  /** The requirement's sentence, and why it is untested, with the links right for the page. */
  readonly text: Html;
  readonly untested: Html | undefined;
  /** None where the block is to be brief. */
  readonly mentions?: readonly Mention[];
  /** Whether it is without what stands in its chapter's page too: the ways to the vectors that an implementation fails. */
  readonly isBrief?: boolean;
  /** Where its chapter says it; absent within the chapter. */
  readonly chapter?: { readonly href: string; readonly title: string };
}

const SIGNS: Readonly<Record<Result['standing'], string>> = {
  passes: '✓',
  fails: '✗',
  'other-reason': '?',
  'not-applicable': '–',
};

/** How an implementation does, after its name. */
function inWords({ standing, asked, failed }: Result): string {
  switch (standing) {
    case 'passes':
      return `passes all ${asked}`;
    case 'fails':
      return `fails ${failed} of ${asked}`;
    case 'other-reason':
      return `passes ${asked}, some by a rejection for another reason`;
    case 'not-applicable':
      return "doesn't have the operation";
  }
}

/** How implementations do at a requirement, each a link to the vectors that tell. */
function chips({ requirement, vectors, results }: RequirementState, root: string, isBrief: boolean): Html {
  const [first] = vectors;
  if (!first) return html``;
  const items = results.map((result) => {
    const { implementation, standing, failed } = result;
    const failing = standing === 'fails' ? implementation : undefined;
    const href = `${root}${requirementVectorsHref(result.failedIn ?? first.subject, requirement.id, failing)}`;
    const sign = `${SIGNS[standing]}${standing === 'fails' ? ` ${failed}` : ''}`;
    if (isBrief) return html`<li class="chip ${standing}">${sign} ${implementation}</li>`;
    return html`<li>
      <a class="chip ${standing}" href="${href}"
        >${sign} ${implementation}<span class="unseen">, ${inWords(result)}</span></a
      >
    </li>`;
  });
  return html`<ul class="chips">
    ${items}
  </ul>`;
}

function testedBy({ requirement, vectors }: RequirementState, root: string): Html {
  const total = vectors.reduce((sum, { count }) => sum + count, 0);
  const links = vectors.map(
    ({ subject, count }, i) =>
      html`${i > 0 && ', '}<a href="${root}${requirementVectorsHref(subject, requirement.id)}"
          >${subject} ${count}</a
        >`,
  );
  return html`<p class="state">${counted(total, 'vector')}: ${links}</p>`;
}

/** A requirement as a block: id, keyword, profiles, sentence, and what is known of who keeps to it. */
export function requirementBlock(state: RequirementState, context: BlockContext): Html {
  const { id, anchor, keyword, profiles } = state.requirement;
  const { root, text, untested, mentions = [], chapter, isBrief = false } = context;
  const failing = state.results.filter(({ standing }) => standing === 'fails');
  const attributes = html`data-state="${untested ? 'untested' : 'tested'}"
  data-fails="${failing.map(({ implementation }) => implementation).join(' ')}"`;
  return onOneLine(
    html`<section class="requirement" id="${anchor}" aria-label="${id}" ${attributes}>
      <header>
        <a class="id" href="#${anchor}">${id}</a>
        <span class="keyword">${keyword}</span>
        ${profiles.map((profile) => html`<span class="profile">${profile}</span> `)}
        ${chapter && html`<a class="where" href="${chapter.href}">${chapter.title}</a>`}
      </header>
      <p class="sentence">${text}</p>
      <footer>
        ${untested ? html`<p class="state"><strong>Untested:</strong> ${untested}</p>` : testedBy(state, root)}
        ${chips(state, root, isBrief)}
        ${mentions.length > 0 && html`<p class="api">API: ${mentions.map(({ name, href }, i) => html`${i > 0 && ', '}<a href="${root}${href}"><code>${name}</code></a>`)}</p>`}
      </footer>
    </section>`,
  );
}
