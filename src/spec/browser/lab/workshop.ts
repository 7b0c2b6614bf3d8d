import type { GraphNode } from '../../../graph/model.js';
import { hexOf } from '../../../inspect/hex.js';
import { certificatePool } from '../../../verify/index.js';
import { element } from '../element.js';
import { button, keepingFocus } from './button.js';
import { chosenView, noChosenView, type ChosenEvents, type ChosenView } from './workshop-chosen.js';
import { entriesTable, type EntriesEvents } from './workshop-entries.js';
import { PROFILE, WorkshopLog, type Verified, type WriteOptions, type Written } from './workshop-log.js';
import { workshopPicture } from './workshop-picture.js';
import { PRESETS, type Preset } from './workshop-presets.js';
import { proofView } from './workshop-proof.js';
import { factsOf, summary } from './workshop-words.js';

/** More than this nobody can follow on a screen. */
const MOST_ENTRIES = 60;
/** Always the same: who comes back finds the same hashes. */
const FIXED_KEY = new Uint8Array(32).fill(1);
const BEGIN = 'begin';
/** What stands for a lesson where the log is no longer the example's. */
const OWN = 'A log of your own, which ends with this page. An example begins anew.';

/** The fork workshop: a log to write, to fork and to drop parts of, and what a replica makes of it. */
class Workshop {
  readonly #root: HTMLElement;
  readonly #text = element('input', {
    type: 'text',
    maxlength: '200',
    id: 'workshop-text',
    'data-key': 'text',
    autocomplete: 'off',
  });
  readonly #random = element('input', { type: 'checkbox' });
  readonly #showsPool = element('input', { type: 'checkbox' });
  readonly #lesson = element('p', { class: 'workshop-lesson' });
  readonly #said = element('p', { role: 'status', class: 'workshop-said' });
  readonly #picture = element('div', { class: 'workshop-picture' });
  readonly #legend = element('div');
  readonly #chosenBox = element('section', { 'aria-label': 'The chosen entry', class: 'workshop-form' });
  readonly #facts = element('section', { 'aria-label': 'What the replica knows' });
  readonly #proofs = element('div');
  readonly #entries = element('div');
  readonly #author = element('p', { class: 'workshop-author' });
  readonly #events: ChosenEvents & EntriesEvents = {
    onChoose: (entry) => this.#choose(entry),
    onWrite: (after, options) => this.#write(after, options),
    onFork: (entry) => this.#write(entry.after),
    onKeep: (entry, isKept) => this.#keep(entry, isKept),
    onPayload: (entry, isThere) => this.#setPayload(entry, isThere),
    onKeepPool: ({ seqNum }) => {
      this.#showsPool.checked = true;
      const keep = (): void => this.#log.keepOnly(certificatePool(seqNum));
      this.#act(`Only the certificate pool of ${seqNum} is kept.`, keep);
    },
    onKeepAll: () => this.#act('Everything is back.', () => this.#log.keepAll()),
  };
  #preset: Preset = PRESETS[1]!;
  #log = new WorkshopLog(FIXED_KEY);
  #chosen: Written | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    root.classList.add('workshop');
    root.replaceChildren(
      element(
        'div',
        { class: 'workshop-row', role: 'group', 'aria-label': 'Begin with' },
        element('span', { 'aria-hidden': 'true' }, 'Begin with'),
        ...PRESETS.map((preset) =>
          button(preset.title, () => {
            this.#begin(preset);
            history.replaceState(history.state, '', `#${BEGIN}=${preset.slug}`);
          }),
        ),
        element('label', { class: 'workshop-check' }, this.#random, 'with a new random key'),
      ),
      this.#lesson,
      this.#picture,
      this.#legend,
      element(
        'label',
        { class: 'workshop-check' },
        this.#showsPool,
        'show the certificate pool of the chosen entry',
      ),
      this.#said,
      element('div', { class: 'workshop-columns' }, this.#chosenBox, this.#facts),
      this.#proofs,
      element('h2', {}, 'Entries'),
      this.#entries,
      this.#author,
    );
    this.#text.addEventListener('keydown', ({ key, isComposing }) => {
      if (key !== 'Enter' || isComposing || this.#isFull) return;
      this.#write(this.#chosen && this.#log.tipOf(this.#chosen));
    });
    this.#showsPool.addEventListener('change', () => this.#update(''));
    this.#random.addEventListener('change', () => this.#begin(this.#preset));
    window.addEventListener('hashchange', () => this.#follow());
    if (!this.#follow()) this.#begin(PRESETS[1]!);
  }

  /** Begins with what the address asks for. @returns whether it asks for anything */
  #follow(): boolean {
    const slug = new URLSearchParams(location.hash.slice(1)).get(BEGIN);
    const preset = PRESETS.find((known) => known.slug === slug);
    if (preset) this.#begin(preset);
    return preset !== undefined;
  }

  #begin(preset: Preset): void {
    this.#preset = preset;
    this.#log = new WorkshopLog(this.#random.checked ? undefined : FIXED_KEY);
    preset.make(this.#log);
    const { entries } = this.#log;
    this.#chosen = entries.find(({ name }) => name === preset.chosen) ?? entries.at(-1);
    this.#showsPool.checked = preset.showsPool === true;
    this.#text.value = '';
    this.#lesson.textContent = preset.lesson;
    const author = element('code', {}, hexOf(this.#log.author));
    this.#author.replaceChildren(`Log 0 in the profile ${PROFILE}, of the author `, author);
    this.#update('');
  }

  /** Does something to the log, and says what came of it. */
  #act(what: string, act: () => void): void {
    act();
    this.#lesson.textContent = OWN;
    this.#update(what);
  }

  #write(after: Written | undefined, options: WriteOptions = {}): void {
    const before = this.#log.entries.length;
    const text = this.#text.value === '' ? this.#log.freshText(after) : this.#text.value;
    const entry = this.#log.write(after, text, options);
    const isNew = this.#log.entries.length > before;
    this.#chosen = entry;
    this.#text.value = '';
    this.#lesson.textContent = OWN;
    this.#update(
      isNew ? `Entry ${entry.name} added.` : `That is entry ${entry.name}, byte for byte: no second one.`,
    );
  }

  #choose(entry: Written): void {
    this.#chosen = entry;
    this.#update(`Entry ${entry.name} is chosen.`);
  }

  #keep(entry: Written, isKept: boolean): void {
    this.#act(`Entry ${entry.name} ${isKept ? 'is back' : 'dropped'}.`, () =>
      this.#log.setKept(entry, isKept),
    );
  }

  #setPayload(entry: Written, isThere: boolean): void {
    this.#act(`The payload of entry ${entry.name} ${isThere ? 'is back' : 'dropped'}.`, () =>
      this.#log.setPayload(entry, isThere),
    );
  }

  get #isFull(): boolean {
    return this.#log.entries.length >= MOST_ENTRIES;
  }

  /** The entry that a node stands for: where no link tells its hash, one that was dropped. */
  #entryOf({ hash, seqNum }: GraphNode): Written | undefined {
    if (hash !== undefined) return this.#log.byKey(hash);
    return this.#log.entries.find((entry) => entry.seqNum === seqNum && !this.#log.isKept(entry));
  }

  #update(what: string): void {
    const verified = this.#log.verify();
    keepingFocus(this.#root, () => {
      this.#drawPicture(verified);
      this.#drawChosen(verified);
      this.#drawFacts(verified);
      const { chosen, isFull } = { chosen: this.#chosen, isFull: this.#isFull };
      this.#entries.replaceChildren(entriesTable(this.#log, verified, { chosen, isFull }, this.#events));
    });
    const isBad = verified.report.entries.some(({ status }) => status === 'invalid');
    const isGood =
      verified.kept.length > 0 && verified.report.entries.every(({ status }) => status === 'verified');
    this.#said.className = `workshop-said ${isBad ? 'bad' : isGood ? 'good' : ''}`;
    this.#said.textContent = `${what} ${summary(verified)}`.trim();
  }

  #drawPicture(verified: Verified): void {
    const hadFocus = this.#picture.contains(document.activeElement);
    const pool = this.#showsPool.checked ? this.#chosen?.seqNum : undefined;
    if (verified.kept.length === 0 && pool === undefined) {
      this.#picture.replaceChildren(element('p', {}, 'No entry is at hand.'));
      this.#legend.replaceChildren();
      return;
    }
    const { svg, legend } = workshopPicture(verified, {
      chosen: this.#chosen,
      entryOf: (node) => this.#entryOf(node),
      onChoose: (entry) => this.#choose(entry),
      pool,
    });
    this.#picture.replaceChildren(svg);
    this.#legend.replaceChildren(legend);
    const current = svg.querySelector<SVGElement>('[tabindex="0"]');
    if (hadFocus) current?.focus({ preventScroll: true });
    this.#scrollTo(current);
  }

  /** Scrolls the picture, and not the page, so that a node is in sight. */
  #scrollTo(node: SVGElement | null): void {
    if (!node) return;
    const [frame, box] = [this.#picture.getBoundingClientRect(), node.getBoundingClientRect()];
    if (box.left < frame.left + 12) this.#picture.scrollLeft += box.left - frame.left - 40;
    if (box.right > frame.right - 12) this.#picture.scrollLeft += box.right - frame.right + 40;
  }

  #drawChosen({ kept, report }: Verified): void {
    const entry = this.#chosen;
    this.#text.placeholder = this.#log.freshText(entry && this.#log.tipOf(entry));
    if (!entry) {
      this.#chosenBox.replaceChildren(...noChosenView(this.#text, this.#events));
      return;
    }
    const view: ChosenView = {
      log: this.#log,
      found: report.entries[kept.indexOf(entry)],
      text: this.#text,
      full: this.#isFull ? `That is enough: ${MOST_ENTRIES} entries.` : undefined,
    };
    this.#chosenBox.replaceChildren(...chosenView(entry, view, this.#events));
  }

  #drawFacts(verified: Verified): void {
    const { proofs } = verified.report;
    this.#facts.replaceChildren(
      element('h2', {}, 'What the replica knows'),
      element('ul', {}, ...factsOf(verified).map((fact) => element('li', {}, ...fact))),
    );
    this.#proofs.replaceChildren(
      ...(proofs.length === 0 ? [] : [element('h2', {}, 'What it can prove'), ...proofs.map(proofView)]),
    );
  }
}

/** Puts the fork workshop into an element. */
export function mountWorkshop(root: HTMLElement): void {
  new Workshop(root);
}
