import { Bench } from 'tinybench';
import type { Case, Contender } from './contender.js';

/** What was measured of a subject. */
export interface Figure {
  readonly where: 'node' | 'chromium';
  readonly group: string;
  readonly case: string;
  readonly subject: string;
  readonly unit: string;
  /** Median of the rounds. */
  readonly opsPerSecond: number;
  /** Half the distance of the quartiles, as a part of the median. */
  readonly spread: number;
  /** To each peer, the median of the ratios of all rounds; for our own subjects. */
  readonly ratio: Readonly<Record<string, number>>;
  /** The quartiles of those ratios. */
  readonly ratioQuartiles: Readonly<Record<string, readonly [number, number]>>;
}

export interface Settings {
  readonly rounds: number;
  /** Milliseconds that each subject is timed in a round; a call that takes longer is timed once. */
  readonly slice: number;
  /** Milliseconds that each subject runs before, until its code is compiled for good. */
  readonly warmup: number;
}

/** The value below which a part of all lies, between two neighbours in proportion. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const low = Math.floor(at);
  const below = sorted[low];
  if (below === undefined) throw new RangeError('no values');
  return below + (at - low) * ((sorted[low + 1] ?? below) - below);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

async function warmUp(contenders: readonly Contender[], milliseconds: number): Promise<void> {
  for (const { run, before } of contenders) {
    const end = performance.now() + milliseconds;
    do {
      before?.();
      await run();
    } while (performance.now() < end);
  }
}

/** Times everybody once, one after the other: operations per second. */
async function round(contenders: readonly Contender[], slice: number): Promise<Map<Contender, number>> {
  const bench = new Bench({ time: slice, iterations: 1, warmup: false, throws: true });
  for (const { subject, run, before, async = false } of contenders) {
    bench.add(subject, run, { async, ...(before ? { beforeEach: before } : {}) });
  }
  await bench.run();
  return new Map(
    contenders.map((contender) => {
      const result = bench.getTask(contender.subject)?.result;
      if (result?.state !== 'completed') throw new Error(`${contender.subject} was not timed`);
      return [contender, (1000 / result.latency.mean) * contender.operations];
    }),
  );
}

/**
 * Times a case in rounds: in each, own subjects and peers take turns, each round begins with another one, and ratios are
 * taken round by round. So whatever slows the machine for a while slows all alike.
 */
export async function measure(
  each: Case,
  where: Figure['where'],
  settings: Settings,
  onRound: (done: number, rounds: number) => void = () => undefined,
): Promise<Figure[]> {
  const contenders = [...each.own, ...each.peers];
  for (const contender of contenders) await contender.check();
  if (each.warmup !== false) await warmUp(contenders, settings.warmup);
  const rounds = Math.min(settings.rounds, each.rounds ?? Infinity);
  const rates = new Map(contenders.map((contender) => [contender, [] as number[]]));
  for (let i = 0; i < rounds; i++) {
    onRound(i, rounds);
    const first = i % contenders.length;
    const order = [...contenders.slice(first), ...contenders.slice(0, first)];
    for (const [contender, rate] of await round(order, settings.slice)) rates.get(contender)!.push(rate);
  }
  return contenders.map((contender) => {
    const own = rates.get(contender)!;
    const ratios = (each.own.includes(contender) ? each.peers : []).map((peer) => {
      const theirs = rates.get(peer)!;
      return [peer.subject, own.map((rate, i) => rate / theirs[i]!)] as const;
    });
    return {
      where,
      group: each.group,
      case: each.name,
      subject: contender.subject,
      unit: each.unit,
      opsPerSecond: median(own),
      spread: (quantile(own, 0.75) - quantile(own, 0.25)) / 2 / median(own),
      ratio: Object.fromEntries(ratios.map(([peer, all]) => [peer, median(all)])),
      ratioQuartiles: Object.fromEntries(
        ratios.map(([peer, all]) => [peer, [quantile(all, 0.25), quantile(all, 0.75)]]),
      ),
    };
  });
}
