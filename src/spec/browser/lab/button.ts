import { element } from '../element.js';

/** What a button may be told. */
export interface ButtonOptions {
  readonly isDisabled?: boolean;
  /** By which it is found again when what holds it is drawn anew. */
  readonly key?: string;
  /** What it says to who can't see where it stands. */
  readonly label?: string;
  /** Whether it is pressed; left out where it is no toggle. */
  readonly isPressed?: boolean;
}

/** A button that does something. */
export function button(
  text: string,
  act: () => void,
  { isDisabled = false, key, label, isPressed }: ButtonOptions = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button' }, text);
  made.disabled = isDisabled;
  if (key !== undefined) made.dataset['key'] = key;
  if (label !== undefined) made.setAttribute('aria-label', label);
  if (isPressed !== undefined) made.setAttribute('aria-pressed', String(isPressed));
  made.addEventListener('click', act);
  return made;
}

/** Draws something anew, and gives the focus back to what had it, by its `data-key`. */
export function keepingFocus(root: HTMLElement, draw: () => void): void {
  const focused = document.activeElement;
  const key = focused && root.contains(focused) ? (focused as HTMLElement).dataset['key'] : undefined;
  draw();
  if (key === undefined || (focused?.isConnected && document.activeElement === focused)) return;
  root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
