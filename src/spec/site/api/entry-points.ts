import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A module of the package. */
export interface EntryPoint {
  /** As it is imported: `sasako/verify`. */
  readonly name: string;
  /** Its source. */
  readonly file: string;
}

/**
 * What can be imported from a package, by the `exports` of its package.json; each `./dist/X.js` comes from `src/X.ts`.
 *
 * @param root the package's folder
 */
export function entryPoints(root: string): EntryPoint[] {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    exports: Record<string, string | { default: string }>;
  };
  return Object.entries(exports).flatMap(([key, target]) => {
    if (typeof target === 'string') return [];
    const file = join(root, target.default.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts'));
    return [{ name: `${name}${key.slice(1)}`, file }];
  });
}
