// A process that makes a file of records, entries with their operations, into documents, and says what came of it.
// node materialise.mjs WAY FILE COUNT SCHEMA [FORGED]
//   WAY     p2panda, p2panda-compat; or verify, where entries are verified and nothing is made of them
//   SCHEMA  id and fields, JSON
//   FORGED  which entry, from 0, is to have a bit in its signature turned
import { verifyEntries } from '../../dist/index.js';
import { Materialiser, defineSchema, idToHex } from '../../dist/p2panda/index.js';
import { readRecords } from './records.mjs';

const RUN = 4096;
const [, , way, file, count, schema, forged] = process.argv;
const materialiser = new Materialiser({ profile: way === 'verify' ? 'p2panda' : way });
const { id, fields } = JSON.parse(schema);
materialiser.addSchema(defineSchema(id, fields, { profile: materialiser.profile }));

let applied = 0;
let waiting = 0;
let rejected = 0;
const ways = {
  verify: (entries, payloads) => {
    for (const { ok } of verifyEntries(entries, { profile: 'p2panda', payloads }))
      ok ? applied++ : rejected++;
  },
  materialise: (entries, operations) => {
    for (const result of materialiser.addAll(entries, operations)) {
      if (!result.ok) rejected++;
      else if (result.status === 'applied') applied++;
      else waiting++;
    }
  },
};
const add = way === 'verify' ? ways.verify : ways.materialise;
let entries = [];
let operations = [];
let at = 0;
for (const { entry, payload } of readRecords(file, 0, Number(count))) {
  if (at++ === Number(forged)) entry[entry.length - 30] ^= 1;
  entries.push(entry);
  operations.push(payload);
  if (entries.length === RUN) {
    add(entries, operations);
    entries = [];
    operations = [];
  }
}
if (entries.length > 0) add(entries, operations);
const [document] = materialiser.documents();
const { viewId, fields: found } = document ?? { viewId: [] };
console.log(
  JSON.stringify(
    { applied, waiting, rejected, size: materialiser.size, viewId: viewId.map(idToHex), fields: found },
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  ),
);
