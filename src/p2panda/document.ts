import { checkBytes } from '../bamboo/arguments.js';
import { concurrentWith, latestWriters } from './concurrency.js';
import { DeployedGraph } from './deployed-graph.js';
import { deployedOrder } from './deployed-order.js';
import { DocumentOperations } from './document-operations.js';
import type { PlainValue } from './fields.js';
import type { Added, DocumentView, FieldConflict, Written } from './document-view.js';
import { OperationGraph } from './graph.js';
import {
  checkOperationId,
  checkGivenViewId,
  compareIds,
  type DocumentId,
  type DocumentViewId,
  type OperationId,
} from './ids.js';
import { readGiven } from './decode.js';
import type { DecodedOperation } from './operation.js';
import type { DataProfile } from './profile.js';
import { attempt, Refusal, type Refused } from './refusal.js';
import { refuseWaiting } from './order.js';
import { checkSchema, type Schema } from './schema.js';
import type { FieldsOf, FieldTypes } from './typed.js';
import { checkAgainst } from './validate.js';

/** What operations make up, by their numbers. */
interface State {
  readonly tips: readonly number[];
  /** The DELETE, the first in the order in `p2panda`; −1 where there is none. */
  readonly firstDelete: number;
  /** By the place of the field in the schema: the operation that wrote it last, or −1. */
  readonly writers: Int32Array;
}

/**
 * A document: operations, in the order that the specification gives them, and the state that they make up. Operations may
 * come in any order, and twice; what depends on others waits for them. Adding one takes the same time whether the document has
 * ten operations or a hundred thousand. (In `p2panda-compat` where the others keep their order but for a thousand at most, as
 * where each names one operation, or what nothing else names; elsewhere all are sorted anew when the state is next read.)
 *
 * @example
 * const document = new Document(venue);
 * document.add(createId, createBytes);
 * document.add(updateId, updateBytes);
 * document.fields?.name; // the latest value
 * document.conflicts(); // what was written at the same time
 */
export class Document<Fields extends FieldTypes = FieldTypes> {
  readonly schema: Schema<Fields>;
  readonly #operations = new DocumentOperations();
  #graph: OperationGraph | DeployedGraph;
  readonly #writers: Int32Array;
  readonly #tips = new Set<number>();
  #create = -1;
  #firstDelete = -1;
  #edited = false;
  /** The operations in their order; in `p2panda-compat` as it was last worked out, where the same one may come twice. */
  #order: Iterable<number>;
  /** In `p2panda-compat`: whether the order is that of all operations; and whether the graph is one that takes more. */
  #isSettled = true;
  #isGrowing = true;
  #problem: Refused | undefined;

  /** @param schema the schema of the document; its profile is the document's */
  constructor(schema: Schema<Fields>) {
    checkSchema(schema);
    this.schema = schema;
    const Graph = schema.profile === 'p2panda' ? OperationGraph : DeployedGraph;
    this.#order = this.#graph = new Graph(this.#operations.ids);
    this.#writers = new Int32Array(schema.names.length).fill(-1);
  }

  get profile(): DataProfile {
    return this.schema.profile;
  }

  /** The id of the operation that created it; `undefined` before that one is there. */
  get id(): DocumentId | undefined {
    return this.#create < 0 ? undefined : this.#operations.ids.get(this.#create);
  }

  /** How many operations have their place. */
  get size(): number {
    this.#placeCircles();
    return this.#operations.placed;
  }

  /** Whether an UPDATE has its place. */
  get edited(): boolean {
    this.#placeCircles();
    return this.#edited;
  }

  get deleted(): boolean {
    this.#placeCircles();
    return this.#firstDelete >= 0;
  }

  /**
   * Takes an operation in. What is refused changes nothing.
   *
   * @param id the operation's id, 34 bytes: the hash of its entry
   * @param operation its bytes, which are copied; or what `decodeOperation` made of them, to be left as it is
   */
  add(id: Uint8Array, operation: Uint8Array | DecodedOperation): Added | Refused {
    const checked = checkBytes(id, 'id');
    return attempt(() => this.#add(checked, operation));
  }

  #add(id: Uint8Array, given: Uint8Array | DecodedOperation): Added {
    const { profile, schema } = this;
    checkOperationId(profile, id);
    if (this.#operations.find(id) >= 0) return { ok: true, status: 'known', applied: [], changed: [] };
    const operation = readGiven(profile, given);
    checkAgainst(profile, operation, schema);
    if (operation.action === 'create' && this.#create >= 0) {
      throw new Refusal(
        'DOCUMENT_OF_TWO_CREATES',
        'a document has one CREATE, and this one is created already',
      );
    }
    const placed = this.#operations.add(id, operation);
    const changed: number[] = [];
    for (const number of placed) this.#place(number, changed);
    // A deleted document has no values, and gets none.
    if (this.#firstDelete >= 0) changed.length = 0;
    // In a circle, into which p2panda 0.8.1 walks.
    if (profile === 'p2panda-compat' && this.#waitsForItself) this.#isSettled = false;
    return {
      ok: true,
      status: placed.length > 0 ? 'applied' : 'waiting',
      applied: placed.map((number) => this.#operations.ids.get(number)),
      changed: (changed.length > 1 ? ascending(changed) : changed).map((field) => schema.names[field]!),
    };
  }

  #place(number: number, changed: number[]): void {
    const previous = this.#operations.previous(number);
    const operation = this.#operations.operation(number);
    if (operation.action === 'create') this.#create = number;
    else this.#edited ||= operation.action === 'update';
    for (const before of previous) this.#tips.delete(before);
    this.#tips.add(number);
    const moved = this.#isGrowing && this.#isSettled ? this.#graph.add(number, previous) : undefined;
    if (operation.action === 'delete' && this.#comesFirst(number, this.#firstDelete)) {
      this.#firstDelete = number;
    }
    if (moved === undefined) {
      this.#isSettled = false;
      for (const name of operation.fields?.names ?? []) changed.push(this.schema.names.indexOf(name));
      return;
    }
    this.#write(this.#writers, number, false, changed);
    for (const other of moved) this.#write(this.#writers, other, false, changed);
  }

  /** Whether all operations are there that others name, and some wait. */
  get #waitsForItself(): boolean {
    return this.#operations.isComplete && !this.#operations.isWhole;
  }

  /** Whether a DELETE comes before the first that is known; `p2panda-compat` asks for none but whether there is one. */
  #comesFirst(number: number, firstDelete: number): boolean {
    return firstDelete < 0 || (this.profile === 'p2panda' && this.#graph.isBefore(number, firstDelete));
  }

  /** Whether what `a` wrote gives way to what `b` wrote. */
  #givesWay(a: number, b: number): boolean {
    return a < 0 || this.#graph.isBefore(a, b);
  }

  /** Lets an operation write its fields where none that comes later has; or all of them, where it is the last so far. */
  #write(writers: Int32Array, number: number, isLast: boolean, changed?: number[]): void {
    let field = 0;
    for (const name of this.#operations.operation(number).fields?.names ?? []) {
      while (this.schema.names[field] !== name) field++;
      if (!isLast && !this.#givesWay(writers[field]!, number)) continue;
      writers[field] = number;
      changed?.push(field);
    }
  }

  /** Works the order of `p2panda-compat` out, where it isn't yet. */
  #settle(): void {
    if (this.#isSettled || this.#create < 0) return;
    this.#isSettled = true;
    const operations = this.#operations;
    const isCircular = this.#waitsForItself;
    const result = attempt(() => {
      if (isCircular) refuseWaiting(operations, true);
      return deployedOrder(operations, this.#create, (number) =>
        isCircular ? operations.isThere(number) : operations.isPlaced(number),
      );
    });
    if ('ok' in result) {
      this.#problem = result;
      this.#isGrowing = false;
      // Until it can be, what was known stays.
      return;
    }
    this.#problem = undefined;
    const { order, following } = result;
    if (isCircular) this.#placeCircle(order, following);
    this.#isGrowing = new Set(order).size === order.length;
    this.#order = order;
    if (this.#isGrowing) {
      const previousOf = (number: number) => operations.previous(number);
      this.#order = this.#graph = DeployedGraph.of(operations.ids, result, previousOf);
    }
    this.#writers.fill(-1);
    for (const number of order) this.#write(this.#writers, number, true);
  }

  /** Places operations that wait for one another, where the order of `p2panda-compat` has them. */
  #placeCircles(): void {
    if (this.#waitsForItself) this.#settle();
  }

  /** Places those to which the walk came although they wait for one another. */
  #placeCircle(order: readonly number[], following: readonly (readonly number[])[]): void {
    const placed = [...new Set(order)].filter((number) => !this.#operations.isPlaced(number));
    this.#operations.placeAnyway(placed);
    for (const number of placed) {
      const { action } = this.#operations.operation(number);
      if (action === 'delete') this.#firstDelete = number;
      else this.#edited = true;
    }
    this.#tips.clear();
    for (const number of order) if (following[number]!.length === 0) this.#tips.add(number);
  }

  /**
   * Why the operations that are there make up no document: none of them is a CREATE, or they name one another in a circle. In
   * `p2panda-compat` also that one is missing that another names, or that p2panda 0.8.1 finds no order; the fields are then
   * those that were last read before. `undefined` where all is well, with some waiting or not.
   */
  get problem(): Refused | undefined {
    if (this.#create < 0) {
      return new Refusal('DOCUMENT_WITHOUT_CREATE', 'none of the operations is a CREATE').toResult();
    }
    this.#settle();
    if (this.#operations.isWhole) return this.#problem;
    const result = attempt(() => refuseWaiting(this.#operations, this.profile === 'p2panda-compat'));
    return typeof result === 'object' ? result : this.#problem;
  }

  /** The id of the latest view; empty before the CREATE is there. */
  get viewId(): DocumentViewId {
    if (this.#create < 0) return [];
    this.#settle();
    return this.#viewIdOf([...this.#tips], this.#firstDelete);
  }

  #viewIdOf(tips: readonly number[], firstDelete: number): DocumentViewId {
    const numbers = firstDelete >= 0 && this.profile === 'p2panda' ? [firstDelete] : tips;
    return numbers.map((number) => this.#operations.ids.get(number)).sort(compareIds);
  }

  /** The latest values of all fields, bytes as they are kept: leave them as they are. `undefined` before the CREATE is there, and once the document is deleted. */
  get fields(): FieldsOf<Fields> | undefined {
    this.#settle();
    return this.#create < 0 || this.deleted ? undefined : (this.#valuesOf(this.#writers) as FieldsOf<Fields>);
  }

  /** The latest value of one field. */
  get<Name extends keyof Fields & string>(name: Name): FieldsOf<Fields>[Name] | undefined {
    this.#settle();
    const field = this.schema.names.indexOf(name);
    if (field < 0 || this.deleted || this.#writers[field]! < 0) return undefined;
    return this.#valueOf(field, this.#writers[field]!) as FieldsOf<Fields>[Name];
  }

  /** The operation that wrote the latest value of a field. */
  writerOf(name: keyof Fields & string): OperationId | undefined {
    this.#settle();
    const writer = this.#writers[this.schema.names.indexOf(name)] ?? -1;
    return writer < 0 || this.deleted ? undefined : this.#operations.ids.get(writer);
  }

  /** The latest view; `undefined` before the CREATE is there. */
  get latest(): DocumentView<Fields> | undefined {
    if (this.#create < 0) return undefined;
    this.#settle();
    return this.#viewOf({
      tips: [...this.#tips],
      firstDelete: this.#firstDelete,
      writers: this.#writers,
    });
  }

  /**
   * The view that a view id stands for: the operations that it names and all that come before them (PAN-DOC-014).
   *
   * @param viewId ascending ids of operations that have their place
   */
  view(viewId: DocumentViewId): { readonly ok: true; readonly view: DocumentView<Fields> } | Refused {
    return attempt(() => {
      const numbers = checkGivenViewId(this.profile, viewId).map((id) => this.#operations.find(id));
      if (this.#create < 0 || numbers.some((number) => number < 0 || !this.#operations.isPlaced(number))) {
        throw new Refusal('VIEW_UNKNOWN', 'the view names an operation that this document does not have');
      }
      return { ok: true, view: this.#viewOf(this.#stateOf(this.#operations.pastOf(numbers))) };
    });
  }

  /** The state that the operations which are marked make up. */
  #stateOf(past: Uint8Array): State {
    const numbers = marked(past);
    const isTip = past.slice();
    for (const number of numbers) for (const before of this.#operations.previous(number)) isTip[before] = 0;
    const writers = new Int32Array(this.#writers.length).fill(-1);
    let firstDelete = -1;
    for (const number of numbers) {
      const isDelete = this.#operations.operation(number).action === 'delete';
      if (isDelete && this.#comesFirst(number, firstDelete)) firstDelete = number;
      if (this.profile === 'p2panda') this.#write(writers, number, false);
    }
    if (this.profile === 'p2panda-compat') {
      const isPast = (number: number) => past[number] === 1;
      const { order } = deployedOrder(this.#operations, this.#create, isPast);
      for (const number of order) this.#write(writers, number, true);
    }
    return { tips: marked(isTip), firstDelete, writers };
  }

  #viewOf({ tips, firstDelete, writers }: State): DocumentView<Fields> {
    const deleted = firstDelete >= 0;
    const ids: Record<string, OperationId> = {};
    if (!deleted) {
      this.schema.names.forEach((name, field) => {
        if (writers[field]! >= 0) ids[name] = this.#operations.ids.get(writers[field]!);
      });
    }
    return {
      documentId: this.#operations.ids.get(this.#create),
      viewId: this.#viewIdOf(tips, firstDelete),
      deleted,
      fields: deleted ? undefined : (this.#valuesOf(writers) as FieldsOf<Fields>),
      writers: deleted ? undefined : ids,
    };
  }

  #valuesOf(writers: Int32Array): Record<string, PlainValue> {
    const values: Record<string, PlainValue> = {};
    for (let field = 0; field < writers.length; field++) {
      if (writers[field]! >= 0) values[this.schema.names[field]!] = this.#valueOf(field, writers[field]!);
    }
    return values;
  }

  #valueOf(field: number, writer: number): PlainValue {
    return this.#operations.operation(writer).fields!.get(this.schema.names[field]!)!;
  }

  /** The operations that have their place, in the order in which they are applied. */
  *operations(): Generator<{ readonly id: OperationId; readonly operation: DecodedOperation }> {
    this.#settle();
    for (const number of this.#order) {
      yield { id: this.#operations.ids.get(number), operation: this.#operations.operation(number) };
    }
  }

  /** The operations that wait, and for which others each of them does, by ascending ids. */
  waiting(): { readonly id: OperationId; readonly missing: readonly OperationId[] }[] {
    this.#placeCircles();
    return this.#operations
      .waiting()
      .map((number) => ({
        id: this.#operations.ids.get(number),
        missing: this.#operations.missingOf(number),
      }))
      .sort((a, b) => compareIds(a.id, b.id));
  }

  /** Whether an operation is there, waiting or in its place. */
  has(id: Uint8Array): boolean {
    return this.#operations.find(checkBytes(id, 'id')) >= 0;
  }

  /**
   * The operations that neither come before another one nor after it, in the order.
   *
   * @throws {RangeError} for an operation without a place in this document
   */
  concurrentWith(id: OperationId): OperationId[] {
    const number = this.#operations.find(checkBytes(id, 'id'));
    if (number < 0 || !this.#operations.isPlaced(number)) {
      throw new RangeError('id must be that of an operation with a place in the document');
    }
    const concurrent = concurrentWith(this.#operations, number);
    return this.#ordered()
      .filter((other) => concurrent(other))
      .map((other) => this.#operations.ids.get(other));
  }

  /** All that have their place, in the order, each once. */
  #ordered(): number[] {
    this.#settle();
    return [...new Set(this.#order)];
  }

  /** The fields that were written at the same time, by ascending names; none once the document is deleted. */
  conflicts(): FieldConflict[] {
    if (this.deleted || this.#create < 0) return [];
    const order = this.#ordered();
    return this.schema.names.flatMap((name, field): FieldConflict[] => {
      const latest = latestWriters(this.#operations, order, name);
      const winner = this.#writers[field]!;
      const written = (number: number): Written => ({
        operationId: this.#operations.ids.get(number),
        value: this.#valueOf(field, number),
      });
      const others = latest.filter((number) => number !== winner).map(written);
      return others.length === 0 ? [] : [{ name, winner: written(winner), others }];
    });
  }
}

/** The same numbers, ascending, each once. */
const ascending = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** The numbers that are marked. */
function marked(marks: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let number = 0; number < marks.length; number++) if (marks[number] === 1) numbers.push(number);
  return numbers;
}
