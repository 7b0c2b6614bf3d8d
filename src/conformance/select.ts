import { HarnessError } from './errors.js';
import { OPERATIONS, PROFILES, type Profile } from './protocol.js';
import { unknownName } from './suggest.js';
import type { Vector } from './vectors.js';

/** Which vectors to run; without any condition all of them. */
export interface Selection {
  /** Only what is of this profile, and what depends on none. */
  profile?: Profile;
  /** Only these operations. */
  ops?: readonly string[];
  /** Only the vectors with these ids. */
  ids?: readonly string[];
}

/**
 * The vectors of a selection, in their order.
 *
 * @throws {HarnessError} where an operation, a profile or an id is unknown (with what was probably meant), or
 *   where nothing is left.
 */
export function selectVectors(vectors: readonly Vector[], selection: Selection): Vector[] {
  const { profile, ops = [], ids = [] } = selection;
  if (profile !== undefined && !PROFILES.includes(profile)) {
    throw new HarnessError(unknownName('profile', profile, PROFILES));
  }
  const operations: readonly string[] = OPERATIONS;
  for (const op of ops)
    if (!operations.includes(op)) throw new HarnessError(unknownName('operation', op, operations));
  const known = new Set(vectors.map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) throw new HarnessError(unknownName('vector', id, known));
  const selected = vectors.filter(
    (vector) =>
      (profile === undefined || vector.profile === undefined || vector.profile === profile) &&
      (ops.length === 0 || ops.includes(vector.op)) &&
      (ids.length === 0 || ids.includes(vector.id)),
  );
  if (selected.length === 0) throw new HarnessError('no vector matches all of the conditions given');
  return selected;
}
