import { PROFILES } from '../../../index.js';
import { hexOf } from '../../../inspect/hex.js';
import { element } from '../element.js';
import { requirementHref } from '../requirement-link.js';
import { copyButton } from '../site/copy.js';
import { bytesView } from './bytes-view.js';
import { inspectorExamples } from './examples.js';
import { inspectText, type Inspection } from './inspection.js';
import { inspectorHash, inspectorState, type InspectorState } from './state.js';

/** So long nobody types before what is typed is looked into. */
const QUIET_MS = 120;

const button = (text: string, act: () => void): HTMLButtonElement => {
  const made = element('button', { type: 'button' }, text);
  made.addEventListener('click', act);
  return made;
};

/** The entry inspector: hex in, bytes by field and a verdict out. */
class Inspector {
  readonly #hex = element('textarea', { id: 'inspector-hex', spellcheck: 'false', autocomplete: 'off' });
  readonly #payload = element('input', {
    type: 'text',
    spellcheck: 'false',
    autocomplete: 'off',
    size: '28',
  });
  readonly #profile = element('select', {}, element('option', { value: '' }, 'guessed'));
  readonly #strict = element('input', { type: 'checkbox' });
  readonly #byte = element('input', { type: 'number', min: '0', value: '0', size: '5' });
  readonly #verdict = element('p', { role: 'status', class: 'inspector-verdict quiet' });
  readonly #view = element('div');
  #inspection: Inspection = { kind: 'quiet', said: '' };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement) {
    for (const profile of PROFILES) this.#profile.append(element('option', { value: profile }, profile));
    root.replaceChildren(this.#form(), this.#verdict, this.#view);
    for (const field of [this.#hex, this.#payload, this.#profile, this.#strict]) {
      field.addEventListener('input', () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#typed(), QUIET_MS);
      });
    }
    this.#byte.addEventListener('input', () => this.#draw());
    addEventListener('hashchange', () => this.#follow());
    if (!this.#follow()) this.#take(inspectorExamples()[1]!);
  }

  #form(): HTMLElement {
    const examples = inspectorExamples().map((example) => button(example.title, () => this.#take(example)));
    return element(
      'div',
      { class: 'inspector-form' },
      element('div', { class: 'inspector-row' }, element('span', {}, 'Examples:'), ...examples),
      element('label', { for: 'inspector-hex' }, 'An entry or a proof, in hex'),
      this.#hex,
      element(
        'div',
        { class: 'inspector-row' },
        element('label', {}, 'Profile', this.#profile),
        element('label', {}, 'Payload in hex, if at hand', this.#payload),
        element('label', {}, this.#strict, ' refuse authors of small order'),
      ),
      element(
        'div',
        { class: 'inspector-row' },
        element('label', {}, 'Byte', this.#byte),
        button('flip a bit of it', () => this.#flip()),
        copyButton('copy link', 'to what is shown', () => location.href),
      ),
    );
  }

  get #state(): InspectorState {
    return { hex: this.#hex.value, profile: this.#profile.value, payload: this.#payload.value };
  }

  #set({ hex, profile = '', payload = '' }: { hex: string; profile?: string; payload?: string }): void {
    this.#hex.value = hex;
    this.#profile.value = PROFILES.some((known) => known === profile) ? profile : '';
    this.#payload.value = payload;
  }

  #take(example: { hex: string; payload?: string }): void {
    this.#set(example);
    this.#byte.value = '0';
    this.#typed();
  }

  /** Shows what the address asks for. @returns whether it asks for anything */
  #follow(): boolean {
    const state = inspectorState(location.hash.slice(1));
    if (!state) return false;
    this.#set(state);
    this.#inspect();
    return true;
  }

  #typed(): void {
    const hash = inspectorHash(this.#state);
    const address =
      hash === undefined || this.#state.hex.trim() === '' ? location.pathname + location.search : `#${hash}`;
    history.replaceState(null, '', address);
    this.#inspect();
  }

  /** Changes the lowest bit of the chosen byte. */
  #flip(): void {
    const { bytes } = this.#inspection;
    const at = Number(this.#byte.value);
    if (!bytes || !(at < bytes.length)) return;
    const changed = bytes.slice();
    changed[at]! ^= 1;
    this.#hex.value = hexOf(changed);
    this.#typed();
  }

  #inspect(): void {
    this.#inspection = inspectText(this.#state, { strictKeys: this.#strict.checked });
    const { kind, said, requirement, bytes } = this.#inspection;
    this.#verdict.className = `inspector-verdict ${kind}`;
    const sign = { good: '✓ ', bad: '✗ ', quiet: '' }[kind];
    this.#verdict.replaceChildren(`${sign}${said}`);
    if (requirement !== undefined) {
      this.#verdict.append(
        ' It breaks ',
        element('a', { href: requirementHref(requirement), class: 'id' }, requirement),
        '.',
      );
    }
    this.#byte.max = String(Math.max(0, (bytes?.length ?? 0) - 1));
    this.#draw();
  }

  #draw(): void {
    const { bytes, rows, fault, hash } = this.#inspection;
    if (!bytes || !rows) {
      this.#view.replaceChildren();
      return;
    }
    const chosen = Number(this.#byte.value);
    const onByte = (at: number): void => {
      this.#byte.value = String(at);
      this.#draw();
    };
    this.#view.replaceChildren(
      element('h2', {}, `${bytes.length} bytes`),
      bytesView(rows, bytes, { onByte, fault, chosen }),
      ...(hash === undefined ? [] : [element('p', {}, 'Its hash is ', element('code', {}, hash), '.')]),
    );
  }
}

/** Puts the entry inspector into an element. */
export function mountInspector(root: HTMLElement): void {
  new Inspector(root);
}
