import { addData, slug } from './data-builder.js';
import { fieldsJson, realEncodings, reasonOf } from './real-operations.js';
import { accept, reject, type VectorList } from './vector.js';

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^expected 'previous'/, 'PREVIOUS_MISSING'],
  [/unexpected 'previous'/, 'PREVIOUS_UNEXPECTED'],
  [/unexpected 'fields'/, 'FIELDS_UNEXPECTED'],
  [/^expected 'fields'/, 'FIELDS_MISSING'],
  [/underscore|missing a name|couldn't parse system schema version/, 'SCHEMA_ID_MALFORMED'],
  [/too many or invalid characters/, 'SCHEMA_NAME_INVALID'],
  [/unsupported system schema/, 'SYSTEM_SCHEMA_UNKNOWN'],
  [/invalid hash while parsing/, 'OPERATION_ID_INVALID'],
  [/expected sorted operation ids/, 'VIEW_ID_NOT_SORTED'],
];

/** Its text is the same for all faults of view ids that it is given. */
const viewIdFault = (previous: readonly string[]): string =>
  previous.length === 0 ? 'VIEW_ID_EMPTY' : 'VIEW_ID_NOT_SORTED';

/** What p2panda-js 0.8.1 encoded, to the byte, and what it refused. */
export function addRealEncodings(list: VectorList): void {
  realEncodings().forEach(({ name, action, schemaId, previous, fields, encoded, error }, i) => {
    // The protocol has no view ids in text.
    if (typeof previous === 'string') return;
    // Long ones are left to the recorded answers, to keep the file small.
    if ((encoded?.length ?? 0) > 600 && /^create bytes/.test(name)) return;
    // So are most numbers and half of the schema ids, which other vectors have.
    if (/^create (?:int|float)/.test(name) && i % 3 > 0) return;
    if (/^schemaId/.test(name) && i % 2 > 0) return;
    const reason =
      error === undefined
        ? undefined
        : /Invalid document view id/.test(error)
          ? viewIdFault(previous!)
          : reasonOf(error.replace(/^Could not encode operation: /, ''), REASONS);
    addData(
      list,
      'operation-encode',
      'operation.encode',
      {
        name: ['real', String(i), slug(name)].filter(Boolean).join('-'),
        flag: 'REAL_WORLD',
        requirements: ['PAN-OPR-001', ...(reason ? [] : ['PAN-CBR-012'])],
      },
      { action, schemaId, previous: previous, fields: fieldsJson(fields) },
      { compat: reason ? reject(reason) : accept({ operation: encoded! }) },
    );
  });
}
