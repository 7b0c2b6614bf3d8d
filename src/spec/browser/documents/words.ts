import { WRITERS } from './authors.js';
import type { History, WrittenOperation } from './history.js';
import type { Reading, Readings } from './reading.js';
import { FIELD_NAMES, valueText, type Venue } from './venue.js';

/** A list in words: `1, 2 and 3`. */
export function listed(items: readonly (string | number)[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

/** Operations by name: `A1, B2`. */
export function namesOf({ operations }: Pick<History, 'operations'>, numbers: Iterable<number>): string {
  return [...numbers].map((number) => operations[number]!.name).join(', ');
}

/** `Ada's update` */
export function whoseAction({ author, action }: Pick<WrittenOperation, 'author' | 'action'>): string {
  return `${WRITERS[author]!.name}’s ${action}`;
}

/** `name “Kino”, seats 90` */
export function fieldsInWords(fields: Partial<Venue>): string {
  return FIELD_NAMES.filter((name) => fields[name] !== undefined)
    .map((name) => `${name} ${valueText(fields[name]!)}`)
    .join(', ');
}

/** The places of an operation in an order, counted from 1. */
export function placesIn({ order }: Reading, number: number): number[] {
  return order.flatMap((other, at) => (other === number ? [at + 1] : []));
}

/** Where an operation stands in a profile: `place 3 of 4`. */
export function placeInWords(reading: Reading, number: number): string {
  if (reading.problem) return `no place (${reading.problem.reason})`;
  const places = placesIn(reading, number);
  if (places.length === 0) return 'no place';
  return `place${places.length > 1 ? 's' : ''} ${listed(places)} of ${reading.order.length}`;
}

/** Where an operation stands in both. */
export function standsAt([strict, compat]: Readings, operation: WrittenOperation): string {
  const [one, other] = [strict, compat].map((reading) => placeInWords(reading, operation.number));
  const where =
    one === other ? `${one!} in both profiles` : `${one!} in p2panda, ${other!} in p2panda-compat`;
  return `${whoseAction(operation)} ${operation.name} stands at ${where}.`;
}

/** What the document is, and where the profiles differ. */
export function summary([strict, compat]: Readings): string {
  if (compat.problem) return `p2panda-compat has no document: ${compat.problem.reason}.`;
  if (strict.deleted) return 'The document is deleted.';
  const different = strict.fields.flatMap(({ name, value }) => {
    const other = compat.fields.find((field) => field.name === name);
    if (other?.value === value) return [];
    const otherText = other ? valueText(other.value) : 'nothing';
    return [`${name} is ${valueText(value)} in p2panda and ${otherText} in p2panda-compat`];
  });
  if (different.length > 0) return `Its ${listed(different)}.`;
  return 'Both profiles show the same values.';
}
