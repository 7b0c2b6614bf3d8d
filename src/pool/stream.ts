import type { Profile } from '../bamboo/profile.js';
import { verdictFromRecord, type Verdict } from '../bamboo/verdict.js';
import { authorKey } from '../verify/order.js';
import type { Verifiers } from './crew.js';
import type { Ending } from './ending.js';
import { OpenRun, OpenRuns } from './open-runs.js';
import type { Progress } from './progress.js';
import { ENOUGH_BYTES, bytesOf, mostBytesUnderWay } from './runs.js';
import type { Source } from './source.js';

/** Verdicts that come from a stream together, at the most. */
const BATCH = 1024;
/** With so many entries of an author on end, its table pays for a worker that has not had it before. */
const ROAMING = 64;

/** Some neighbours in a stream, and their verdicts as far as they are there. */
class Batch {
  readonly verdicts: Verdict[] = [];
  /** How many have no verdict yet. */
  missing = 0;
  /** Bytes of entries and payloads. */
  bytes = 0;

  get isFull(): boolean {
    return this.verdicts.length >= BATCH || this.bytes >= ENOUGH_BYTES;
  }
}

/** A run, and where its verdicts go. */
class StreamRun extends OpenRun {
  readonly batches: Batch[] = [];
  readonly indexes: number[] = [];
  /** How often another author's entry follows on one's. */
  stretches = 0;
  lastAuthor: number | undefined;
}

/**
 * The verdicts of a stream, in order and in batches. What counts as under way is whatever has not been handed over: a
 * verdict keeps its entry, and with it, as often as not, the buffer that the payload is in too.
 *
 * @param ending ended where a run fails
 */
export async function* verdictsOf(
  source: Source,
  verifiers: Verifiers,
  { profile, strictKeys }: { readonly profile: Profile; readonly strictKeys: boolean },
  ending: Ending,
  progress: Progress,
): AsyncGenerator<Verdict[], void, undefined> {
  const { width } = verifiers;
  const batches: Batch[] = [];
  const mostBatches = 2 * width + 2;
  const mostBytes = mostBytesUnderWay(width);
  let bytes = 0;
  let filling: Batch | undefined;
  let wake: () => void = () => undefined;

  const runs = new OpenRuns(
    profile,
    width,
    (home) => new StreamRun(home),
    (run) => {
      const { entries, indexes } = run;
      const end = entries.length;
      const roams = ROAMING * run.stretches <= end;
      verifiers
        .submit(run.whole(profile, strictKeys, roams), ending.signal)
        .then((records) => {
          for (let i = 0; i < end; i++) {
            const batch = run.batches[i]!;
            batch.verdicts[indexes[i]!] = verdictFromRecord(profile, entries[i]!, records, i);
            batch.missing--;
          }
          progress.add(end);
          wake();
        })
        .catch((error: unknown) => ending.end(error));
    },
  );
  const take = (entry: Uint8Array, payload: Uint8Array | undefined): boolean => {
    if (!filling) batches.push((filling = new Batch()));
    const batch = filling;
    const author = authorKey(entry);
    const run = runs.add(entry, payload, author);
    if (run.lastAuthor !== author) {
      run.lastAuthor = author;
      run.stretches++;
    }
    run.indexes.push(batch.verdicts.length);
    run.batches.push(batch);
    runs.submitIfFull(run);
    batch.verdicts.push(undefined as never);
    batch.missing++;
    const more = bytesOf(entry, payload);
    batch.bytes += more;
    bytes += more;
    return !batch.isFull;
  };
  /** The oldest batch, as soon as it has its verdicts. */
  const settled = async (): Promise<Verdict[]> => {
    const batch = batches.shift()!;
    runs.submitWhere((run) => run.batches[0] === batch);
    while (batch.missing > 0) await ending.until(new Promise<void>((resolve) => (wake = resolve)));
    ending.signal.throwIfAborted();
    bytes -= batch.bytes;
    return batch.verdicts;
  };

  for (let more = true; more;) {
    filling = undefined;
    more = await ending.until(source.read(ending, take));
    while (batches.length >= mostBatches || bytes > mostBytes) yield await settled();
  }
  while (batches.length > 0) yield await settled();
  progress.end();
}
