import { readFileSync, writeFileSync } from 'node:fs';
import { requirementsFile } from './requirements-file.js';
import { readSpecification, REPOSITORY } from './specification.js';

const USAGE = `usage: tsx src/spec/main.ts [--check | --lint]

  (nothing)  writes spec/requirements.json from the text and the vectors
  --check    says whether spec/requirements.json is up to date
  --lint     says what is wrong with the text, and with the vectors' references to it`;

/** @returns the exit status: 0, 1 where something is wrong with the specification, 2 for wrong usage. */
function main(args: readonly string[]): number {
  const [mode, ...more] = args;
  if (more.length > 0 || ![undefined, '--check', '--lint'].includes(mode)) {
    console.error(USAGE);
    return 2;
  }
  const specification = readSpecification();
  if (mode === '--lint') {
    for (const { where, message } of specification.problems) console.error(`${where}: ${message}`);
    const { length } = specification.problems;
    if (length > 0) console.error(`${length} ${length === 1 ? 'problem' : 'problems'} in the specification`);
    return length === 0 ? 0 : 1;
  }
  const path = new URL('spec/requirements.json', REPOSITORY);
  const text = requirementsFile(specification);
  if (mode === '--check') {
    if (readIfThere(path) === text) return 0;
    console.error(
      'spec/requirements.json is not what the text and the vectors give: run npm run spec:requirements',
    );
    return 1;
  }
  writeFileSync(path, text);
  return 0;
}

function readIfThere(path: URL): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

process.exitCode = main(process.argv.slice(2));
