import { hexOf } from '../../../inspect/hex.js';
import { element } from '../element.js';
import { button } from './button.js';

/** What somebody does with a byte. */
export interface ByteEditorEvents {
  /** Another byte is to be shown. */
  readonly onByte: (at: number) => void;
  /** The byte is to have another value. */
  readonly onValue: (at: number, value: number) => void;
}

const BITS = [7, 6, 5, 4, 3, 2, 1, 0] as const;

/** Shows one byte, its value and its bits, and changes it. */
export class ByteEditor {
  readonly element: HTMLElement;
  readonly #at = element('input', { type: 'number', min: '0', id: 'inspector-at' });
  readonly #value = element('input', {
    type: 'text',
    id: 'inspector-value',
    maxlength: '2',
    spellcheck: 'false',
    autocomplete: 'off',
  });
  readonly #about = element('p', { class: 'inspector-about' });
  readonly #bits: readonly HTMLButtonElement[];
  #byte = { at: 0, value: 0 };

  constructor({ onByte, onValue }: ByteEditorEvents) {
    this.#bits = BITS.map((bit) =>
      button('0', () => onValue(this.#byte.at, this.#byte.value ^ (1 << bit)), { isPressed: false }),
    );
    this.#at.addEventListener('input', () => {
      if (this.#at.value !== '' && this.#at.validity.valid) onByte(Number(this.#at.value));
    });
    this.#value.addEventListener('input', () => {
      const text = this.#value.value;
      const isWrong = !/^[0-9a-f]{0,2}$/i.test(text);
      this.#value.setAttribute('aria-invalid', String(isWrong));
      if (text.length === 2 && !isWrong) onValue(this.#byte.at, parseInt(text, 16));
    });
    this.element = element(
      'div',
      { class: 'inspector-byte', role: 'group', 'aria-label': 'The chosen byte' },
      element('label', { for: 'inspector-at' }, 'Byte', this.#at),
      element('label', { for: 'inspector-value' }, 'Value in hex', this.#value),
      element(
        'div',
        { class: 'inspector-bits', role: 'group', 'aria-labelledby': 'inspector-bits-label' },
        element('span', { id: 'inspector-bits-label' }, 'Flip a bit'),
        element('div', {}, ...this.#bits),
      ),
      this.#about,
    );
  }

  /** @param about where the byte stands */
  show(bytes: Uint8Array, at: number, about: string): void {
    const value = bytes[at]!;
    this.#byte = { at, value };
    this.#at.max = String(bytes.length - 1);
    if (this.#at.value !== String(at)) this.#at.value = String(at);
    const hex = hexOf(bytes.subarray(at, at + 1));
    if (this.#value.value.toLowerCase() !== hex) this.#value.value = hex;
    this.#value.setAttribute('aria-invalid', 'false');
    this.#about.textContent = `${about}, ${value} in decimal`;
    BITS.forEach((bit, i) => {
      const isSet = (value & (1 << bit)) !== 0;
      const made = this.#bits[i]!;
      made.textContent = isSet ? '1' : '0';
      made.setAttribute('aria-pressed', String(isSet));
      made.setAttribute('aria-label', `bit ${bit}, worth ${1 << bit}: ${isSet ? '1' : '0'}`);
    });
  }
}
