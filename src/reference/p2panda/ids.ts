import { concatBytes, fromHex } from '../bytes.js';
import { hash } from '../hash.js';
import { Rejection } from '../rejection.js';
import type { DataProfile } from './profile.js';

/** Bytes of an operation id: an encoded hash of the profile `p2panda`. */
export const ID_LENGTH = 34;

/** At most so many ids make up a view id in `p2panda` (PAN-DOC-006). */
export const MAX_VIEW_ID = 1024;

/** PAN-OPR-006; p2panda 0.8.1 does not look at the length byte. */
export function checkOperationId(profile: DataProfile, id: string, offset?: number): string {
  const form = profile === 'p2panda' ? /^0020[0-9a-f]{64}$/ : /^00[0-9A-Fa-f]{66}$/;
  if (!form.test(id)) throw new Rejection('OPERATION_ID_INVALID', offset);
  return id;
}

/**
 * A view id: ascending operation ids, each once, one at least (PAN-DOC-003 to PAN-DOC-006). Hex of one length and case
 * is in the order of its bytes.
 */
export function checkViewId(
  profile: DataProfile,
  ids: readonly string[],
  offset?: number,
): readonly string[] {
  if (ids.length === 0) throw new Rejection('VIEW_ID_EMPTY', offset);
  if (profile === 'p2panda' && ids.length > MAX_VIEW_ID) throw new Rejection('VIEW_ID_TOO_LONG', offset);
  for (const id of ids) checkOperationId(profile, id, offset);
  if (!ids.every((id, i) => i === 0 || ids[i - 1]! < id)) throw new Rejection('VIEW_ID_NOT_SORTED', offset);
  return ids;
}

/** Ids as a view id has them: ascending, each once. */
export function viewIdOf(ids: Iterable<string>): string[] {
  return [...new Set(ids)].sort();
}

/** The hash of a view id: of its ids' bytes, one after the other (PAN-DOC-008). */
export function viewIdHash(viewId: readonly string[]): Uint8Array {
  return hash('p2panda', concatBytes(...viewId.map(fromHex)));
}
