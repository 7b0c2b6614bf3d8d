import { logProfileOf } from '../../../conformance/protocol.js';
import { element, type Child } from '../element.js';
import { requirementHref } from '../requirement-link.js';
import { copyButton } from '../site/copy.js';
import type { SubjectData, VectorData } from './data.js';
import { foldedEntry } from './entry-view.js';
import { fieldsOf } from './fields.js';
import { inputView } from './input-view.js';
import { jsonView } from './json-view.js';
import { resultsView } from './results-view.js';
import { runView } from './run-view.js';

const part = (title: string, ...children: readonly Child[]): HTMLElement =>
  element('section', { class: 'vectors-part' }, element('h3', {}, title), ...children);

/** Text in which some stands between backticks, as the specification writes it. */
function withCode(text: string): Child[] {
  return text.split('`').map((piece, i) => (i % 2 === 1 ? element('code', {}, piece) : piece));
}

function requirementLink(id: string): HTMLElement {
  return element('a', { href: requirementHref(id), class: 'id' }, id);
}

function requirementsPart({ requirements }: VectorData, sentences: SubjectData['requirements']): HTMLElement {
  const lines = requirements.map((id) =>
    element('li', {}, requirementLink(id), ' ', ...withCode(sentences[id] ?? '')),
  );
  return part('Tests', element('ul', { class: 'vectors-requirements' }, ...lines));
}

function flagsPart(names: readonly string[], flags: SubjectData['flags']): HTMLElement | false {
  if (names.length === 0) return false;
  const list = element('dl', { class: 'vectors-notes' });
  for (const { name, note } of flags.filter((flag) => names.includes(flag.name)))
    list.append(element('dt', {}, element('code', {}, name)), element('dd', {}, ...withCode(note)));
  return part('What goes wrong in an implementation that misses it', list);
}

/** The output that is expected. Of a log, the statuses stand beside its entries. */
function outputView({ op, expect, profile = 'bamboo' }: VectorData): HTMLElement | undefined {
  const output = (expect.output ?? {}) as Record<string, unknown>;
  if (op === 'log.verify') {
    const forks = (output['forks'] ?? []) as { seqNum: string; implied: boolean }[];
    const found = forks.map(
      ({ seqNum, implied }) => `at ${seqNum}${implied ? ', implied by links alone' : ''}`,
    );
    return element(
      'p',
      {},
      'Each entry with the status that stands beside it above. ',
      found.length === 0 ? 'There is no fork.' : `Forks: ${found.join('; ')}.`,
    );
  }
  if (op === 'entry.encode' && typeof output['entry'] === 'string' && !output['entry'].includes('…')) {
    const entry = foldedEntry('The entry, field by field', output['entry'], logProfileOf(profile));
    return element('div', {}, fieldsOf(output), entry);
  }
  return fieldsOf(output);
}

function expectedPart(vector: VectorData, reasons: SubjectData['reasons']): HTMLElement {
  const { verdict, reason } = vector.expect;
  const broken = reason === undefined ? undefined : reasons[reason];
  return part(
    'Expected',
    element(
      'p',
      {},
      element('strong', {}, verdict),
      reason !== undefined && ' with the reason ',
      reason !== undefined && element('code', {}, reason),
      broken !== undefined && ': it breaks ',
      broken !== undefined && requirementLink(broken),
    ),
    outputView(vector),
  );
}

/** All that is known of a vector, as a section of the page. */
export function vectorSection(data: SubjectData, at: number): HTMLElement {
  const vector = data.vectors[at]!;
  const { id, op, profile, requirements, flags, input, expect, comment, isCut } = vector;
  const address = (): string => new URL(`#${id}`, location.href).href;
  const json = {
    id,
    requirements,
    flags,
    ...(profile && { profile }),
    op,
    input,
    expect,
    ...(comment !== undefined && { comment }),
  };
  const shortened = element(
    'p',
    { class: 'vectors-note' },
    'It is long, and long byte strings of it are shown shortened here; all of it stands in ',
    element('code', {}, `vectors/${data.subject}.json`),
    ' of the package.',
  );
  return element(
    'div',
    { class: 'vectors-section' },
    element(
      'p',
      { class: 'vectors-note' },
      'Operation ',
      element('code', {}, op),
      profile !== undefined && `, profile ${profile}. `,
      profile === undefined && ', the same in every profile. ',
      element('a', { href: `#${id}` }, 'Link to it'),
      ' ',
      copyButton('copy link', id, address),
    ),
    comment !== undefined && element('p', {}, ...withCode(comment)),
    requirementsPart(vector, data.requirements),
    flagsPart(flags, data.flags),
    part('Input', isCut && shortened, inputView(vector)),
    expectedPart(vector, data.reasons),
    data.results.length > 0 && part('Results', resultsView(data.results, at)),
    part('Run it alone', runView(vector)),
    part('JSON', isCut && shortened.cloneNode(true), jsonView(json, 'the vector')),
  );
}
