import { once } from 'node:events';
import { Command } from 'commander';
import { serveAdapter, SHIPPED_NAMES } from '../conformance/index.js';

const HELP = `
Reads requests of the adapter protocol from standard input, a JSON object a
line, and answers on standard output. "stop", or the end of the input, ends it
with status 0; a line that is no request, with status 2.

Example:
  $ sasako serve wasm
  {"cmd":"start","protocol":1}
  {"cmd":"run","seq":1,"profile":"bamboo","op":"lipmaa","input":{"seqNum":"13"}}
  {"cmd":"stop"}
`;

/** `sasako serve`: speaks the adapter protocol for a shipped adapter, so that other suites can test it. */
export function serveCommand(): Command {
  return new Command('serve')
    .summary('speak the adapter protocol for a shipped adapter')
    .description('Speaks the adapter protocol on standard input and output for a shipped adapter.')
    .argument('<ADAPTER>', SHIPPED_NAMES.join(', '))
    .addHelpText('after', HELP)
    .action(async (name: string) => {
      // What an implementation prints must not get among the answers.
      console.log = console.error;
      await serveAdapter(name, process.stdin, async (line) => {
        if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
      });
      // Whatever the adapter left running, it is done.
      process.stdin.destroy();
    });
}
