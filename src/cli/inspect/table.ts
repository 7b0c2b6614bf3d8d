import pc from 'picocolors';
import { wrap } from '../../conformance/report/layout.js';
import { byteRange, type Row } from '../../inspect/row.js';

/** Longer names take what they need, and a gap. */
const NAME_WIDTH = 21;
const LABEL_WIDTH = 10;
const GAP = 2;
const REQUIREMENT_WIDTH = 13;
/** Below this a value stands under its name. */
const NARROW = 64;
/** From here on there is room for requirements beside hashes of the p2panda profile. */
const WIDE = 112;
/** Longer lines are hard to follow; a hash of the p2panda profile fits, a signature takes two lines. */
const WIDEST_VALUE = 72;

/** A table of rows: which bytes, the name, the value, and where there is room the requirement. */
export function drawRows(rows: readonly Row[], width: number): string[] {
  const bytesWidth = Math.max(10, ...rows.map(({ start, end }) => byteRange(start, end).length + GAP));
  const names = rows.map(({ name, inner }) => `${inner ? '  ' : ''}${name}`);
  const nameWidth = Math.max(NAME_WIDTH, ...names.map((name) => name.length + GAP));
  const isNarrow = width < NARROW;
  const isWide = width >= WIDE;
  const indent = bytesWidth + (isNarrow ? 0 : nameWidth);
  const valueWidth = Math.min(WIDEST_VALUE, width - indent - (isWide ? REQUIREMENT_WIDTH : 0));
  const margin = ' '.repeat(indent);

  const head = `${'bytes'.padEnd(bytesWidth)}${isNarrow ? 'field, value' : `${'field'.padEnd(nameWidth)}value`}`;
  const lines = [pc.bold(isWide ? `${head.padEnd(indent + valueWidth)}  requirement` : head)];
  for (const [i, row] of rows.entries()) {
    const paint = row.fault !== undefined ? pc.red : row.unread ? pc.dim : (text: string) => text;
    const name = names[i]!;
    const start = byteRange(row.start, row.end).padEnd(bytesWidth);
    const [first = '', ...rest] = row.value === '' ? [] : wrap(row.value, valueWidth);
    if (isNarrow) lines.push(...[start + paint(name), ...(first === '' ? [] : [margin + paint(first)])]);
    else {
      const value = isWide && row.requirement !== undefined ? first.padEnd(valueWidth) : first;
      const requirement = isWide && row.requirement !== undefined ? pc.dim(`  ${row.requirement}`) : '';
      lines.push(`${start}${paint(name.padEnd(nameWidth))}${paint(value)}${requirement}`.trimEnd());
    }
    for (const more of [...rest, ...(row.notes ?? [])]) lines.push(margin + paint(more));
    if (row.fault !== undefined) {
      lines.push(...wrap(`^ ${row.fault}`, width - indent).map((line) => margin + pc.red(line)));
    }
  }
  return lines;
}

/** A label, and beside it text in as many lines as it takes. @param labelWidth how wide the label is with its gap */
export function drawLabelled(
  label: string,
  text: string,
  width: number,
  labelWidth: number = Math.max(LABEL_WIDTH, label.length + GAP),
): string[] {
  return wrap(text, width - labelWidth).map(
    (line, i) => `${(i === 0 ? label : '').padEnd(labelWidth)}${line}`,
  );
}
