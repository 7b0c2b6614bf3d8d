import { DOCUMENT_GROUPS as GROUPS } from '../cases/names.js';
import { SHAPES } from '../documents/corpus.js';
import { median, type Figure } from '../rounds.js';
import { SUBJECT } from '../subjects/data.js';
import type { Duration } from './model.js';

// What has to be done in so much time, and how long it took.

/** Seconds that a document of 100,000 operations may take. */
const WHOLE = 1;
const LARGE = '100,000 operations';
/** Where growth is counted from: with fewer operations, what is done once weighs too much. */
const SMALL = '1,000 operations';
/** Seconds that one more operation may take. */
const MORE = 0.001;

/** How long operations took, one by one. */
export interface Latencies {
  readonly shape: string;
  readonly subject: string;
  /** Operations of the document before. */
  readonly size: number;
  readonly seconds: number[];
}

/** The time of large documents, and of one more operation. */
export function durationsOf(results: readonly Figure[], latencies: Iterable<Latencies>): Duration[] {
  const secondsOf = (size: string, shape: string, subject: string): number | undefined => {
    const found = results.find(
      (figure) =>
        figure.group === GROUPS.reduce && figure.case === `${size}, ${shape}` && figure.subject === subject,
    );
    return found && Number(size.split(' ')[0]!.replaceAll(',', '')) / found.opsPerSecond;
  };
  const whole = SHAPES.flatMap((shape) =>
    [shape, `${shape}, shuffled`].flatMap((place) =>
      Object.values(SUBJECT).flatMap((subject): Duration[] => {
        const seconds = secondsOf(LARGE, place, subject);
        if (seconds === undefined) return [];
        const small = secondsOf(SMALL, shape, subject);
        return [
          {
            work: `${LARGE}, ${place}`,
            subject,
            seconds,
            ...(small === undefined ? {} : { growth: seconds / (100 * small) }),
            limit: WHOLE,
          },
        ];
      }),
    ),
  );
  const more = [...latencies].map(({ shape, subject, size, seconds }): Duration => {
    const worst = seconds.reduce((most, each) => Math.max(most, each), 0);
    const work = `one more to ${size.toLocaleString('en')}, ${shape}`;
    return { work, subject, seconds: median(seconds), worst, count: seconds.length, limit: MORE };
  });
  return [...whole, ...more];
}
