import type { Html } from '../../../html/html.js';
import { INSPECTOR } from '../site-map.js';
import { orderOfAMerge } from './document-pictures.js';
import { entryLayout } from './entry-layout.js';
import {
  afterTheEnd,
  figure,
  fork,
  impliedFork,
  linksOfALog,
  poolOf23,
  replicaOf23,
} from './log-pictures.js';

const PICTURES: Readonly<Record<string, () => Html>> = {
  'entry-layout': () =>
    figure(
      entryLayout(),
      'An entry with both links, here entry 4. Most entries have a backlink alone, and entry 1 has neither.',
      { href: INSPECTOR.path, text: 'Look into an entry' },
    ),
  'links-of-a-log': linksOfALog,
  'pool-of-23': poolOf23,
  'replica-of-23': replicaOf23,
  fork,
  'implied-fork': impliedFork,
  'after-the-end': afterTheEnd,
  'order-of-a-merge': orderOfAMerge,
};

/**
 * A picture of the text, drawn by the code that the command and the pages draw with.
 *
 * @throws {Error} where there is none of this name
 */
export function picture(name: string): Html {
  const draw = PICTURES[name];
  if (!draw) throw new Error(`there is no picture "${name}": there are ${Object.keys(PICTURES).join(', ')}`);
  return draw();
}
