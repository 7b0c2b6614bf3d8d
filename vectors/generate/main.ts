import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatSubject } from './file-format.js';
import { buildSubjects } from './subjects.js';

/** The line of the first difference between two texts, named by the vector that stands there. */
function firstDifference(committed: string, generated: string): string {
  const [before, after] = [committed.split('\n'), generated.split('\n')];
  const line = after.findIndex((text, i) => text !== before[i]);
  const at = line < 0 ? after.length : line;
  const id = /"id":"([^"]+)"/.exec(after[at] ?? '') ?? /"id":"([^"]+)"/.exec(before[at] ?? '');
  return id ? `first at vector ${id[1]!}` : `first at line ${at + 1}`;
}

function readCommitted(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const check = process.argv.includes('--check');
const subjects = buildSubjects();
const counts = new Map<string, number>();
let bytes = 0;
let stale = 0;

for (const subject of subjects) {
  const text = formatSubject(subject);
  const name = `${subject.subject}.json`;
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  bytes += Buffer.byteLength(text);
  for (const { op } of subject.vectors) counts.set(op, (counts.get(op) ?? 0) + 1);
  if (!check) {
    writeFileSync(path, text);
    console.log(
      `${name.padEnd(22)} ${String(subject.vectors.length).padStart(5)} vectors ${Buffer.byteLength(text)} bytes`,
    );
    continue;
  }
  const committed = readCommitted(path);
  if (committed === text) continue;
  stale++;
  const where = committed === undefined ? 'is missing' : `is stale, ${firstDifference(committed, text)}`;
  console.error(`vectors/${name} ${where}`);
}

for (const [op, count] of counts) console.log(`${op.padEnd(18)} ${String(count).padStart(5)}`);
console.log(
  `all together       ${[...counts.values()].reduce((a, b) => a + b)} vectors, ${(bytes / 1e6).toFixed(2)} MB`,
);
if (stale > 0) {
  console.error('run `npm run vectors` and commit the result');
  process.exitCode = 1;
}
