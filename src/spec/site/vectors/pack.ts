import type { PackedSubject, SubjectData } from '../../browser/vectors/data.js';

/** A shorter string is hardly longer than what would stand for it. */
const SHORTEST = 8;

function countStrings(value: unknown, counts: Map<string, number>): void {
  if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) countStrings(inner, counts);
}

function replaced(value: unknown, places: ReadonlyMap<string, number>): unknown {
  if (typeof value === 'string') {
    const place = places.get(value);
    return place === undefined ? value : `@${place}`;
  }
  if (Array.isArray(value)) return value.map((inner) => replaced(inner, places));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, places)]));
}

/** The data with each string that comes more than once standing in it once: entries come in many logs. */
export function pack(data: SubjectData): PackedSubject {
  const counts = new Map<string, number>();
  countStrings(data, counts);
  const strings = [...counts]
    // What looks like a place has to be in the list, or it would be taken for one.
    .filter(([text, count]) => (count > 1 && text.length >= SHORTEST) || text.startsWith('@'))
    .sort(([, a], [, b]) => b - a)
    .map(([text]) => text);
  const places = new Map(strings.map((text, i) => [text, i]));
  return { strings, data: replaced(data, places) };
}
