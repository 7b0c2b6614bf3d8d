import { html, type Html } from '../../../html/html.js';
import type { Vector } from '../../vectors.js';
import type { VectorResult } from '../model.js';
import { namedValues, valueHtml, type Showing } from './value.js';

/** Of the entries of a log so many are shown. */
const MOST_ENTRIES = 40;

/** So many entries of a log are taken apart, of those whose status is wrong. */
const MOST_IN_FIELDS = 4;

type LogEntry = Record<string, unknown>;

function isLog(value: unknown): value is readonly LogEntry[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === 'object' && item !== null && 'entry' in item)
  );
}

/** The places in a log at which the answer differs. */
function placesOf({ differences }: VectorResult): number[] {
  const places = differences.flatMap(({ field }) => /^output\.entries\[(\d+)\]/.exec(field)?.[1] ?? []);
  return [...new Set(places.map(Number))].slice(0, MOST_IN_FIELDS);
}

/** The entries of a log, each with its place; those in full whose status is wrong. */
function logHtml(log: readonly LogEntry[], result: VectorResult, showing: Showing): Html {
  const places = placesOf(result);
  const shown = log.flatMap((item, i) => (i < MOST_ENTRIES || places.includes(i) ? [{ item, i }] : []));
  const hidden = log.length - shown.length;
  return html`${namedValues(
    shown.map(({ item, i }) => ({
      name: `[${i}]`,
      value: namedValues(
        Object.entries(item).map(([name, value]) => ({
          name,
          value: valueHtml(name, value, places.includes(i) ? showing : { op: showing.op }),
        })),
      ),
    })),
  )}${hidden > 0 && html`<p>and ${hidden} more</p>`}`;
}

/** What an implementation was sent: the input of a vector, by name. */
export function sentHtml(vector: Vector, result: VectorResult): Html {
  const showing: Showing = { op: vector.op, profile: result.profile };
  return namedValues(
    Object.entries(vector.input).map(([name, value]) => ({
      name,
      value: isLog(value) ? logHtml(value, result, showing) : valueHtml(name, value, showing),
    })),
  );
}
