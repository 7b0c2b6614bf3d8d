import type { DocumentOperations } from './document-operations.js';

/** Whether an operation with a place neither comes before another one nor after it. */
export function concurrentWith(operations: DocumentOperations, number: number): (other: number) => boolean {
  const past = operations.pastOf([number]);
  const following = operations.following();
  const future = new Uint8Array(past.length);
  const pending = [number];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (future[at] === 1) continue;
    future[at] = 1;
    for (const after of following[at]!) pending.push(after);
  }
  return (other) => past[other] === 0 && future[other] === 0;
}

/**
 * The operations that wrote a field and that no other one which wrote it knew of: where there are several, they were made at
 * the same time.
 *
 * @param order those with a place, each once
 */
export function latestWriters(
  operations: DocumentOperations,
  order: readonly number[],
  name: string,
): number[] {
  const writers = order.filter((number) => operations.operation(number).fields?.has(name));
  if (writers.length < 2) return writers;
  const known = operations.pastOf(writers.flatMap((number) => [...operations.previous(number)]));
  return writers.filter((number) => known[number] === 0);
}
