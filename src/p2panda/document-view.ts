import type { PlainValue } from './fields.js';
import type { DocumentId, DocumentViewId, OperationId } from './ids.js';
import type { FieldsOf, FieldTypes } from './typed.js';

/** What came of an operation that a document was given. */
export interface Added {
  readonly ok: true;
  /**
   * `applied`: it has its place; `waiting`: it names operations that are not there yet; `known`: it was there already.
   */
  readonly status: 'applied' | 'waiting' | 'known';
  /** The operations that have their place now: this one, and those that waited for it. */
  readonly applied: readonly OperationId[];
  /**
   * Names of the fields whose value in the latest view changed, ascending; none once the document is deleted. In `p2panda-compat` those that the operation writes,
   * where all have to be sorted anew to tell.
   */
  readonly changed: readonly string[];
}

/** A state of a document. */
export interface DocumentView<Fields extends FieldTypes = FieldTypes> {
  readonly documentId: DocumentId;
  /** The operations that no other one of the view names (PAN-DOC-007); of a deleted document see PAN-DEL-002. */
  readonly viewId: DocumentViewId;
  readonly deleted: boolean;
  /** `undefined` where the document is deleted. */
  readonly fields: FieldsOf<Fields> | undefined;
  /** The operation that wrote each field. */
  readonly writers: Readonly<Record<string, OperationId>> | undefined;
}

/** An operation that wrote a field, and what it wrote. */
export interface Written {
  readonly operationId: OperationId;
  readonly value: PlainValue;
}

/** A field that was written at the same time, by operations of which none knew the other. */
export interface FieldConflict {
  readonly name: string;
  /** Whose value the view has: the last of them in the order, which in `p2panda-compat` may be one that another replaced. */
  readonly winner: Written;
  /** The others, in the order. */
  readonly others: readonly Written[];
}
