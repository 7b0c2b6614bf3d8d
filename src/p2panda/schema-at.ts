import { equalBytes } from '../bamboo/links.js';
import type { Document } from './document.js';
import { checkGivenViewId, viewIdText, type DocumentViewId, type OperationId } from './ids.js';
import type { PlainValue } from './fields.js';
import type { DataProfile } from './profile.js';
import { Refusal } from './refusal.js';
import { buildSchema, type Schema, type SchemaFieldDefinition } from './schema.js';

/** An operation without which a schema can't be built yet, and what it is part of. */
export interface MissingOperation {
  readonly missing: OperationId;
  readonly of: 'definition' | 'field';
}

/**
 * The schema whose definition has a view, from documents (PAN-SCH-001 to PAN-SCH-010). Whichever view of a definition somebody
 * made documents of, latest or not, stays a schema.
 *
 * @param documentOf the document that an operation is of
 * @throws {Refusal} where these documents make up none, whatever else comes
 */
export function schemaAt(
  profile: DataProfile,
  viewId: DocumentViewId,
  documentOf: (id: OperationId) => Document | undefined,
): Schema | MissingOperation {
  const missing = checkGivenViewId(profile, viewId).find((id) => documentOf(id) === undefined);
  if (missing !== undefined) return { missing, of: 'definition' };
  const definition = fieldsAt(documentOf(viewId[0]!)!, viewId, 'schema_definition_v1');
  const { name, description, fields } = definition as {
    name: string;
    description: string;
    fields: readonly DocumentViewId[];
  };
  for (const wanted of fields) {
    for (const id of wanted) if (documentOf(id) === undefined) return { missing: id, of: 'field' };
  }
  const fieldDefinitions = fields.map((wanted): SchemaFieldDefinition => {
    const field = fieldsAt(documentOf(wanted[0]!)!, wanted, 'schema_field_definition_v1');
    return { viewId: wanted, ...(field as { name: string; type: string }) };
  });
  const built = buildSchema({ viewId, name, description, fields }, fieldDefinitions, { profile });
  if (!built.ok) throw new Refusal(built.reason, built.message);
  return built.schema;
}

/** What a definition says in a view. */
function fieldsAt(
  document: Document,
  viewId: DocumentViewId,
  schemaId: string,
): Readonly<Record<string, PlainValue>> {
  if (document.schema.id !== schemaId) {
    throw new Refusal('SCHEMA_MISMATCH', `a document of ${document.schema.id} is no ${schemaId}`);
  }
  const latest = document.viewId;
  const isLatest = latest.length === viewId.length && latest.every((id, i) => equalBytes(id, viewId[i]!));
  if (isLatest && document.fields !== undefined) return document.fields;
  const found = document.view(viewId);
  if (!found.ok) throw new Refusal(found.reason, found.message);
  if (found.view.fields !== undefined) return found.view.fields;
  throw new Refusal('DOCUMENT_DELETED', `the ${schemaId} is deleted in the view ${viewIdText(viewId)}`);
}
