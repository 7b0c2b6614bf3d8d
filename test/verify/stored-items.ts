import { encode, Tagged } from 'cborg';
import type { BundleItem } from '../../src/verify/bundle-writer.js';
import type { Damage, StoreBatch, StoredItem } from '../../src/verify/stored.js';

/** Fewer runs than fast-check's own: each reads a whole store. */
export const settings = { numRuns: 60 };

/** By Node, and not by what the bundles under test are joined with. */
export const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts));

/** A record of a bundle as cborg writes it. */
export function recordOf({ entry, payload }: BundleItem): Uint8Array {
  return encode(new Tagged(0x62616d62, [entry, payload ?? null, entry.length + (payload?.length ?? 0)]));
}

/** Bytes in chunks of these lengths, over and over. Each is overwritten once the next is asked for. */
export function* cut(bytes: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const chunk = bytes.slice(at, at + lengths[i % lengths.length]!);
    yield chunk;
    at += chunk.length;
    chunk.fill(0xee);
  }
}

/** All batches as one. */
export async function readAll(
  batches: AsyncIterable<StoreBatch>,
): Promise<{ items: StoredItem[]; damages: Damage[]; end: number; profile?: unknown }> {
  const all = { items: [] as StoredItem[], damages: [] as Damage[], end: 0, profile: undefined as unknown };
  for await (const { items, damages, end, profile } of batches) {
    all.items.push(...items);
    all.damages.push(...damages);
    all.end = end;
    all.profile ??= profile;
  }
  return all;
}
