import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as P2panda from '../../src/p2panda/index.js';
import type { DataProfile } from '../../src/p2panda/profile.js';

/** What `sasako/p2panda` exports. */
export type DataApi = typeof P2panda;

/** Each profile of operations and documents is a subject of its own. */
export const SUBJECT: Readonly<Record<DataProfile, string>> = {
  p2panda: 'sasako, p2panda',
  'p2panda-compat': 'sasako, p2panda-compat',
};

const BUILT = pathToFileURL(join(import.meta.dirname, '../../dist/p2panda/index.js')).href;

/** As users have it: built, and not by the loader of TypeScript, which names every function anew as it is made. */
export const builtData = async (): Promise<DataApi> => (await import(BUILT)) as DataApi;
