import { Rejection } from '../rejection.js';
import { checkViewId, viewIdOf } from './ids.js';
import { decodeOperation } from './decode.js';
import { type Operation } from './operation.js';
import { orderOperations, type GraphNode } from './order.js';
import type { DataProfile } from './profile.js';
import type { Schema } from './schema.js';
import { validateOperation } from './validate.js';
import type { TypedValue } from './values.js';

/** An operation, with the id that its entry gives it (hex). */
export interface PublishedOperation {
  id: string;
  bytes: Uint8Array;
}

export interface DocumentView {
  documentId: string;
  viewId: readonly string[];
  deleted: boolean;
  /** By ascending names; each with the id of the operation that wrote it. Null where the document is deleted. */
  fields: ({ name: string; operationId: string } & TypedValue)[] | null;
  waiting: readonly string[];
}

/**
 * A document's state: all of its operations, or those that a view id stands for, applied in their order (PAN-RED-001 to
 * PAN-RED-003, PAN-DEL-001 to PAN-DEL-003).
 *
 * @param viewId a past state; null for the latest
 * @throws {Rejection} for operations that don't decode, are not of the schema, or make up no document
 */
export function materialise(
  profile: DataProfile,
  schema: Schema,
  published: readonly PublishedOperation[],
  viewId: readonly string[] | null,
): DocumentView {
  const operations = new Map<string, Operation>();
  for (const { id, bytes } of published) {
    const operation = decodeOperation(profile, bytes);
    validateOperation(profile, operation, schema);
    operations.set(id, operation);
  }
  const graph = [...operations].map(([id, { previous }]): GraphNode => ({ id, previous: previous ?? [] }));
  const whole = orderOperations(profile, graph);
  const documentId = whole.order[0]!;
  let { order, tips } = whole;
  if (viewId) {
    checkViewId(profile, viewId);
    if (!viewId.every((id) => whole.order.includes(id))) throw new Rejection('VIEW_UNKNOWN');
    const past = pastOf(graph, viewId);
    ({ order, tips } = orderOperations(
      profile,
      graph.filter(({ id }) => past.has(id)),
    ));
  }

  const firstDelete = order.find((id) => operations.get(id)!.action === 'delete');
  if (firstDelete !== undefined) {
    const ids = profile === 'p2panda' ? [firstDelete] : tips;
    return { documentId, viewId: ids, deleted: true, fields: null, waiting: whole.waiting };
  }
  const fields = new Map<string, { name: string; operationId: string } & TypedValue>();
  for (const operationId of order) {
    for (const field of validateOperation(profile, operations.get(operationId)!, schema) ?? []) {
      fields.set(field.name, { ...field, operationId });
    }
  }
  const names = schema.fields.map(({ name }) => name);
  return {
    documentId,
    viewId: tips,
    deleted: false,
    fields: [...fields.values()].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name)),
    waiting: whole.waiting,
  };
}

/** Some operations and all that come before them. */
export function pastOf(graph: readonly GraphNode[], ids: readonly string[]): Set<string> {
  const previousOf = new Map(graph.map(({ id, previous }) => [id, previous]));
  const past = new Set<string>();
  const pending = [...viewIdOf(ids)];
  while (pending.length > 0) {
    const id = pending.pop()!;
    if (past.has(id)) continue;
    past.add(id);
    pending.push(...(previousOf.get(id) ?? []));
  }
  return past;
}
