import { html } from '../../html/html.js';
import type { Page } from './frame.js';
import { MARK } from './mark.js';
import {
  API,
  DOCUMENTS,
  EXPLORER,
  INSPECTOR,
  REPORT,
  REQUIREMENTS,
  VECTORS,
  WHOLE,
  WORKSHOP,
} from './site-map.js';

/** What the first page counts and lists. */
export interface HomeFacts {
  readonly requirements: number;
  readonly tested: number;
  readonly vectors: number;
  readonly implementations: number;
  readonly chapters: readonly Page[];
  readonly guides: readonly Page[];
}

/** The first page: what this is, and the way to each part for whoever comes. */
export function homePage({
  requirements,
  tested,
  vectors,
  implementations,
  chapters,
  guides,
}: HomeFacts): Page {
  const guide = (name: string) => guides.find(({ path }) => path.endsWith(name))?.path ?? '';
  return {
    path: 'index.html',
    title: 'sasako',
    description: 'The specification of Bamboo logs as p2panda uses them, with its test vectors.',
    body: html`<div class="hero">
        ${MARK}
        <div>
          <h1>Bamboo logs, specified</h1>
          <p class="lead">
            p2panda carries what people write in append-only logs that anybody can check. This is what those
            logs are, byte for byte: ${requirements} numbered requirements, ${vectors.toLocaleString('en')}
            test vectors, and ${implementations} implementations held against them.
          </p>
        </div>
      </div>
      <ul class="doors">
        <li>
          <h2>You write an implementation</h2>
          <p>
            Read the <a href="${chapters[0]!.path}">specification</a> with the
            <a href="${INSPECTOR.path}">inspector</a> beside you, and run
            <a href="${guide('continuous-integration.html')}">the suite on every push</a>.
          </p>
        </li>
        <li>
          <h2>You write an application</h2>
          <p>
            Verify logs <a href="${guide('verify-in-node.html')}">in Node</a> or
            <a href="${guide('verify-in-a-page.html')}">in a page</a>; the
            <a href="${API.path}">API reference</a> has the rest.
          </p>
        </li>
        <li>
          <h2>You run a node</h2>
          <p>
            <a href="${guide('audit-a-store.html')}">Audit its store</a>, and
            <a href="${guide('fork-proof.html')}">keep the proof</a> where somebody forked a log.
          </p>
        </li>
        <li>
          <h2>You want to understand it</h2>
          <p>
            Play with the <a href="${EXPLORER.path}">lipmaa links</a>,
            <a href="${WORKSHOP.path}">fork a log</a> of your own, and
            <a href="${DOCUMENTS.path}">write on one document</a> as three people at once.
          </p>
        </li>
      </ul>
      <h2>The specification</h2>
      <ol class="chapters">
        ${chapters.map(({ path, title, description }) => html`<li><a href="${path}">${title}</a><br /><span>${description}</span></li>`)}
      </ol>
      <p>
        Also as <a href="${WHOLE.path}">one page</a>, good for printing, and as a
        <a href="${REQUIREMENTS.path}">list of requirements</a>.
      </p>
      <h2>How sure it is</h2>
      <p>
        ${tested} of the ${requirements} requirements are tested by <a href="${VECTORS.path}">vectors</a>, and
        the other ${requirements - tested} say why no vector can test them. Every example of the text is run
        when this site is built. Who passes what is in the <a href="${REPORT.path}">report</a> of a real run,
        and beside each requirement.
      </p>`,
  };
}
