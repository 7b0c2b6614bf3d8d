#!/usr/bin/env node
/**
 * An adapter, by which the suite of sasako tests an implementation of Bamboo: a starter in JavaScript (Node 20 or
 * later).
 *
 * The suite starts this program and asks it, one request after the other, a JSON object a line:
 *
 *     npx sasako conform "node adapter.mjs"
 *
 * ("node" and the quotes are needed: a bare path is taken for an ES module that exports an adapter, another way to
 * write one, which leaves the protocol to the suite.)
 *
 * It speaks version 1 of the adapter protocol, which the specification describes in its chapter "The suite"
 * (spec/20-suite.md in sasako's package). Every operation is declared. One is written, varu64.decode, as an example;
 * the others answer "skip", which counts as a failure, so that nothing passes by accident.
 *
 * To make it yours:
 *
 * 1. Say in IMPLEMENTATION what is tested, and import it.
 * 2. Write the operations: in the table OPERATIONS, put a function of yours in the place of `todo`.
 * 3. Delete from OPERATIONS and PROFILES what your implementation will never have: it isn't tested then.
 *
 * Let your library compute the answers, even those that are easy to get here: it is what is tested.
 *
 * Where one goes wrong:
 *
 * - Every u64 (log ids, sequence numbers, sizes) is a string of decimal digits, in both directions: BigInt(text),
 *   String(bigint). Number(text) rounds above 2^53.
 * - Bytes are lower-case hex: Buffer.from(text, 'hex'), Buffer.from(bytes).toString('hex'). No bytes are ''.
 * - A link or a payload that isn't there is null, and never left out. A payload of '' is there, and empty.
 * - An int in a field is a signed decimal as text: BigInt(text), String(bigint). operation.encode is also given some
 *   that don't fit into 64 bits.
 * - A float is the 16 hex digits of its double: Buffer.from(text, 'hex').readDoubleBE(), and back by writeDoubleBE into
 *   Buffer.alloc(8). Every NaN is '7ff8000000000000'.
 * - Plain fields, of operation.decode, have the types that show without a schema: bool, int, float, str, bytes (a
 *   relation too), ids (a relation_list, a pinned_relation or any empty list), id_lists. Typed fields have the
 *   schema's types, without the schema ids in parentheses: bool, int, float, str, bytes, relation, relation_list,
 *   pinned_relation, pinned_relation_list.
 * - previous is null for a CREATE, and fields for a DELETE. In document.order alone, previous is [] for a CREATE.
 * - Standard output is for answers. Print with console.error: it is shown with failures.
 */

// import * as myBamboo from 'my-bamboo';

const IMPLEMENTATION = { name: 'my-bamboo', version: '0.0.0', language: 'JavaScript' };

/** With BLAKE2b-512 and with BLAKE3-256; the third is about operations, as p2panda 0.8.1 takes them. */
const PROFILES = ['bamboo', 'p2panda', 'p2panda-compat'];

/** Output fields that your library doesn't expose. Name them here, by operation, rather than to work them out. */
const OMITS = {
  // 'entry.decode': ['endOfLog', 'hash'],
};

/**
 * Your implementation refuses the data: throw it where your library's error says so, and for no other error. To
 * reject whatever goes wrong would pass vectors by accident.
 *
 * The reason is one of the list "Reasons" of that chapter, or undefined where your library doesn't tell: the vector
 * passes then, and is counted apart. The message is for people.
 */
class Reject extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

/** The operation is still to be written. */
class NotWritten extends Error {}

// --- Operations: functions of the request's input and profile that return the output (or promise it), or throw Reject

function todo() {
  throw new NotWritten();
}

/**
 * The example. What it computes itself is your library's to compute, as in
 *
 *     const { value, length } = myBamboo.decodeVarU64(bytes);
 */
function decodeVarU64(input) {
  const bytes = Buffer.from(input.bytes, 'hex');
  if (bytes.length === 0) throw new Reject('TRUNCATED', 'there are no bytes');
  if (bytes[0] < 248) return { value: String(bytes[0]), length: 1 };
  const length = 1 + bytes[0] - 247;
  if (bytes.length < length) throw new Reject('TRUNCATED', `it takes ${length} bytes, of ${bytes.length}`);
  const value = BigInt(`0x${bytes.toString('hex', 1, length)}`);
  if (value < 248n || value < 256n ** BigInt(length - 2)) {
    throw new Reject('NON_CANONICAL_VARU64', `${value} takes fewer than ${length} bytes`);
  }
  return { value: String(value), length };
}

/** Beside each: input -> output. A hash is an encoded one, with the two bytes that say which it is. */
const OPERATIONS = {
  // bytes -> hash; never rejects
  hash: todo,
  // value -> bytes
  'varu64.encode': todo,
  // bytes -> value, length (a number)
  'varu64.decode': decodeVarU64,
  // seqNum -> lipmaa; '0' for 1
  lipmaa: todo,
  // privateKey -> publicKey
  'key.public': todo,
  // publicKey, message, signature -> {}
  'signature.verify': todo,
  // privateKey, endOfLog (boolean), logId, seqNum, lipmaalink (hash or null), backlink (hash or null), payload
  // -> entry, hash (of the entry)
  'entry.encode': todo,
  // entry -> endOfLog (boolean), author, logId, seqNum, lipmaalink (hash or null), backlink (hash or null), payloadSize,
  // payloadHash, signature, hash (of the entry)
  'entry.decode': todo,
  // entry; payload, lipmaalink, backlink (bytes or null; the links are whole entries) -> {}
  'entry.verify': todo,
  // author, logId, entries: [{ entry, payload (bytes or null) }]
  // -> entries: [{ status, reason (with 'invalid' alone) }], forks: [{ seqNum, implied (boolean) }]; never rejects
  'log.verify': todo,
  // seqNum -> seqNums, ascending
  certpool: todo,
  // from, to -> seqNums, ascending
  linkpath: todo,
  // proof -> kind, author, logId, seqNum
  'proof.verify': todo,
  // have, want: [[from, to]], full (boolean) -> fetch: [[from, to]]; never rejects
  plan: todo,
  // What is made of payloads: delete these where your implementation is of logs alone. An id is hex, a viewId a list
  // of ids, a schema { id, fields: [{ name, type }] }. Fields are [{ name, type, value }], in answers by ascending
  // names.

  // action ('create', 'update' or 'delete'), schemaId, previous (ids or null), fields (typed, or null)
  // -> operation
  'operation.encode': todo,
  // operation -> action, schemaId, previous (ids or null), fields (plain, or null)
  'operation.decode': todo,
  // operation, schema -> fields (typed, or null)
  'operation.validate': todo,
  // schemaId -> schemaId, kind ('system' or 'application'), name, version (a number or null), viewId (or null)
  'schema.id.parse': todo,
  // definition: { viewId, name, description, fields: [viewId] }, fields: [{ viewId, name, type }]
  // -> schemaId, name, description, fields: [{ name, type }]
  'schema.build': todo,
  // viewId -> hash
  'documentview.hash': todo,
  // operations: [{ id, previous (ids, none for a CREATE) }] -> order (ids), viewId, waiting (ids)
  'document.order': todo,
  // schema, operations: [{ id, operation }], viewId (null for the latest)
  // -> documentId, viewId, deleted (boolean), fields (typed, each with its operationId, or null), waiting (ids)
  'document.materialise': todo,
  // entries: [{ entry, operation }], author, viewId (null for a new document)
  // -> logId, seqNum, lipmaalink (hash or null), backlink (hash or null)
  'publish.nextArgs': todo,
  // schemas, entries: [{ entry, operation }], entry, operation
  // -> logId, seqNum, lipmaalink, backlink as above, for the next entry; all null where there can be none
  'publish.validate': todo,
  // message -> action, schema (hash), id (hash or null), fields (in the order of the message, or null)
  'message.decode': todo,
};

// --- The protocol: nothing to change below

function start() {
  return {
    protocol: 1,
    implementation: IMPLEMENTATION,
    profiles: PROFILES,
    operations: Object.keys(OPERATIONS),
    omits: OMITS,
  };
}

async function run({ op, profile, input }) {
  if (!Object.hasOwn(OPERATIONS, op) || !PROFILES.includes(profile)) {
    return { verdict: 'skip', message: 'not declared' };
  }
  try {
    const output = await OPERATIONS[op](input, profile);
    JSON.stringify(output); // a bigint in it, for one, is a fault of the operation too
    return { verdict: 'accept', output };
  } catch (error) {
    if (error instanceof Reject) return { verdict: 'reject', reason: error.reason, message: error.message };
    if (error instanceof NotWritten) return { verdict: 'skip', message: 'not written yet' };
    // It says nothing about the data: neither accept nor reject.
    console.error(error);
    return { verdict: 'skip', message: String(error) };
  }
}

/** The lines of standard input. A line feed is what ends one. */
async function* lines() {
  let line = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const [end, ...others] = chunk.split('\n');
    line += end;
    for (const next of others) {
      yield line;
      line = next;
    }
  }
}

for await (const line of lines()) {
  const request = JSON.parse(line);
  if (request.cmd === 'stop') break;
  if (request.cmd !== 'start' && request.cmd !== 'run') {
    throw new Error(`unknown command ${JSON.stringify(request.cmd)}`);
  }
  const answer = request.cmd === 'start' ? start() : { seq: request.seq, ...(await run(request)) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
