import { counted } from '../../../bamboo/counted.js';
import type { GraphNode } from '../../../graph/model.js';
import { hexOf } from '../../../inspect/hex.js';
import { inspectProof, rowsOfProof } from '../../../inspect/proof.js';
import { verifyProof, type EntryStatus } from '../../../verify/index.js';
import { element, type Child } from '../element.js';
import { requirementHref } from '../requirement-link.js';
import { copyButton } from '../site/copy.js';
import { bytesView } from './bytes-view.js';
import { inspectorHash } from './state.js';
import {
  statusInWords,
  WorkshopLog,
  type Verified,
  type WriteOptions,
  type Written,
} from './workshop-log.js';
import { legendSymbol, workshopPicture } from './workshop-picture.js';
import { PRESETS, type Preset } from './workshop-presets.js';

const STATUSES: readonly (readonly [EntryStatus | 'absent', string])[] = [
  ['verified', 'verified'],
  ['path-verified', 'path-verified'],
  ['unlinked', 'unlinked'],
  ['invalid', 'invalid'],
  ['absent', 'not at hand'],
];

/** More than this nobody can follow on a screen. */
const MOST_ENTRIES = 60;

const button = (text: string, act: () => void, isDisabled = false): HTMLButtonElement => {
  const made = element('button', { type: 'button', ...(isDisabled && { disabled: '' }) }, text);
  made.addEventListener('click', act);
  return made;
};

/** The fork workshop: a log to write, to fork and to drop parts of, and what a replica makes of it. */
class Workshop {
  readonly #text = element('input', {
    type: 'text',
    value: 'another order',
    maxlength: '200',
    id: 'workshop-text',
  });
  readonly #lesson = element('p');
  readonly #said = element('p', { role: 'status', class: 'workshop-said' });
  readonly #picture = element('div', { class: 'workshop-picture' });
  readonly #chosenBox = element('section', { class: 'workshop-chosen', 'aria-label': 'The chosen entry' });
  readonly #findings = element('div');
  #log = new WorkshopLog();
  #chosen: Written | undefined;

  constructor(root: HTMLElement) {
    const presets = PRESETS.map((preset) => button(preset.title, () => this.#begin(preset)));
    root.classList.add('workshop');
    root.replaceChildren(
      element('div', { class: 'workshop-row' }, element('span', {}, 'Begin with'), ...presets),
      this.#lesson,
      this.#picture,
      element(
        'ul',
        { class: 'workshop-legend' },
        ...STATUSES.map(([status, text]) => element('li', {}, legendSymbol(status), text)),
      ),
      this.#said,
      this.#chosenBox,
      this.#findings,
    );
    this.#begin(PRESETS[1]!);
  }

  #begin(preset: Preset): void {
    // Always the same key: who comes back finds the same hashes.
    this.#log = new WorkshopLog(new Uint8Array(32).fill(1));
    preset.make(this.#log);
    this.#chosen = this.#log.entries.at(-1);
    this.#lesson.textContent = preset.lesson;
    this.#update('');
  }

  /** Does something to the log, and says what came of it. */
  #act(what: string, act: () => void): void {
    act();
    this.#lesson.textContent = '';
    this.#update(what);
  }

  #write(after: Written | undefined, options: WriteOptions = {}): void {
    const before = this.#log.entries.length;
    const entry = this.#log.write(after, this.#text.value, options);
    const isNew = this.#log.entries.length > before;
    this.#chosen = entry;
    this.#act(
      isNew ? `Entry ${entry.name} is signed.` : `That is entry ${entry.name}, byte for byte: no second one.`,
      () => undefined,
    );
  }

  #update(what: string): void {
    const verified = this.#log.verify();
    const hadFocus = this.#picture.contains(document.activeElement);
    const picture = workshopPicture(verified, {
      chosen: this.#chosen?.key,
      nameOf: (node) => this.#nameOf(node),
      onChoose: (key) => {
        this.#chosen = this.#log.byKey(key);
        this.#update(`Entry ${this.#chosen?.name ?? ''} is chosen.`);
      },
    });
    this.#picture.replaceChildren(picture);
    if (hadFocus) picture.querySelector<SVGElement>('[tabindex="0"]')?.focus();
    this.#said.textContent = `${what} ${summary(verified)}`.trim();
    this.#drawChosen(verified);
    this.#drawFindings(verified);
  }

  #nameOf({ seqNum, status, reason, hash }: GraphNode): string {
    const entry = hash === undefined ? undefined : this.#log.byKey(hash);
    const said = status === 'absent' ? 'not at hand' : (reason ?? status);
    return `Entry ${entry?.name ?? seqNum.toString()}: ${said}`;
  }

  #drawChosen({ kept, report }: Verified): void {
    const entry = this.#chosen;
    if (!entry) {
      this.#chosenBox.replaceChildren(
        element('h2', {}, 'No entry yet'),
        button('write entry 1', () => this.#write(undefined)),
      );
      return;
    }
    const place = kept.indexOf(entry);
    const found = report.entries[place];
    const isFull = this.#log.entries.length >= MOST_ENTRIES;
    const reason: Child[] =
      found?.requirement === undefined
        ? []
        : [
            ' breaks ',
            element('a', { href: requirementHref(found.requirement), class: 'id' }, found.requirement),
          ];
    const links = [
      entry.after && `its backlink is entry ${entry.after.name}`,
      entry.endOfLog && 'it ends the log',
      entry.lies && 'its payload size is a lie',
    ].filter((part) => typeof part === 'string');
    const isKept = this.#log.isKept(entry);
    const hasPayload = this.#log.hasPayload(entry);
    const hash = inspectorHash({
      hex: hexOf(entry.bytes),
      profile: 'p2panda',
      payload: hexOf(entry.payload),
    });
    this.#chosenBox.replaceChildren(
      element('h2', {}, `Entry ${entry.name}`),
      element(
        'p',
        {},
        `“${entry.text}”. `,
        element('strong', {}, found ? statusInWords(found) : 'not in the replica'),
        ...reason,
        links.length > 0 && `; ${links.join('; ')}`,
        '.',
      ),
      element(
        'div',
        { class: 'workshop-row workshop-form' },
        element('label', { for: 'workshop-text' }, 'Payload ', this.#text),
        button('append after it', () => this.#write(entry), isFull),
        button('fork: write another one', () => this.#write(entry.after), isFull),
        button('end the log after it', () => this.#write(entry, { endOfLog: true }), isFull),
        button('append one that lies about its size', () => this.#write(entry, { lies: true }), isFull),
      ),
      element(
        'div',
        { class: 'workshop-row' },
        button(isKept ? 'drop it from the replica' : 'bring it back', () =>
          this.#act(`Entry ${entry.name} is ${isKept ? 'dropped' : 'back'}.`, () =>
            this.#log.setKept(entry, !isKept),
          ),
        ),
        button(hasPayload ? 'drop its payload' : 'bring its payload back', () =>
          this.#act(`The payload of entry ${entry.name} is ${hasPayload ? 'dropped' : 'back'}.`, () =>
            this.#log.setPayload(entry, !hasPayload),
          ),
        ),
        hash !== undefined && element('a', { href: `inspector.html#${hash}` }, 'look into its bytes'),
      ),
      ...(isFull ? [element('p', { class: 'quiet' }, `That is enough: ${MOST_ENTRIES} entries.`)] : []),
    );
  }

  #drawFindings({ kept, report }: Verified): void {
    const { forks, proofs } = report;
    const dropped = this.#log.entries.filter((entry) => !this.#log.isKept(entry));
    this.#findings.replaceChildren(
      element('h2', {}, 'What the replica knows'),
      element('ul', {}, ...factsOf(forks, kept, report.entries).map((fact) => element('li', {}, fact))),
      ...(proofs.length === 0 ? [] : [element('h2', {}, 'What it can prove'), ...proofs.map(proofView)]),
      element('h2', {}, 'Entries'),
      this.#table({ kept, report }),
      ...(dropped.length === 0
        ? []
        : [
            element(
              'div',
              { class: 'workshop-row' },
              element('span', {}, 'Dropped:'),
              ...dropped.map((entry) =>
                button(`bring ${entry.name} back`, () =>
                  this.#act(`Entry ${entry.name} is back.`, () => this.#log.setKept(entry, true)),
                ),
              ),
            ),
          ]),
    );
  }

  #table({ kept, report }: Verified): HTMLElement {
    const rows = kept.map((entry, i) => {
      const found = report.entries[i]!;
      const choose = button(entry.name, () => {
        this.#chosen = entry;
        this.#update(`Entry ${entry.name} is chosen.`);
      });
      choose.setAttribute('aria-label', `choose entry ${entry.name}`);
      const requirement =
        found.requirement === undefined
          ? ''
          : element('a', { href: requirementHref(found.requirement), class: 'id' }, found.requirement);
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, choose),
        element('td', {}, entry.text),
        element('td', { class: found.status === 'invalid' ? 'bad' : '' }, statusInWords(found)),
        element('td', {}, requirement),
        element('td', {}, this.#log.hasPayload(entry) ? '' : 'without payload'),
      );
    });
    return element(
      'div',
      { class: 'table', tabindex: '0', role: 'group', 'aria-label': 'Entries' },
      element('table', {}, element('tbody', {}, ...rows)),
    );
  }
}

function summary({ kept, report }: Verified): string {
  const counts = new Map<string, number>();
  for (const { status } of report.entries) counts.set(status, (counts.get(status) ?? 0) + 1);
  const parts = [...counts].map(([status, count]) => `${count} ${status}`);
  const [lowest] = report.forks;
  const fork = lowest
    ? ` The log is forked at ${lowest.seqNum}: what stands there and above is invalid.`
    : '';
  return `${counted(kept.length, 'entry', 'entries')} at hand: ${parts.join(', ') || 'none'}.${fork}`;
}

function factsOf(
  forks: Verified['report']['forks'],
  kept: readonly Written[],
  entries: Verified['report']['entries'],
): string[] {
  const facts = forks.map(({ seqNum, implied }) =>
    implied
      ? `A fork at ${seqNum}, implied: links and entries name two hashes for that number, and not both entries are at hand.`
      : `A fork at ${seqNum}: two different entries with that number are at hand.`,
  );
  const unlinked = kept.filter((_, i) => entries[i]!.status === 'unlinked').map(({ name }) => name);
  if (unlinked.length > 0)
    facts.push(`Of ${unlinked.join(', ')} it can't say yet: no chain of links leads from there to entry 1.`);
  if (facts.length === 0) facts.push('Nothing speaks against the author.');
  return facts;
}

/** A proof with what it says, its bytes, and ways to take it along. */
function proofView(proof: Uint8Array): HTMLElement {
  const verdict = verifyProof(proof);
  const hex = hexOf(proof);
  const hash = inspectorHash({ hex, profile: '', payload: '' });
  const bytes = element('details', {}, element('summary', {}, `its ${proof.length} bytes, by field`));
  bytes.addEventListener('toggle', () => {
    if (bytes.open && bytes.childElementCount === 1)
      bytes.append(bytesView(rowsOfProof(inspectProof(proof)), proof));
  });
  const said = element('p', { role: 'status' });
  const alone = button('verify it alone', () => {
    // As somebody would who has nothing but these bytes.
    const again = verifyProof(proof.slice());
    said.textContent = again.ok
      ? `✓ Proved, with nothing else at hand: ${again.kind} at ${again.seqNum}.`
      : `✗ ${again.message}`;
    said.className = again.ok ? 'good' : 'bad';
  });
  return element(
    'section',
    { 'aria-label': 'A proof' },
    element('p', {}, verdict.ok ? verdict.statement : verdict.message),
    element(
      'div',
      { class: 'workshop-row' },
      alone,
      copyButton('copy', 'the proof in hex', () => hex),
      hash !== undefined && element('a', { href: `inspector.html#${hash}` }, 'open in the inspector'),
    ),
    said,
    bytes,
  );
}

/** Puts the fork workshop into an element. */
export function mountWorkshop(root: HTMLElement): void {
  new Workshop(root);
}
