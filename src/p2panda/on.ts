import type { Engine } from '../bamboo/engine.js';
import { joinBytes } from '../bamboo/join.js';
import { authorOn } from './author.js';
import { checkGivenViewId, type DocumentViewId } from './ids.js';
import { materialiserOn } from './materialiser.js';
import { profileOf, type DataOptions } from './profile.js';
import { nextArgsOn, validatePublishOn } from './publish.js';
import { attempt, type Refused } from './refusal.js';

/** What of the API for data types hashes, signs or verifies, on an engine. */
export function p2pandaOn(engine: Engine) {
  return {
    Author: authorOn(engine),
    Materialiser: materialiserOn(engine),
    nextArgs: nextArgsOn(engine),
    validatePublish: validatePublishOn(engine),
    hashViewId: (
      viewId: DocumentViewId,
      options?: DataOptions,
    ): { readonly ok: true; readonly hash: Uint8Array } | Refused =>
      attempt(() => {
        const ids = checkGivenViewId(profileOf(options), viewId);
        return { ok: true, hash: engine.hash('p2panda', joinBytes(ids)) };
      }),
  };
}

/** See {@link p2pandaOn}. */
export type P2pandaApi = ReturnType<typeof p2pandaOn>;
