import type { Report } from './report/model.js';
import type { Figure } from './rounds.js';
import { percent, times } from './report/numbers.js';

// Two runs are never on the same machine at the same speed: what is compared are ratios to peers, which were taken in
// one run. Only where a figure has no peer, rates are.

/** Slower by less than this says nothing, whatever the quartiles. */
const LEAST = 0.05;
/** The same for rates, which take in whatever else the machine did. */
const LEAST_RATE = 0.25;

export interface Slower {
  readonly where: Figure['where'];
  readonly group: string;
  readonly case: string;
  readonly subject: string;
  /** The peer by whose ratio it is slower; none where rates were compared. */
  readonly peer?: string;
  readonly before: number;
  readonly now: number;
}

export interface Comparison {
  readonly slower: readonly Slower[];
  /** Figures that both runs have. */
  readonly compared: number;
  /** Figures that only one of them has. */
  readonly onlyBefore: number;
  readonly onlyNow: number;
}

const keyOf = ({ where, group, case: name, subject }: Figure): string =>
  JSON.stringify([where, group, name, subject]);

/**
 * What got slower beyond the noise. A ratio did where its median fell by more than 5 %, and the middle halves of the
 * rounds of both runs don't touch; and the figure where that holds for the ratios to most of its peers. A rate without
 * peers did where it fell by more than 25 % and its spreads don't touch.
 */
export function compare(before: Report, now: Report): Comparison {
  const old = new Map(before.results.map((figure) => [keyOf(figure), figure]));
  const slower: Slower[] = [];
  let compared = 0;
  for (const figure of now.results) {
    const earlier = old.get(keyOf(figure));
    if (!earlier) continue;
    compared++;
    old.delete(keyOf(figure));
    const { where, group, case: name, subject } = figure;
    const place = { where, group, case: name, subject };
    const peers = Object.keys(figure.ratio).filter((peer) => peer in earlier.ratio);
    if (peers.length === 0) {
      // Peers themselves have no peers, and are none of our business.
      if (!subject.startsWith('sasako')) continue;
      const top = figure.opsPerSecond * (1 + figure.spread);
      const bottom = earlier.opsPerSecond * (1 - earlier.spread);
      if (figure.opsPerSecond < earlier.opsPerSecond * (1 - LEAST_RATE) && top < bottom) {
        slower.push({ ...place, before: earlier.opsPerSecond, now: figure.opsPerSecond });
      }
      continue;
    }
    const fallen = peers.filter(
      (peer) =>
        figure.ratio[peer]! < earlier.ratio[peer]! * (1 - LEAST) &&
        figure.ratioQuartiles[peer]![1] < earlier.ratioQuartiles[peer]![0],
    );
    const [peer] = fallen;
    if (peer !== undefined && 2 * fallen.length > peers.length) {
      slower.push({ ...place, peer, before: earlier.ratio[peer]!, now: figure.ratio[peer]! });
    }
  }
  return { slower, compared, onlyBefore: old.size, onlyNow: now.results.length - compared };
}

/** In words. */
export function describeComparison({ slower, compared, onlyBefore, onlyNow }: Comparison): string {
  const lines = slower.map(({ where, group, case: name, subject, peer, before, now }) => {
    const by = percent(1 - now / before);
    const how =
      peer === undefined
        ? `${Math.round(before)}/s to ${Math.round(now)}/s`
        : `${times(before)} to ${times(now)} × ${peer}`;
    return `  ${group}: ${name}${where === 'chromium' ? ' (Chromium)' : ''}, ${subject}: ${by} slower, ${how}`;
  });
  const counted = `${compared} figures compared`;
  const rest = onlyBefore + onlyNow > 0 ? `; ${onlyNow} new, ${onlyBefore} not measured this time` : '';
  const head =
    slower.length === 0 ? 'Nothing got slower beyond the noise' : `Slower beyond the noise: ${slower.length}`;
  return [`${head} (${counted}${rest}).`, ...lines].join('\n');
}
