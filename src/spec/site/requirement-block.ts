import { counted } from '../../bamboo/counted.js';
import { html, markup, onOneLine, type Html } from '../../html/html.js';
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
  readonly mentions?: readonly Mention[];
  /** Whether it says nothing of who keeps to it; its id leads to its chapter then. */
  readonly isTextAlone?: boolean;
  /** Where its chapter says it; absent within the chapter. The title is left out where the text around says it. */
  readonly chapter?: { readonly href: string; readonly title?: string };
}

const SIGNS: Readonly<Record<Result['standing'], string>> = {
  passes: '✓',
  fails: '✗',
  'other-reason': '?',
  'not-applicable': '–',
};

/** What is said at once of all of whom it holds: the vectors that tell it are those of the requirement. */
const TOGETHER = [
  ['passes', ''],
  ['not-applicable', ', without the operation'],
] as const satisfies readonly (readonly [Result['standing'], string])[];

/** How an implementation does of which more is to be said, after its name. */
function inWords({ standing, asked, failed }: Result): string {
  return standing === 'fails'
    ? `fails ${failed} of ${asked}`
    : `passes ${asked}, some by a rejection for another reason`;
}

/** How implementations do at a requirement; those that fail lead to the vectors that tell. */
function chips({ requirement, vectors, results }: RequirementState, root: string): Html {
  const [first] = vectors;
  if (!first) return html``;
  const items = results
    .filter(({ standing }) => TOGETHER.every(([other]) => standing !== other))
    .map((result) => {
      const { implementation, standing, failed } = result;
      const failing = standing === 'fails' ? implementation : undefined;
      const href = `${root}${requirementVectorsHref(result.failedIn ?? first.subject, requirement.id, failing)}`;
      const sign = `${SIGNS[standing]}${standing === 'fails' ? ` ${failed}` : ''}`;
      return html`<li>
        <a class="chip ${standing}" href="${href}"
          >${sign} ${implementation}<span class="unseen">, ${inWords(result)}</span></a
        >
      </li>`;
    });
  const groups = TOGETHER.map(([standing, words]) => {
    const names = results.filter((result) => result.standing === standing).map((one) => one.implementation);
    return (
      names.length > 0 &&
      html`<li class="chip ${standing}">
        ${SIGNS[standing]} ${names.join(', ')}${words !== '' && html`<span class="unseen">${words}</span>`}
      </li>`
    );
  });
  return html`<ul class="chips">
    ${groups}${items}
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

function footer(state: RequirementState, context: BlockContext): Html | undefined {
  const { root, untested, mentions = [], isTextAlone = false } = context;
  const reason = untested && html`<p class="state"><strong>Untested:</strong> ${untested}</p>`;
  if (isTextAlone) return reason && html`<footer>${reason}</footer>`;
  return html`<footer>
    ${reason ?? testedBy(state, root)} ${chips(state, root)}
    ${mentions.length > 0 && html`<p class="api">API: ${mentions.map(({ name, href }, i) => html`${i > 0 && ', '}<a href="${root}${href}"><code>${name}</code></a>`)}</p>`}
  </footer>`;
}

/** A requirement as a block: id, keyword, profiles, sentence, and what is known of who keeps to it. */
export function requirementBlock(state: RequirementState, context: BlockContext): Html {
  const { id, anchor, keyword, profiles } = state.requirement;
  const { text, untested, chapter, isTextAlone = false } = context;
  const failing = state.results.filter(({ standing }) => standing === 'fails' && !isTextAlone);
  const attributes = html`${untested && markup('data-state="untested"')}
  ${failing.length > 0 && html`data-fails="${failing.map(({ implementation }) => implementation).join(' ')}"`}`;
  const own = isTextAlone && chapter ? chapter.href : `#${anchor}`;
  return onOneLine(
    html`<section class="requirement" id="${anchor}" ${attributes}>
      <header>
        <a class="id" href="${own}">${id}</a>
        <span class="keyword">${keyword}</span>
        ${profiles.map((profile) => html`<span class="profile">${profile}</span> `)}
        ${chapter?.title !== undefined && html`<a class="where" href="${chapter.href}">${chapter.title}</a>`}
      </header>
      <p class="sentence">${text}</p>
      ${footer(state, context)}
    </section>`,
  );
}
