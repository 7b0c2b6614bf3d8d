import type { Profile } from '../../src/reference/index.js';
import { hex, hexOrNull } from './bytes.js';
import type { Expect, VectorList } from './vector.js';

/** An entry and what is at hand with it. */
export interface AtHand {
  readonly entry: Uint8Array;
  readonly payload?: Uint8Array | null;
  readonly lipmaalink?: Uint8Array | null;
  readonly backlink?: Uint8Array | null;
}

export interface About {
  readonly name: string;
  readonly flag: string;
  readonly requirements: readonly string[];
  readonly expect: Expect;
}

export function addVerification(list: VectorList, profile: Profile, about: About, atHand: AtHand): void {
  const { name, flag, requirements, expect } = about;
  const { entry, payload = null, lipmaalink = null, backlink = null } = atHand;
  list.add({
    id: `entry-verify-${profile}-${name}`,
    requirements,
    flags: [flag],
    profile,
    op: 'entry.verify',
    input: {
      entry: hex(entry),
      payload: hexOrNull(payload),
      lipmaalink: hexOrNull(lipmaalink),
      backlink: hexOrNull(backlink),
    },
    expect,
  });
}
