import { CORPORA } from '../corpora-operations.js';
import { DOCUMENT_GROUPS as DOCUMENTS, OPERATION_GROUPS as OPERATIONS } from '../cases/names.js';
import { SHAPES } from '../documents/corpus.js';
import type { Figure } from '../rounds.js';
import { SUBJECT } from '../subjects/data.js';
import { bars, groupedBars, lines, places, rateBars, type Plot, type Series } from './drawing.js';

// Plots of operations and documents.

type Find = (group: string) => readonly Figure[];

const CAPTIONS: Readonly<Record<string, string>> = {
  encode:
    'Operations encoded in a second; the scale is logarithmic. All write the same bytes. p2panda-js gives hex, and uses up what it is given; cborg and cbor-x know CBOR alone, and are given fields in their order.',
  decode:
    'Operations decoded in a second; the scale is logarithmic. cborg and cbor-x decode CBOR alone: they look for neither canonical form nor the rules of operations.',
  validate:
    'Operations decoded and held against their schema in a second; the scale is logarithmic. p2panda-js knows no schemas, and decodes only.',
};

function operationPlots(find: Find): Plot[] {
  return Object.entries(OPERATIONS).flatMap(([work, group]) => {
    const figures = find(group);
    if (figures.length === 0) return [];
    const cases = Object.values(CORPORA).filter((name) => figures.some((figure) => figure.case === name));
    return [groupedBars(`operation-${work}`, group, CAPTIONS[work]!, cases, figures)];
  });
}

const sizeOf = (name: string): string => name.split(' ')[0]!;

function documentPlots(find: Find): Plot[] {
  const about: readonly (readonly [string, string, string])[] = [
    [
      'document-reduce',
      DOCUMENTS.reduce,
      'Operations that are decoded, held against their schema, put in order and reduced',
    ],
    [
      'document-bytes',
      DOCUMENTS.bytes,
      'Operations decoded, held against their schema, put in order and reduced',
    ],
  ];
  return about.flatMap(([name, group, what]) => {
    const figures = find(group).filter((figure) => !figure.case.endsWith('shuffled'));
    if (figures.length === 0) return [];
    const x = places(figures, sizeOf);
    const series = SHAPES.flatMap((shape) =>
      Object.values(SUBJECT).flatMap((subject): Series[] => {
        const some = figures.filter(
          (figure) => figure.subject === subject && figure.case.endsWith(`, ${shape}`),
        );
        if (some.length === 0) return [];
        const values = x.map((place) => {
          const found = some.find((figure) => sizeOf(figure.case) === place);
          return found && (1000 * Number(place.replaceAll(',', ''))) / found.opsPerSecond;
        });
        const isCompat = subject !== SUBJECT.p2panda;
        return [{ name: isCompat ? `${shape}, compat` : shape, subject: shape, dashed: isCompat, values }];
      }),
    );
    const caption = `${what}, by how many there are; both scales are logarithmic. Solid: p2panda, dashed: p2panda-compat, which finds no order for those that name several at random.`;
    return [
      lines(name, group, caption, { name: 'operations', places: x }, { name: 'ms', log: true }, series),
    ];
  });
}

function logPlot(find: Find): Plot[] {
  const figures = find(DOCUMENTS.log);
  if (figures.length === 0) return [];
  const caption = `${figures[0]!.case} of one author and one document, from a file: signatures, payload hashes, decoding, validation, order, fields. “Verifying alone” is signatures and payload hashes.`;
  return [bars('materialise', DOCUMENTS.log, caption, rateBars(figures))];
}

/** All of them that there are figures for. */
export function dataPlots(find: Find): Plot[] {
  return [...operationPlots(find), ...documentPlots(find), ...logPlot(find)];
}
