import { Rejection } from '../rejection.js';
import { viewIdOf } from './ids.js';
import type { DataProfile } from './profile.js';

/** An operation as a node of its document's graph; one without previous operations is the CREATE. */
export interface GraphNode {
  id: string;
  previous: readonly string[];
}

export interface Ordered {
  /** Ids of the operations, in the order in which they are applied. */
  order: string[];
  /** The operations that no other one names: the graph's tips, ascending. */
  tips: string[];
  /** Operations that wait for others which are not there, ascending. */
  waiting: string[];
}

/**
 * The order of a document's operations.
 *
 * @throws {Rejection} `DOCUMENT_WITHOUT_CREATE` `DOCUMENT_OF_TWO_CREATES` `DOCUMENT_CYCLE`; in `p2panda-compat`
 *   `PREVIOUS_UNKNOWN`
 */
export function orderOperations(profile: DataProfile, operations: readonly GraphNode[]): Ordered {
  // Whatever comes twice counts once.
  const nodes = new Map(operations.map((node) => [node.id, node]));
  const creates = [...nodes.values()].filter(({ previous }) => previous.length === 0);
  if (creates.length === 0) throw new Rejection('DOCUMENT_WITHOUT_CREATE');
  if (creates.length > 1) throw new Rejection('DOCUMENT_OF_TWO_CREATES');
  const children = new Map<string, string[]>([...nodes.keys()].map((id) => [id, []]));
  for (const { id, previous } of nodes.values()) for (const p of previous) children.get(p)?.push(id);
  for (const list of children.values()) list.sort();
  const graph = { nodes, children, root: creates[0]!.id };
  return profile === 'p2panda' ? orderAsSpecified(graph) : orderAsDeployed(graph);
}

interface Graph {
  nodes: ReadonlyMap<string, GraphNode>;
  /** By id, ascending. */
  children: ReadonlyMap<string, readonly string[]>;
  root: string;
}

const tipsOf = ({ children }: Graph, order: readonly string[]) =>
  viewIdOf(order.filter((id) => !children.get(id)!.some((child) => order.includes(child))));

/**
 * PAN-ORD-001 to PAN-ORD-004: an operation comes right behind one that it names, depth first, the lowest id first; where it
 * names several, behind the last of them.
 */
function orderAsSpecified(graph: Graph): Ordered {
  const order: string[] = [];
  const isOrdered = (id: string) => order.includes(id);
  const pending = [graph.root];
  while (pending.length > 0) {
    const id = pending.pop()!;
    if (isOrdered(id) || !graph.nodes.get(id)!.previous.every(isOrdered)) continue;
    order.push(id);
    pending.push(...graph.children.get(id)!.toReversed());
  }
  const waiting = [...graph.nodes.keys()].filter((id) => !isOrdered(id)).sort();
  refuseCycle(graph, waiting);
  return { order, tips: tipsOf(graph, order), waiting };
}

/** PAN-DOC-010: what waits for nothing but operations that are there, waits for itself. */
function refuseCycle({ nodes }: Graph, waiting: readonly string[]): void {
  let left = new Set(waiting);
  // Those that wait for something missing, and those that wait for these.
  for (;;) {
    const next = new Set(
      [...left].filter((id) =>
        nodes.get(id)!.previous.every((p) => nodes.has(p) && (left.has(p) || !waiting.includes(p))),
      ),
    );
    if (next.size === left.size) break;
    left = next;
  }
  if (left.size > 0) throw new Rejection('DOCUMENT_CYCLE');
}

/** PAN-ORD-006: what p2panda-rs 0.8.1 does, step by step. */
function orderAsDeployed({ nodes, children, root }: Graph): Ordered {
  for (const { id, previous } of nodes.values()) {
    if (!previous.every((before) => nodes.has(before))) throw new Rejection('PREVIOUS_UNKNOWN');
    if (previous.includes(id)) throw new Rejection('DOCUMENT_CYCLE');
  }
  const order: string[] = [];
  const stack = [root];
  while (stack.length > 0) {
    if (order.length > nodes.size) throw new Rejection('DOCUMENT_CYCLE');
    let current = stack.pop()!;
    order.push(current);
    for (;;) {
      const [first, ...rest] = children.get(current)!.filter((id) => !order.includes(id));
      if (first === undefined) break;
      stack.push(...rest);
      const { previous } = nodes.get(first)!;
      if (previous.length > 1) {
        if (previous.every((id) => order.includes(id))) stack.push(first);
        else if (stack.length === 0) throw new Rejection('DOCUMENT_CYCLE');
        break;
      }
      order.push(first);
      current = first;
    }
  }
  const tips = viewIdOf(order.filter((id) => children.get(id)!.length === 0));
  // What cannot be reached from the CREATE is left out without a word.
  const waiting = [...nodes.keys()].filter((id) => !order.includes(id)).sort();
  return { order, tips, waiting };
}
