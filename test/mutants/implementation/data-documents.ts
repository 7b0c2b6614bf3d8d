import type {
  DataProfile,
  JsonSchema,
  OperationInputs,
  TypedField,
} from '../../../src/conformance/protocol.js';
import { DataSchemas } from './data-schemas.js';
import type { Operation } from './data-operations.js';
import { Refusal } from './refusal.js';

/** An operation in its document's graph; a CREATE names none. */
export interface GraphNode {
  readonly id: string;
  readonly previous: readonly string[];
}

/** What an order is worked out from. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Those that name an operation, in their order. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly root: string;
}

export interface Ordered {
  readonly order: string[];
  readonly viewId: string[];
  readonly waiting: string[];
}

export interface Materialised {
  readonly documentId: string;
  readonly viewId: string[];
  readonly deleted: boolean;
  readonly fields: (TypedField & { operationId: string })[] | null;
  readonly waiting: string[];
}

export type Applied = Map<string, TypedField & { operationId: string }>;

/** Ordering operations, and what comes of applying them. */
export class DataDocuments extends DataSchemas {
  /** Whatever comes twice counts once. */
  distinct(operations: readonly GraphNode[]): GraphNode[] {
    return [...new Map(operations.map((node) => [node.id, node])).values()];
  }

  checkCreates(creates: readonly GraphNode[]): void {
    if (creates.length === 0) throw new Refusal('DOCUMENT_WITHOUT_CREATE');
    if (creates.length > 1) throw new Refusal('DOCUMENT_OF_TWO_CREATES');
  }

  /** Those that name one operation, as they come next. */
  sortedSiblings(ids: readonly string[]): string[] {
    return ids.toSorted((a, b) => this.compareIds(a, b));
  }

  graphOf(operations: readonly GraphNode[]): Graph {
    const distinct = this.distinct(operations);
    const nodes = new Map(distinct.map((node) => [node.id, node]));
    const creates = distinct.filter(({ previous }) => previous.length === 0);
    this.checkCreates(creates);
    const children = new Map<string, string[]>();
    for (const { id } of distinct) children.set(id, []);
    for (const { id, previous } of distinct) for (const before of previous) children.get(before)?.push(id);
    for (const [id, list] of children) children.set(id, this.sortedSiblings(list));
    return { nodes, children, root: creates[0]!.id };
  }

  /** Whether an operation may come now. */
  isReady({ previous }: GraphNode, isOrdered: (id: string) => boolean): boolean {
    return previous.every(isOrdered);
  }

  /** The stack of the walk with those that name an operation on it, the next one last. */
  stacked(pending: readonly string[], children: readonly string[]): string[] {
    return [...pending, ...children.toReversed()];
  }

  specifiedOrder({ nodes, children, root }: Graph): string[] {
    const order = new Set<string>();
    let pending = [root];
    while (pending.length > 0) {
      const id = pending.pop()!;
      if (order.has(id) || !this.isReady(nodes.get(id)!, (before) => order.has(before))) continue;
      order.add(id);
      pending = this.stacked(pending, children.get(id)!);
    }
    return [...order];
  }

  /** Whether one that waits does so for something that is missing, at the end. */
  waitsForMissing({ nodes }: Graph, waiting: readonly string[]): boolean {
    let left = [...waiting];
    for (;;) {
      const waits = (id: string) => !nodes.has(id) || (waiting.includes(id) && !left.includes(id));
      const still = left.filter((id) => !nodes.get(id)!.previous.some(waits));
      if (still.length === left.length) return still.length === 0;
      left = still;
    }
  }

  checkCycle(graph: Graph, waiting: readonly string[]): void {
    if (!this.waitsForMissing(graph, waiting)) throw new Refusal('DOCUMENT_CYCLE');
  }

  checkDeployed({ nodes }: Graph): void {
    for (const { id, previous } of nodes.values()) {
      if (!previous.every((before) => nodes.has(before))) throw new Refusal('PREVIOUS_UNKNOWN');
      if (previous.includes(id)) throw new Refusal('DOCUMENT_CYCLE');
    }
  }

  checkDeployedLength(order: readonly string[], nodes: ReadonlyMap<string, GraphNode>): void {
    if (order.length > nodes.size) throw new Refusal('DOCUMENT_CYCLE');
  }

  /** What of the lowest one is left for later. */
  deployedRest(rest: readonly string[]): readonly string[] {
    return rest;
  }

  isMerge({ previous }: GraphNode): boolean {
    return previous.length > 1;
  }

  /** Which of those that name an operation are still to come. */
  deployedNext(children: readonly string[], order: readonly string[]): string[] {
    return children.filter((id) => !order.includes(id));
  }

  deployedOrder({ nodes, children, root }: Graph): string[] {
    const order: string[] = [];
    const stack = [root];
    while (stack.length > 0) {
      this.checkDeployedLength(order, nodes);
      let current = stack.pop()!;
      order.push(current);
      for (;;) {
        const [first, ...rest] = this.deployedNext(children.get(current)!, order);
        if (first === undefined) break;
        stack.push(...this.deployedRest(rest));
        const node = nodes.get(first)!;
        if (this.isMerge(node)) {
          if (this.isReady(node, (id) => order.includes(id))) stack.push(first);
          else if (stack.length === 0) throw new Refusal('DOCUMENT_CYCLE');
          break;
        }
        order.push(first);
        current = first;
      }
    }
    return order;
  }

  /** Operations of an order that no other one names. */
  tipsOf(profile: DataProfile, { children }: Graph, order: readonly string[]): string[] {
    const ordered = new Set(order);
    const isLast = (id: string) =>
      !children.get(id)!.some((child) => profile === 'p2panda-compat' || ordered.has(child));
    return this.sortedIds(order.filter(isLast));
  }

  waitingOf({ nodes }: Graph, order: readonly string[]): string[] {
    const ordered = new Set(order);
    return this.sortedIds([...nodes.keys()].filter((id) => !ordered.has(id)));
  }

  orderOperations(profile: DataProfile, operations: readonly GraphNode[]): Ordered {
    const graph = this.graphOf(operations);
    if (profile === 'p2panda-compat') this.checkDeployed(graph);
    const order = profile === 'p2panda' ? this.specifiedOrder(graph) : this.deployedOrder(graph);
    const waiting = this.waitingOf(graph, order);
    if (profile === 'p2panda') this.checkCycle(graph, waiting);
    return { order, viewId: this.tipsOf(profile, graph, order), waiting };
  }

  /** Whether all that a view id names is part of the document. */
  checkViewKnown(viewId: readonly string[], { order }: Ordered): void {
    if (!viewId.every((id) => order.includes(id))) throw new Refusal('VIEW_UNKNOWN');
  }

  /** Some operations and all that come before them. */
  pastOf(graph: readonly GraphNode[], ids: readonly string[]): GraphNode[] {
    const past = new Set(ids);
    const previousOf = new Map(graph.map(({ id, previous }) => [id, previous]));
    for (const id of past) for (const before of previousOf.get(id) ?? []) past.add(before);
    return graph.filter(({ id }) => past.has(id));
  }

  /** The DELETE that makes a view a deleted one, if any. */
  deletionIn(order: readonly string[], operations: ReadonlyMap<string, Operation>): string | undefined {
    return order.find((id) => operations.get(id)!.action === 'delete');
  }

  deletedViewId(profile: DataProfile, deletion: string, { viewId }: Ordered): string[] {
    return profile === 'p2panda' ? [deletion] : viewId;
  }

  apply(fields: Applied, operationId: string, written: readonly TypedField[]): void {
    for (const field of written) fields.set(field.name, { ...field, operationId });
  }

  /** The fields of a view, in the order in which they are given. */
  fieldsGiven(fields: Applied): (TypedField & { operationId: string })[] {
    return [...fields.values()].sort((a, b) => this.compareNames(a.name, b.name));
  }

  /** A view's order: of the whole document, or of the past that a view id stands for. */
  orderOfView(
    profile: DataProfile,
    graph: readonly GraphNode[],
    whole: Ordered,
    viewId: readonly string[] | null,
  ): Ordered {
    if (viewId === null) return whole;
    this.checkViewId(profile, viewId);
    this.checkViewKnown(viewId, whole);
    return this.orderOperations(profile, this.pastOf(graph, viewId));
  }

  /** The document's id, given the order of all its operations. */
  documentIdOf(whole: Ordered): string {
    return whole.order[0]!;
  }

  materialise(
    profile: DataProfile,
    { schema, viewId, ...input }: OperationInputs['document.materialise'] & { schema: JsonSchema },
    bytesOf: (hex: string) => Uint8Array,
  ): Materialised {
    const operations = new Map<string, Operation>();
    const written = new Map<string, readonly TypedField[]>();
    for (const { id, operation: hex } of input.operations) {
      const operation = this.decodeOperation(profile, bytesOf(hex));
      written.set(id, this.validateOperation(profile, operation, schema) ?? []);
      operations.set(id, operation);
    }
    const graph = [...operations].map(([id, { previous }]) => ({ id, previous: previous ?? [] }));
    const whole = this.orderOperations(profile, graph);
    const documentId = this.documentIdOf(whole);
    const view = this.orderOfView(profile, graph, whole, viewId);
    const { waiting } = whole;
    const deletion = this.deletionIn(view.order, operations);
    if (deletion !== undefined) {
      const deletedId = this.deletedViewId(profile, deletion, view);
      return { documentId, viewId: deletedId, deleted: true, fields: null, waiting };
    }
    const fields: Applied = new Map();
    for (const id of view.order) this.apply(fields, id, written.get(id)!);
    return { documentId, viewId: view.viewId, deleted: false, fields: this.fieldsGiven(fields), waiting };
  }
}
