/** What happens to bytes that can be chosen. */
export interface BytesChoice {
  /** A byte was chosen. */
  readonly onByte: (at: number) => void;
  /** A hex digit was typed on a byte. */
  readonly onDigit?: (at: number, digit: string) => void;
}

const bytesOf = (dump: HTMLElement): HTMLElement[] => [...dump.querySelectorAll<HTMLElement>('[data-at]')];

/** Marks a byte as the chosen one, which has the focus when the bytes get it. @returns its element, if it is shown */
export function chooseByte(view: HTMLElement, at: number): HTMLElement | undefined {
  let chosen: HTMLElement | undefined;
  const bytes = bytesOf(view);
  for (const byte of bytes) {
    const isChosen = byte.dataset['at'] === String(at);
    byte.setAttribute('aria-selected', String(isChosen));
    byte.tabIndex = isChosen ? 0 : -1;
    if (isChosen) chosen = byte;
  }
  if (!chosen && bytes[0]) bytes[0].tabIndex = 0;
  return chosen;
}

/** The byte in the line above (-1) or below (1) that is nearest. */
function inNextLine(
  bytes: readonly HTMLElement[],
  from: HTMLElement,
  direction: -1 | 1,
): HTMLElement | undefined {
  const { left, top, height } = from.getBoundingClientRect();
  let best: { byte: HTMLElement; away: number } | undefined;
  for (const byte of bytes) {
    const box = byte.getBoundingClientRect();
    const down = (box.top - top) * direction;
    if (down < height / 2) continue;
    // What is in the next line at all counts more than what is straight below.
    const away = down * 1000 + Math.abs(box.left - left);
    if (!best || away < best.away) best = { byte, away };
  }
  return best?.byte;
}

function goal(bytes: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const place = bytes.indexOf(from);
  const ofField = bytes.filter((byte) => byte.parentElement === from.parentElement);
  switch (key) {
    case 'ArrowRight':
      return bytes[place + 1];
    case 'ArrowLeft':
      return bytes[place - 1];
    case 'ArrowUp':
      return inNextLine(bytes, from, -1);
    case 'ArrowDown':
      return inNextLine(bytes, from, 1);
    case 'Home':
      return ofField[0];
    case 'End':
      return ofField.at(-1);
    case 'PageDown':
      return bytes[bytes.indexOf(ofField.at(-1)!) + 1];
    case 'PageUp': {
      const before = bytes[bytes.indexOf(ofField[0]!) - 1];
      return bytes.find((byte) => byte.parentElement === before?.parentElement);
    }
    default:
      return undefined;
  }
}

const KEYS = new Set([
  'ArrowRight',
  'ArrowLeft',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/** Lets bytes be chosen by pointer and by keys: arrows go from byte to byte, Page Up and Page Down from field to field. */
export function makeChoosable(dump: HTMLElement, { onByte, onDigit }: BytesChoice): void {
  const atOf = (target: EventTarget | null): HTMLElement | null =>
    (target as HTMLElement | null)?.closest<HTMLElement>('[data-at]') ?? null;
  const choose = (byte: HTMLElement): void => {
    const at = Number(byte.dataset['at']);
    chooseByte(dump, at)?.focus();
    onByte(at);
  };
  dump.addEventListener('click', ({ target }) => {
    const byte = atOf(target);
    if (byte) choose(byte);
  });
  dump.addEventListener('keydown', (event) => {
    const byte = atOf(event.target);
    if (!byte || event.ctrlKey || event.metaKey || event.altKey) return;
    if (KEYS.has(event.key)) {
      const next = goal(bytesOf(dump), byte, event.key);
      if (next) choose(next);
    } else if (onDigit && /^[0-9a-f]$/i.test(event.key)) onDigit(Number(byte.dataset['at']), event.key);
    else return;
    event.preventDefault();
  });
}
