import { counted } from '../../../bamboo/counted.js';
import { PROFILES } from '../../../index.js';
import { hexOf } from '../../../inspect/hex.js';
import { element, type Child } from '../element.js';
import { requirementHref } from '../requirement-link.js';
import { copyButton } from '../site/copy.js';
import { button } from './button.js';
import { ByteEditor } from './byte-editor.js';
import { bytesView } from './bytes-view.js';
import { chooseByte } from './choosing-bytes.js';
import { inspectorExamples } from './examples.js';
import { inspectText, type Inspection } from './inspection.js';
import { inspectorHash, inspectorState, type InspectorState } from './state.js';

/** So long nobody types before what is typed is looked into, in milliseconds. */
const QUIET_BEFORE_LOOKING = 120;
/** The address is written when nothing has changed for so long: browsers allow few changes a second. */
const QUIET_BEFORE_WRITING = 250;

/** What is to be shown: an example, or what an address asks for. */
type Shown = Pick<InspectorState, 'hex'> & Partial<InspectorState>;

/** The entry inspector: hex in, bytes by field and a verdict out. */
class Inspector {
  readonly #hex = element('textarea', {
    id: 'inspector-hex',
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    'aria-describedby': 'inspector-verdict',
  });
  readonly #payload = element('input', {
    type: 'text',
    id: 'inspector-payload',
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-describedby': 'inspector-verdict',
  });
  readonly #profile = element(
    'select',
    { id: 'inspector-profile' },
    element('option', { value: '' }, 'guessed'),
    ...PROFILES.map((profile) => element('option', { value: profile }, profile)),
  );
  readonly #strict = element('input', { type: 'checkbox' });
  readonly #copy = copyButton('copy link', 'to what is shown', () => this.#address ?? '');
  readonly #verdict = element('div', { role: 'status', id: 'inspector-verdict', class: 'inspector-verdict' });
  readonly #heading = element('h2');
  readonly #view = element('div');
  readonly #hash = element('p', { class: 'inspector-hash' });
  readonly #seen: HTMLElement;
  readonly #keys = element(
    'p',
    { class: 'inspector-keys' },
    'Choose a byte to change it. Arrow keys go from byte to byte, Page Up and Page Down from field to field; hex digits that are typed there replace it.',
  );
  readonly #editor = new ByteEditor({
    onByte: (at) => this.#choose(at),
    onValue: (at, value) => this.#setByte(at, value),
  });
  #inspection: Inspection = { kind: 'quiet', verdict: '', said: '' };
  /** The chosen byte. */
  #at = 0;
  /** Whether the next digit that is typed on the chosen byte is its second. */
  #isHalfTyped = false;
  #looking: number | undefined;
  #writing: number | undefined;

  constructor(root: HTMLElement) {
    this.#seen = element(
      'section',
      { 'aria-labelledby': 'inspector-heading' },
      this.#heading,
      this.#view,
      this.#hash,
    );
    this.#heading.id = 'inspector-heading';
    root.replaceChildren(this.#form(), this.#verdict, this.#seen);
    for (const field of [this.#hex, this.#payload, this.#profile, this.#strict]) {
      field.addEventListener('input', () => {
        window.clearTimeout(this.#looking);
        this.#looking = window.setTimeout(() => this.#changed(), QUIET_BEFORE_LOOKING);
      });
    }
    window.addEventListener('hashchange', () => this.#follow());
    if (!this.#follow()) this.#show(inspectorExamples()[1]!);
  }

  #form(): HTMLElement {
    const examples = inspectorExamples().map((example) =>
      button(example.title, () => {
        this.#show(example);
        this.#write();
      }),
    );
    return element(
      'div',
      { class: 'inspector-form' },
      element(
        'div',
        { class: 'inspector-examples', role: 'group', 'aria-label': 'Examples' },
        element('span', { 'aria-hidden': 'true' }, 'Examples'),
        ...examples,
      ),
      element('label', { for: 'inspector-hex' }, 'An entry or a proof, in hex'),
      this.#hex,
      element(
        'div',
        { class: 'inspector-row' },
        element('label', { for: 'inspector-profile' }, 'Profile', this.#profile),
        element(
          'label',
          { for: 'inspector-payload', class: 'inspector-wide' },
          'Payload in hex, if at hand',
          this.#payload,
        ),
        element('label', { class: 'inspector-check' }, this.#strict, 'refuse authors of small order'),
        this.#copy,
      ),
    );
  }

  get #state(): InspectorState {
    return {
      hex: this.#hex.value,
      profile: this.#profile.value,
      payload: this.#payload.value,
      strictKeys: this.#strict.checked,
    };
  }

  /** The address of what is shown; `undefined` where it would be too long, or says nothing. */
  get #address(): string | undefined {
    const hash = this.#inspection.kind === 'quiet' ? undefined : inspectorHash(this.#state);
    return hash === undefined ? undefined : `${location.href.replace(/#.*$/s, '')}#${hash}`;
  }

  #show({ hex, profile = '', payload = '', strictKeys = false }: Shown): void {
    this.#hex.value = hex;
    this.#profile.value = PROFILES.some((known) => known === profile) ? profile : '';
    this.#payload.value = payload;
    this.#strict.checked = strictKeys;
    this.#at = 0;
    this.#look();
    // What is at fault is what one wants to see.
    const { fault, bytes } = this.#inspection;
    if (bytes && fault !== undefined && fault < bytes.length) this.#choose(fault);
  }

  /** Shows what the address asks for. @returns whether it asks for anything */
  #follow(): boolean {
    const state = inspectorState(location.hash.slice(1));
    if (state) this.#show(state);
    return state !== undefined;
  }

  #changed(): void {
    this.#look();
    this.#write();
  }

  #write(): void {
    window.clearTimeout(this.#writing);
    this.#writing = window.setTimeout(() => {
      history.replaceState(history.state, '', this.#address ?? location.href.replace(/#.*$/s, ''));
    }, QUIET_BEFORE_WRITING);
  }

  #setByte(at: number, value: number): void {
    const { bytes } = this.#inspection;
    if (!bytes || at >= bytes.length) return;
    const changed = bytes.slice();
    changed[at] = value;
    this.#hex.value = hexOf(changed);
    this.#changed();
  }

  /** A digit that is typed on a byte is its first, and the next one its second. */
  #typeDigit(at: number, digit: string): void {
    const before = this.#inspection.bytes?.[at];
    if (before === undefined) return;
    const nibble = parseInt(digit, 16);
    const isSecond = this.#isHalfTyped && at === this.#at;
    this.#at = isSecond ? Math.min(at + 1, this.#inspection.bytes!.length - 1) : at;
    this.#isHalfTyped = !isSecond;
    this.#setByte(at, isSecond ? (before & 0xf0) | nibble : (nibble << 4) | (before & 0x0f));
  }

  #choose(at: number): void {
    this.#at = at;
    this.#isHalfTyped = false;
    this.#showByte();
  }

  /** The chosen byte, in the view and in the editor. */
  #showByte(): void {
    const { bytes, rows } = this.#inspection;
    if (!bytes || !rows || this.#at >= bytes.length) return;
    chooseByte(this.#view, this.#at);
    const field = rows.findLast(({ start, end }) => start <= this.#at && this.#at < end);
    const place = field ? `${field.name}, ${this.#placeIn(field.start, field.end)}` : 'no field';
    this.#editor.show(bytes, this.#at, place);
  }

  #placeIn(start: number, end: number): string {
    return end - start === 1 ? 'its only byte' : `byte ${this.#at - start + 1} of its ${end - start}`;
  }

  #look(): void {
    this.#inspection = inspectText(this.#state);
    const { bytes, unreadable } = this.#inspection;
    this.#at = Math.min(this.#at, Math.max(0, (bytes?.length ?? 0) - 1));
    this.#hex.setAttribute('aria-invalid', String(unreadable?.field === 'hex'));
    this.#payload.setAttribute('aria-invalid', String(unreadable?.field === 'payload'));
    const hasAddress = this.#address !== undefined;
    this.#copy.disabled = !hasAddress;
    this.#copy.title = hasAddress || !bytes ? '' : 'It is too long for a link.';
    this.#drawVerdict();
    this.#drawBytes();
  }

  #drawVerdict(): void {
    const { kind, verdict, said, reason, requirement, fault, unreadable } = this.#inspection;
    this.#verdict.className = `inspector-verdict ${kind}`;
    const sign = { good: '✓ ', bad: '✗ ', quiet: '' }[kind];
    const outcome: Child[] = [`${sign}${verdict}`];
    if (reason !== undefined) outcome.push(': ', element('span', { class: 'inspector-reason' }, reason));
    if (fault !== undefined) outcome.push(` at byte ${fault}`);
    if (requirement !== undefined) {
      const link = element('a', { href: requirementHref(requirement), class: 'id' }, requirement);
      outcome.push(element('span', { class: 'inspector-breaks' }, ' breaks ', link));
    }
    const { at, field } = unreadable ?? {};
    this.#verdict.replaceChildren(
      element('p', { class: 'inspector-outcome' }, ...outcome),
      element('p', {}, said, at !== undefined && ' ', at !== undefined && this.#goTo(field!, at)),
    );
  }

  /** A way to the character at fault. */
  #goTo(field: 'hex' | 'payload', at: number): HTMLElement {
    return button('show it', () => {
      const box = { hex: this.#hex, payload: this.#payload }[field];
      box.focus();
      box.setSelectionRange(at, at + 1);
    });
  }

  #drawBytes(): void {
    const { bytes, rows, fault, hash } = this.#inspection;
    this.#seen.hidden = !bytes || bytes.length === 0;
    if (!bytes || !rows || bytes.length === 0) {
      this.#view.replaceChildren();
      return;
    }
    const focused = document.activeElement;
    const hadFocus = this.#view.querySelector('.bytes-dump')?.contains(focused) ?? false;
    this.#heading.textContent = counted(bytes.length, 'byte');
    const choice = {
      onByte: (at: number) => this.#choose(at),
      onDigit: (at: number, digit: string) => this.#typeDigit(at, digit),
    };
    const view = bytesView(rows, bytes, { choice, fault, chosen: this.#at });
    view.prepend(this.#editor.element, this.#keys);
    this.#view.replaceChildren(view);
    this.#hash.replaceChildren(...hashLine(hash));
    this.#showByte();
    if (hadFocus) chooseByte(this.#view, this.#at)?.focus({ preventScroll: true });
    // What had it has been moved.
    else if (this.#editor.element.contains(focused)) (focused as HTMLElement).focus({ preventScroll: true });
  }
}

function hashLine(hash: string | undefined): (Node | string)[] {
  if (hash === undefined) return [];
  const copy = copyButton('copy', 'the hash', () => hash);
  return ['Its hash, by which other entries link to it: ', element('code', {}, hash), ' ', copy];
}

/** Puts the entry inspector into an element. */
export function mountInspector(root: HTMLElement): void {
  new Inspector(root);
}
