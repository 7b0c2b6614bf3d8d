import { feedOf, type LogSet } from '../verify/log-set.js';
import { authorKey } from '../verify/order.js';
import type { Verifiers } from './crew.js';
import { Ending } from './ending.js';
import { OpenRun, OpenRuns } from './open-runs.js';
import type { Progress } from './progress.js';
import { bytesOf, mostBytesUnderWay } from './runs.js';
import type { Source } from './source.js';

/** A run, and the positions of its entries in the set. */
class SetRun extends OpenRun {
  readonly positions: number[] = [];
}

/**
 * Brings the entries of a stream into a set of logs. Where reading or a run fails, all else that has been read is brought in
 * before it rejects; only where `ending` ends, what is not verified is dropped.
 */
export async function bringInto(
  set: LogSet,
  source: Source,
  verifiers: Verifiers,
  ending: Ending,
  progress: Progress,
): Promise<void> {
  const { profile } = set;
  const { width } = verifiers;
  const feed = feedOf(set);
  const reading = new Ending(ending.signal);
  const mostRuns = 2 * width + 2;
  const mostBytes = mostBytesUnderWay(width);
  let underWay = 0;
  let bytes = 0;
  let wake: () => void = () => undefined;

  const runs = new OpenRuns(
    profile,
    width,
    (home) => new SetRun(home),
    (run) => {
      const { entries, payloads, positions, size } = run;
      underWay++;
      verifiers
        .submit(run.whole(profile, false, true), ending.signal)
        .then((records) => {
          feed.take(entries, payloads, records, (i) => positions[i]!);
          progress.add(entries.length);
        })
        .catch((error: unknown) => reading.end(error))
        .finally(() => {
          underWay--;
          bytes -= size.bytes;
          wake();
        });
    },
  );
  const hasRoom = (): boolean => underWay < mostRuns && bytes <= mostBytes;
  const take = (entry: Uint8Array, payload: Uint8Array | undefined): boolean => {
    const run = runs.add(entry, payload, authorKey(entry));
    run.positions.push(feed.reserve(1));
    runs.submitIfFull(run);
    bytes += bytesOf(entry, payload);
    return hasRoom();
  };
  const oneIsDone = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  try {
    while (await reading.until(source.read(reading, take))) {
      while (!hasRoom()) await reading.until(oneIsDone());
    }
  } finally {
    runs.submitWhere(() => true);
    while (underWay > 0) await ending.until(oneIsDone());
  }
  // A run that has failed in the end.
  reading.signal.throwIfAborted();
  progress.end();
}
