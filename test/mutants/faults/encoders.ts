import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import type { Draft } from '../implementation/entries.js';
import { Implementation } from '../implementation/implementation.js';

/** An encoder that doesn't look at what it made, so that what it makes comes out. */
export class Careless extends Implementation {
  override checkEncoded() {
    // Nothing.
  }
}

/** An encoder that changes its input first. */
export const changing = (change: (draft: Draft) => Draft) =>
  class extends Implementation {
    override encodeEntry(profile: Profile, draft: Draft) {
      return super.encodeEntry(profile, change(draft));
    }
  };
