/**
 * p2panda's data types: operations, schemas and documents, and what it takes to write and to publish them.
 *
 * Bytes in and out are `Uint8Array`, every `int` and u64 is a `bigint`. Bad data comes back as a result (`ok: false` with a
 * reason and the requirement that it breaks); misuse throws a `TypeError` or `RangeError` that names the argument. All of it
 * takes a profile: `p2panda`, what the specification says, or `p2panda-compat`, what p2panda 0.8.1 does.
 *
 * @packageDocumentation
 * @example
 * import { Document, defineSchema } from 'sasako/p2panda';
 */
import { engine } from '../bamboo/core.js';
import type { Author as AuthorInstance, AuthorConstructor } from './author.js';
import type { Materialiser as MaterialiserInstance, MaterialiserConstructor } from './materialiser.js';
import { p2pandaOn, type P2pandaApi } from './on.js';

export * from './exports.js';

const onCore = p2pandaOn(engine);

/**
 * Signs operations, and knows which log and which place each belongs to, so that a client can write without a node.
 *
 * @class
 * @example
 * const author = new Author(new KeyPair());
 * const { schema, signed } = author.createSchema({ name: 'cafe', description: 'Cafés', fields: { name: 'str' } });
 * const created = author.sign(schema.create({ name: 'Shirokuma' }));
 * created.documentId; // 34 bytes
 */
export const Author: AuthorConstructor = onCore.Author;
export type Author = AuthorInstance;

/**
 * Keeps many documents up to date from a stream of entries, and tells what changed. Schemas that are published become known by
 * it; operations wait for those that they name, and for their schema.
 *
 * @class
 * @example
 * const materialiser = new Materialiser();
 * const added = materialiser.add(entry, operation);
 * if (added.ok) for (const { documentId, changed } of added.changes) console.log(documentId, changed);
 */
export const Materialiser: MaterialiserConstructor = onCore.Materialiser;
export type Materialiser = MaterialiserInstance;

/**
 * What an author's next entry has to have, for a new document or for the one that a view id is of (PAN-PUB-001 to PAN-PUB-003).
 *
 * @function
 * @param store what is known; see `PublishStore`
 * @param author 32 bytes
 * @param viewId the view that the next operation is to change; left out for a new document
 * @example
 * const next = nextArgs(store, author, viewId);
 * if (next.ok) console.log(next.logId, next.seqNum);
 */
export const nextArgs: P2pandaApi['nextArgs'] = onCore.nextArgs;

/**
 * What a node checks before it takes an entry and its operation, in the order of the specification (PAN-PUB-004 to PAN-PUB-014).
 *
 * @function
 * @returns what is to be remembered, with what the author's next entry has to have; or why it is refused
 * @example
 * const published = validatePublish(store, entry, operation);
 * if (published.ok) store.add(published, entry);
 */
export const validatePublish: P2pandaApi['validatePublish'] = onCore.validatePublish;

/**
 * The hash of a view id, as a name of constant length: BLAKE3 of its ids one behind the other (PAN-DOC-008).
 *
 * @function
 * @returns 34 bytes; or why the ids are no view id
 * @example
 * const hashed = hashViewId(document.viewId);
 */
export const hashViewId: P2pandaApi['hashViewId'] = onCore.hashViewId;
