import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import { layoutOf, type FieldRange } from '../../../bamboo/layout.js';
import { lipmaa, type Profile } from '../../../index.js';
import { markup, type Html } from '../../../html/html.js';
import { signLog } from './log.js';

const WIDTH = 814;
const BAR = 46;
const ROW = 132;
/** A byte, and the least that a field takes. */
const BYTE = 2.36;
const NARROWEST = 30;
/** A box that is this wide has room for its field's name. */
const ROOMY = 70;

/** In `src/spec/browser/lab/lab.css` fields have the same colours. */
const classOf = ({ name }: FieldRange): string => `field field-${name.replaceAll(' ', '-')}`;

const bytesOf = ({ start, end }: FieldRange): string =>
  end - start === 1 ? '1 byte' : `${end - start} bytes`;

function drawRow(parent: XMLBuilder, profile: Profile, fields: readonly FieldRange[], length: number): void {
  parent.ele('text', { class: 'row', y: 12 }).txt(`${profile}, ${length} bytes`);
  let x = 0;
  let isLabelledBelow = false;
  let isLower = false;
  for (const field of fields) {
    const bytes = field.end - field.start;
    const width = Math.max(NARROWEST, bytes * BYTE);
    const group = parent.ele('g', { transform: `translate(${x.toFixed(1)} 22)` });
    group.ele('title').txt(`${field.name}: ${bytesOf(field)}, ${field.start} to ${field.end - 1}`);
    group.ele('rect', { class: classOf(field), width: (width - 2).toFixed(1), height: BAR, rx: 4 });
    const middle = ((width - 2) / 2).toFixed(1);
    if (width >= ROOMY) {
      group.ele('text', { class: 'name', x: middle, y: 20 }).txt(field.name);
      group.ele('text', { class: 'bytes', x: middle, y: 36 }).txt(bytesOf(field));
    } else {
      // Names of neighbours would run into each other on one line.
      isLower = isLabelledBelow && !isLower;
      const y = isLower ? BAR + 36 : BAR + 20;
      group.ele('path', { class: 'leader', d: `M${middle},${BAR}V${y - 11}` });
      group.ele('text', { class: 'name', x: middle, y }).txt(field.name);
      group.ele('text', { class: 'bytes', x: middle, y: BAR / 2 + 4 }).txt(String(bytes));
    }
    isLabelledBelow = width < ROOMY;
    x += width;
  }
}

/** The fields of entry 4, the first that has both links, in both profiles. */
export function entryLayout(): Html {
  const svg = create().ele('http://www.w3.org/2000/svg', 'svg', {
    class: 'entry-layout',
    role: 'img',
    'aria-label':
      'The fields of an entry with both links, one behind the other: tag, author, log id, sequence number, lipmaalink, backlink, payload size, payload hash, signature.',
    viewBox: `0 0 ${WIDTH} ${2 * ROW}`,
    width: WIDTH,
    height: 2 * ROW,
  });
  (['bamboo', 'p2panda'] as const).forEach((profile, i) => {
    const entry = signLog(profile, 4).at(-1)!;
    const row = svg.ele('g', { transform: `translate(0 ${i * ROW})` });
    drawRow(row, profile, layoutOf(entry, profile, lipmaa), entry.length);
  });
  return markup(svg.end({ headless: true }));
}
