import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A published version of p2panda-js that the user has installed. */
export interface InstalledPackage {
  /** Loads it anew: a WebAssembly instance that has trapped is left behind, not used again. */
  load(): unknown;
  /** The path of a file that the package exports. */
  resolve(file: string): string;
}

/**
 * Finds p2panda-js in exactly `version`: under the alias `p2panda-js-<version>`, so that several can be installed
 * side by side, else under its own name. It isn't a dependency of this package; its licence is AGPL.
 *
 * @throws {Error} that says how to install it.
 */
export function findP2pandaJs(version: string): InstalledPackage {
  const alias = `p2panda-js-${version}`;
  // From here in a project that has both installed; from the working directory where npx fetched this package.
  const places = [createRequire(import.meta.url), createRequire(join(process.cwd(), 'package.json'))];
  for (const require of places) {
    for (const name of [alias, 'p2panda-js']) {
      if (versionOf(require, name) !== version) continue;
      return {
        load: () => {
          const root = dirname(require.resolve(`${name}/package.json`));
          for (const file of Object.keys(require.cache)) {
            if (file.startsWith(root)) Reflect.deleteProperty(require.cache, file);
          }
          return require(name) as unknown;
        },
        resolve: (file) => require.resolve(`${name}/${file}`),
      };
    }
  }
  throw new Error(
    `p2panda-js ${version} is not installed; install it with: npm install --save-dev ${alias}@npm:p2panda-js@${version}`,
  );
}

function versionOf(require: NodeJS.Require, name: string): string | undefined {
  try {
    return (require(`${name}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}

/** Whether a call ended in a WebAssembly trap, after which its instance can't be relied on. */
export function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError;
}

/** The reason of the first pattern that `text` matches: only for texts that leave no doubt. */
export function reasonIn(text: string, reasons: readonly (readonly [RegExp, string])[]): string | undefined {
  return reasons.find(([pattern]) => pattern.test(text))?.[1];
}
