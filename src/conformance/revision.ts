import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Revision } from './report/model.js';

let found: { revision: Revision | undefined } | undefined;

/** What git says of the suite's sources, looked up once; nothing where they don't lie in a repository of their own. */
export function suiteRevision(): Revision | undefined {
  found ??= { revision: lookUp() };
  return found.revision;
}

function lookUp(): Revision | undefined {
  // A hook of git sets these, and they would lead to the repository of the hook.
  const env = { ...process.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    // An installed package lies in somebody else's repository, whose commits say nothing of it.
    if (realpathSync(git('rev-parse', '--show-toplevel')) !== realpathSync(cwd)) return undefined;
    return {
      commit: git('rev-parse', 'HEAD'),
      changed: git('status', '--porcelain', '--untracked-files=no') !== '',
    };
  } catch {
    return undefined;
  }
}
