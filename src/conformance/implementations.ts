import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SHIPPED_ADAPTERS } from './adapters/shipped.js';
import { HarnessError } from './errors.js';
import { parseExpectedFailures, type ExpectedFailures } from './expected.js';
import type { Launch } from './session.js';
import { unknownName } from './suggest.js';

/** An implementation to be tested: how it is called in reports, how it is reached, and what is known to fail. */
export interface Implementation {
  /** As it was given, so that a report can say how to run it again. */
  name: string;
  launch: Launch;
  /** Failures that don't count; a shipped adapter has a list of its own. */
  expectedFailures: ExpectedFailures;
}

/** The names of the adapters that come with the package. */
export const SHIPPED_NAMES: readonly string[] = SHIPPED_ADAPTERS.map(({ name }) => name);

const NOTHING_EXPECTED: ExpectedFailures = new Map();

/**
 * Finds out what is meant by `name`: the name of a shipped adapter, the path of an ES module (`.js`, `.mjs`), or
 * a command that speaks the adapter protocol, with its arguments.
 *
 * @throws {HarnessError} where it is none of them.
 *
 * @example
 * ```ts
 * resolveImplementation('wasm');
 * resolveImplementation('./my-adapter.mjs');
 * resolveImplementation('python3 my_adapter.py');
 * ```
 */
export function resolveImplementation(name: string): Implementation {
  const shipped = SHIPPED_ADAPTERS.find((adapter) => adapter.name === name);
  if (shipped !== undefined) {
    return {
      name,
      launch: { module: shipped.module.href },
      expectedFailures: parseExpectedFailures(shipped.expectedFailures, `the list of ${name}`),
    };
  }
  const looksLikeModule = /\.(?:[cm]?js|ts)$/.test(name);
  if (looksLikeModule && isFile(name)) {
    return {
      name,
      launch: { module: pathToFileURL(resolve(name)).href },
      expectedFailures: NOTHING_EXPECTED,
    };
  }
  if (/\s/.test(name.trim()) || isProgram(name)) {
    return { name, launch: { command: name }, expectedFailures: NOTHING_EXPECTED };
  }
  if (looksLikeModule) throw new HarnessError(`there is no ES module ${JSON.stringify(name)}`);
  if (isFile(name)) {
    throw new HarnessError(
      `${JSON.stringify(name)} is neither an ES module (.js, .mjs) nor a program that may be executed; a command ` +
        `goes in quotes, as in "python3 ${name}"`,
    );
  }
  throw new HarnessError(
    `${unknownName('implementation', name, SHIPPED_NAMES)}\nAn implementation is a shipped adapter, the path of an ` +
      'ES module, or a command in quotes.',
  );
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Whether the shell would find a program of that name: by its path, or in a directory of `PATH`. */
function isProgram(name: string): boolean {
  if (name === '') return false;
  const places = /[\\/]/.test(name)
    ? [name]
    : (process.env.PATH ?? '').split(delimiter).map((dir) => join(dir, name));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return statSync(place).isFile();
    } catch {
      return false;
    }
  });
}
