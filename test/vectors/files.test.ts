import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { REASONS } from '../../src/bamboo/reasons.js';
import { REQUIREMENT_OF } from '../../src/bamboo/requirements.js';
import { DATA_REASONS } from '../../src/p2panda/reasons.js';
import { DATA_REQUIREMENT_OF } from '../../src/p2panda/requirements.js';
import { DATA_PROFILES, PROFILES } from '../../vectors/generate/vector.js';
import { files, vectors } from './committed.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('every file has the shape that the schema gives', () => {
  const validate = new Ajv2020({ allErrors: false, strict: false }).compile(
    JSON.parse(read('vectors/vectors.schema.json')) as object,
  );
  for (const { name, json } of files) {
    const valid = validate(json);
    expect(valid ? [] : [name, validate.errors?.[0]]).toEqual([]);
  }
});

test('there is a file for each subject, named after it', () => {
  expect(files.map(({ name }) => name).sort()).toEqual(
    files.map(({ json }) => `${json.subject}.json`).sort(),
  );
  expect(files.map(({ json }) => json.subject).sort()).toEqual([
    'certpool',
    'document-materialise',
    'document-order',
    'documentview',
    'entry-decode',
    'entry-encode',
    'entry-verify',
    'hash',
    'key',
    'linkpath',
    'lipmaa',
    'log',
    'message-decode',
    'operation-decode',
    'operation-encode',
    'operation-validate',
    'plan',
    'proof',
    'publish-nextargs',
    'publish-validate',
    'schema-build',
    'schema-id',
    'signature',
    'varu64',
  ]);
});

test('all files together are smaller than 8 MB', () => {
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(8_000_000);
});

test('no two vectors share an id', () => {
  const ids = vectors.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test('no two vectors ask the same', () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const { id, op, profile, input } of vectors) {
    const question = JSON.stringify([op, profile, input]);
    const before = seen.get(question);
    if (before) twice.push(`${before} and ${id}`);
    seen.set(question, id);
  }
  expect(twice).toEqual([]);
});

test('every flag is explained, and every explanation is used', () => {
  for (const { name, json } of files) {
    const used = new Set(json.vectors.flatMap(({ flags }) => flags));
    expect([name, [...used].sort()]).toEqual([name, Object.keys(json.notes).sort()]);
    for (const note of Object.values(json.notes)) expect(note).toMatch(/^[A-Zh].*\.$/);
  }
});

test('every vector has a flag', () => {
  expect(vectors.filter(({ flags }) => flags.length === 0).map(({ id }) => id)).toEqual([]);
});

test('a rejection names the requirement of its reason', () => {
  const all: Readonly<Record<string, string>> = { ...REQUIREMENT_OF, ...DATA_REQUIREMENT_OF };
  for (const { id, expect: expected, requirements, profile } of vectors) {
    if (expected.verdict !== 'reject') continue;
    const requirement = all[expected.reason]!;
    // Those of entries and logs are not of this profile.
    if (profile === 'p2panda-compat' && requirement.startsWith('BAM-')) continue;
    expect([id, requirements.includes(requirement)]).toEqual([id, true]);
  }
});

/** The reasons of rejections, and those within logs, by profile; a vector without profile counts for both. */
function reasonsIn(profile: string): Set<string> {
  const reasons = new Set<string>();
  for (const { profile: own = profile, expect: expected } of vectors) {
    if (own !== profile) continue;
    if (expected.verdict === 'reject') reasons.add(expected.reason);
    const items = expected.verdict === 'accept' ? expected.output?.['entries'] : undefined;
    for (const item of (items ?? []) as { reason?: string }[]) if (item.reason) reasons.add(item.reason);
  }
  return reasons;
}

test.each(PROFILES)('every reason occurs in %s, but for those that cannot', (profile) => {
  const impossible = profile === 'p2panda' ? [] : ['LINKS_IDENTICAL'];
  const missing = REASONS.filter((reason) => !reasonsIn(profile).has(reason));
  expect(missing.sort()).toEqual(impossible.sort());
});

/** Reasons of operations, schemas, documents and publishing that no vector of a profile can have, or has. */
const IMPOSSIBLE: Readonly<Record<string, readonly string[]>> = {
  // Too long is what a decoder may call more than 1 MiB; blobs are put together by no operation of the protocol.
  p2panda: ['OPERATION_TOO_LONG', 'BLOB_LENGTH_MISMATCH', 'MESSAGE_INVALID'],
  'p2panda-compat': [
    'OPERATION_TOO_LONG',
    'BLOB_LENGTH_MISMATCH',
    'MESSAGE_INVALID',
    'CBOR_NOT_CANONICAL',
    'CBOR_TAGGED',
    'CBOR_TRAILING_BYTES',
    'VIEW_ID_TOO_LONG',
    'FIELDS_EMPTY',
    'FIELDS_TOO_MANY',
  ],
};

test.each(DATA_PROFILES)('every reason about data occurs in %s, but for those that cannot', (profile) => {
  const missing = DATA_REASONS.filter((reason) => !reasonsIn(profile).has(reason));
  expect(missing.sort()).toEqual([...IMPOSSIBLE[profile]!].sort());
});

/** The requirements of the specification's text, with whether a vector has to test them. */
function requirementsOfTheText(): Map<string, boolean> {
  const { requirements } = JSON.parse(read('spec/requirements.json')) as {
    requirements: { id: string; untested?: string }[];
  };
  return new Map(requirements.map(({ id, untested }) => [id, untested === undefined]));
}

test('every requirement that can be tested is, and every requirement named exists', () => {
  const named = new Set(vectors.flatMap(({ requirements }) => requirements));
  const known = requirementsOfTheText();
  expect([...known].filter(([id, testable]) => testable && !named.has(id))).toEqual([]);
  expect([...named].filter((id) => !known.has(id))).toEqual([]);
});

test('a requirement that holds for both profiles is tested in both', () => {
  const { requirements } = JSON.parse(read('spec/requirements.json')) as {
    requirements: { id: string; profiles: string[]; untested?: string }[];
  };
  const missing = requirements
    .filter(({ untested }) => untested === undefined)
    .flatMap(({ id, profiles }) => profiles.map((profile) => [id, profile] as const))
    .filter(
      ([id, profile]) =>
        !vectors.some((v) => v.requirements.includes(id) && (v.profile ?? profile) === profile),
    );
  expect(missing).toEqual([]);
});

test('only operations that depend on the profile have one', () => {
  for (const { id, op, profile } of vectors) {
    const depends =
      ['hash', 'log.verify', 'proof.verify'].includes(op) ||
      /^(?:entry|operation|schema|documentview|document|publish|message)\./.test(op);
    expect([id, profile !== undefined]).toEqual([id, depends]);
  }
});
