import Table from 'cli-table3';

/** Columns of a terminal narrower than this are not worth wrapping to. */
const NARROWEST = 40;

/** Breaks text at spaces so that no line is wider than `width`; a longer word stands alone. Keeps line breaks. */
export function wrap(text: string, width: number): string[] {
  const limit = Math.max(NARROWEST / 2, width);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > limit) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
    return lines.flatMap((whole) => chop(whole, limit));
  });
}

/** Cuts a word that has no place to break, such as hex, into pieces of `width`. */
function chop(line: string, width: number): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < line.length; from += width) pieces.push(line.slice(from, from + width));
  return pieces.length === 0 ? [''] : pieces;
}

/** A label and its text beside it, wrapped and indented. */
export function labelled(label: string, text: string, width: number, indent = 2, labelWidth = 13): string[] {
  const margin = ' '.repeat(indent + labelWidth);
  return wrap(text, width - margin.length).map((line, i) =>
    i === 0 ? `${' '.repeat(indent)}${label.padEnd(labelWidth)}${line}` : `${margin}${line}`,
  );
}

/**
 * Text from an implementation made safe for a terminal: control characters, with which it could repaint the
 * screen, become visible.
 */
export function safe(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) =>
    character === '\t' ? '  ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A table drawn without colours and with thin lines. `head` is the first row. */
export function drawTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: ' ',
    },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
