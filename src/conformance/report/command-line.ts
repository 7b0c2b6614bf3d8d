import { DEFAULT_TIMEOUT_S } from '../protocol.js';
import { safe } from './layout.js';
import type { Report } from './model.js';

/** An argument as a POSIX shell takes it. */
export function shellQuoted(argument: string): string {
  return /^[\w@./:+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** The command that runs one vector alone. */
export function aloneCommand(implementation: string, vector: string, { options }: Report): string {
  const strict = options.strictReasons ? ' --strict-reasons' : '';
  const timeout = options.timeoutSeconds === DEFAULT_TIMEOUT_S ? '' : ` --timeout ${options.timeoutSeconds}`;
  return `npx sasako conform ${safe(shellQuoted(implementation))} --vector ${vector}${strict}${timeout}`;
}
