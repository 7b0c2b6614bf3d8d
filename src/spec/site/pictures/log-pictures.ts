import { html, markup, type Html } from '../../../html/html.js';
import { graphOf, type GraphOptions } from '../../../graph/model.js';
import { drawSvg } from '../../../graph/svg.js';
import { hash, signEntry } from '../../../index.js';
import { certificatePool, verifyLog } from '../../../verify/index.js';
import { EXPLORER, WORKSHOP } from '../site-map.js';
import { signLog, WRITER } from './log.js';

const profile = 'p2panda';

/** Draws what a verifier makes of these entries of one log. */
function draw(
  entries: readonly Uint8Array[],
  description: string,
  options: Pick<GraphOptions, 'pool' | 'from' | 'to'> = {},
): Html {
  const report = verifyLog(entries, { profile, author: WRITER.publicKey, logId: 0n });
  const graph = graphOf({ profile, entries, report, ...options });
  return markup(drawSvg(graph, { heading: '', summary: '', description }, 'page'));
}

/** A page on which one goes on from a picture. */
interface More {
  /** Relative to the site's root. */
  readonly href: string;
  readonly text: string;
}

const EXPLORE: More = { href: EXPLORER.path, text: 'Explore the links' };
const EXPLORE_POOL: More = { href: `${EXPLORER.path}#n=23&mode=pool`, text: 'Explore the pool of any entry' };
const FORK: More = { href: WORKSHOP.path, text: 'Fork a log of your own' };

export function figure(drawing: Html, caption: string, more?: More): Html {
  return html`<figure class="picture">
    <div class="scroll" tabindex="0" role="group" aria-label="Picture">${drawing}</div>
    <figcaption>${caption}${more && html` <a href="${more.href}">${more.text}</a>.`}</figcaption>
  </figure> `;
}

/** Entries 1 to 40 with all their links. */
export function linksOfALog(): Html {
  return figure(
    draw(signLog(profile, 40), 'Entries 1 to 40 in a line, their lipmaalinks as arcs above them.'),
    'Entries 1 to 40. Neighbours are linked by backlinks, arcs are lipmaalinks. The longest arcs end at the full numbers 1, 4, 13 and 40.',
    EXPLORE,
  );
}

/** The certificate pool of 23 in the same log. */
export function poolOf23(): Html {
  const numbers = certificatePool(23n).join(', ');
  return figure(
    draw(
      signLog(profile, 40),
      `Entries 1 to 40 in a line; those of the certificate pool of 23 are highlighted: ${numbers}.`,
      { pool: 23n },
    ),
    `The certificate pool of 23: the way down from 40, the next full number, and on to 1. It has ${numbers}.`,
    EXPLORE_POOL,
  );
}

/** What a peer has who keeps that pool alone. */
export function replicaOf23(): Html {
  const entries = signLog(profile, 40);
  const kept = certificatePool(23n).map((seqNum) => entries[Number(seqNum) - 1]!);
  return figure(
    draw(kept, 'The entries of the certificate pool of 23 alone, each path-verified.', { pool: 23n }),
    'A replica that holds the pool of 23 and nothing else. Each of its entries is path-verified; what links lead to and is not at hand is hollow.',
  );
}

/** A second entry 7, after a log of 13. */
export function fork(): Html {
  const entries = signLog(profile, 13);
  const other = signLog(profile, 8, (seqNum) => (seqNum < 7 ? `order ${seqNum}` : `another order ${seqNum}`));
  return figure(
    draw(
      [...entries, other[6]!, other[7]!],
      'A log of 13 entries with a second entry 7, and a second entry 8 after it.',
    ),
    'The author signed a second entry 7 and went on from there. The log is invalid from 7 on, on both branches; entries 1 to 6 stay verified.',
    FORK,
  );
}

/** A fork of which one side is known by a link alone. */
export function impliedFork(): Html {
  const entries = signLog(profile, 13);
  const other = signLog(profile, 9, (seqNum) => (seqNum < 8 ? `order ${seqNum}` : `another order ${seqNum}`));
  return figure(
    draw(
      [...entries, other[8]!],
      'A log of 13 entries, and a second entry 9 that links to an entry 8 which is not at hand.',
    ),
    'Of the other branch only entry 9 is at hand. Its backlink names another entry 8, which nobody here has seen: the fork at 8 is implied, and proved all the same.',
    FORK,
  );
}

/** An entry signed for a number that the author had closed. */
export function afterTheEnd(): Html {
  const entries = signLog(profile, 5);
  const hashes = entries.map((entry) => hash(entry, profile));
  const last = signEntry({
    profile,
    keyPair: WRITER,
    logId: 0n,
    seqNum: 6n,
    endOfLog: true,
    backlink: hashes[4],
    payload: new TextEncoder().encode('the end'),
  });
  const after = signEntry({
    profile,
    keyPair: WRITER,
    logId: 0n,
    seqNum: 7n,
    backlink: last.hash,
    payload: new TextEncoder().encode('one more'),
  });
  return figure(
    draw([...entries, last.bytes, after.bytes], 'A log whose entry 6 ends it, and an entry 7 after that.'),
    'Entry 6 ends the log. What comes after it is invalid.',
  );
}
