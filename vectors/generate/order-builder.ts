import { idOf } from './data-builder.js';
import type { Expect } from './vector.js';
import { accept } from './vector.js';

/** An operation and those that it names. */
export interface Node {
  readonly id: string;
  readonly previous: readonly string[];
}

/** The id of an operation that has a letter's name: in the order of the letters. */
export const idOfLetter = (letter: string): string => idOf(0xa0 + letter.charCodeAt(0) - 0x60);

export const idsOfLetters = (letters: string): string[] => Array.from(letters, idOfLetter);

/** Operations in the order in which they arrive: `a ba cab` are a, b behind a, and c behind both. */
export const graphOf = (notation: string): Node[] =>
  notation.split(' ').map((letters) => {
    const [id, ...previous] = idsOfLetters(letters);
    return { id: id!, previous };
  });

/** No operation that is named by others. */
export const tipsOf = (nodes: readonly Node[]): string[] =>
  nodes
    .map(({ id }) => id)
    .filter((id) => !nodes.some(({ previous }) => previous.includes(id)))
    .sort();

/**
 * The order that this specification asks for, found otherwise than the reference does: operations come one by one, each
 * after all that it names, and each is put in its place among those that are there. Its place is behind the last that it
 * names, and behind all that hangs on siblings with lower ids.
 */
export function orderByInsertion(nodes: readonly Node[]): string[] {
  const order: string[] = [];
  const parentOf = new Map<string, string>();
  const pending = [...nodes];
  /** The child of `top` on which `id` hangs; undefined where it hangs elsewhere. */
  const branchBelow = (id: string, top: string): string | undefined => {
    const parent = parentOf.get(id);
    return parent === undefined ? undefined : parent === top ? id : branchBelow(parent, top);
  };
  while (pending.length > 0) {
    const at = pending.findIndex(({ previous }) => previous.every((id) => order.includes(id)));
    if (at < 0) return order;
    const [{ id, previous }] = pending.splice(at, 1) as [Node];
    if (order.includes(id)) continue;
    if (previous.length === 0) {
      order.unshift(id);
      continue;
    }
    const parent = order.filter((other) => previous.includes(other)).at(-1)!;
    let place = order.indexOf(parent) + 1;
    while (place < order.length && (branchBelow(order[place]!, parent) ?? '~') < id) place++;
    parentOf.set(id, parent);
    order.splice(place, 0, id);
  }
  return order;
}

/** What is expected where some of the operations wait. */
export function ordered(
  order: readonly string[],
  viewId: readonly string[],
  waiting: readonly string[] = [],
): Expect {
  return accept({ order, viewId, waiting });
}
