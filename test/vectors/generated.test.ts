import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { certpoolSubject } from '../../vectors/generate/certpool.js';
import { formatSubject } from '../../vectors/generate/file-format.js';
import { hashSubject } from '../../vectors/generate/hash.js';
import { keySubject } from '../../vectors/generate/key.js';
import { linkpathSubject } from '../../vectors/generate/linkpath.js';
import { lipmaaSubject } from '../../vectors/generate/lipmaa.js';
import { planSubject } from '../../vectors/generate/plan.js';
import { proofSubject } from '../../vectors/generate/proof.js';
import { varu64Subject } from '../../vectors/generate/varu64.js';
import { accept, type Expect, reject, subject } from '../../vectors/generate/vector.js';

// All files are generated again and compared by `npm run vectors -- --check`; here only those that take no time.
const quick = [
  hashSubject,
  varu64Subject,
  lipmaaSubject,
  linkpathSubject,
  certpoolSubject,
  keySubject,
  proofSubject,
  planSubject,
];

test.each(quick.map((build) => [build.name, build] as const))(
  '%s makes the file that is committed',
  (_, build) => {
    const built = build();
    const committed = readFileSync(new URL(`../../vectors/${built.subject}.json`, import.meta.url), 'utf8');
    expect([built.subject, formatSubject(built) === committed]).toEqual([built.subject, true]);
  },
);

const draft = { id: 'some-vector', requirements: ['BAM-INT-005'], op: 'varu64.decode', input: { bytes: '' } };

test('a vector with which the reference disagrees does not come about', () => {
  const build = (expected: Expect) => () =>
    subject('some', 'Some.', {}, (list) => {
      list.add({ ...draft, expect: expected });
    });
  expect(build(reject('TRUNCATED'))).not.toThrow();
  expect(build(reject('EMPTY'))).toThrow(/some-vector: stated .*EMPTY.* the reference says .*TRUNCATED/);
  expect(build(accept({ value: '0', length: 1 }))).toThrow(/some-vector/);
});

test('an id that is no slug is refused', () => {
  const build = () =>
    subject('some', 'Some.', {}, (list) => {
      list.add({ ...draft, id: 'Some_Vector', expect: reject('TRUNCATED') });
    });
  expect(build).toThrow(/Some_Vector is not a slug/);
});
