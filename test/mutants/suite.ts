import { loadVectors, type Vector } from '../../src/conformance/vectors.js';

/** Bytes of input (as JSON) above which a vector is tried after all others. */
const LARGE = 40_000;

/** All vectors of the suite in their order, but with the largest ones last, since few faults need them. */
export function suite(): Vector[] {
  const sized = loadVectors().map((vector) => ({
    vector,
    isLarge: JSON.stringify(vector.input).length > LARGE,
  }));
  return [...sized.filter(({ isLarge }) => !isLarge), ...sized.filter(({ isLarge }) => isLarge)].map(
    ({ vector }) => vector,
  );
}
