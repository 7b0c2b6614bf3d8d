import { SHIPPED_ADAPTERS } from './adapters/shipped.js';
import { HarnessError, messageOf } from './errors.js';
import { LineReader } from './lines.js';
import { AdapterServer, checkAdapter } from './server.js';
import { unknownName } from './suggest.js';

/**
 * Speaks the adapter protocol for a shipped adapter, one request at a time, until `stop` or the end of the input.
 *
 * @param name the adapter's.
 * @param input lines of requests, as bytes.
 * @param write takes one line, without its line feed.
 * @throws {HarnessError} for an unknown adapter or one that can't be loaded; for a line that is no request, with its
 *   number; and where the adapter fails.
 */
export async function serveAdapter(
  name: string,
  input: AsyncIterable<Uint8Array>,
  write: (line: string) => Promise<void>,
): Promise<void> {
  const shipped = SHIPPED_ADAPTERS.find((adapter) => adapter.name === name);
  if (shipped === undefined) {
    throw new HarnessError(
      unknownName(
        'adapter',
        name,
        SHIPPED_ADAPTERS.map((adapter) => adapter.name),
      ),
    );
  }
  const server = await load(shipped.module, name);
  const waiting: string[] = [];
  let problem: string | undefined;
  const lines = new LineReader(
    (line) => waiting.push(line),
    (found) => (problem = found),
  );
  let number = 0;
  const answerAll = async (): Promise<boolean> => {
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      number++;
      if (line.trim() === '') continue;
      const answer = await answerOne(server, line, number);
      if (answer === undefined) return true;
      await write(answer);
    }
    if (problem !== undefined) throw new HarnessError(`line ${number + 1} of the input is ${problem}`);
    return false;
  };
  for await (const chunk of input) {
    lines.push(chunk);
    if (await answerAll()) return;
  }
  if (lines.rest().trim() !== '')
    throw new HarnessError(`the input ended in the middle of line ${number + 1}`);
}

async function load(module: URL, name: string): Promise<AdapterServer> {
  try {
    const { default: adapter } = (await import(module.href)) as { default: unknown };
    checkAdapter(adapter);
    return new AdapterServer(adapter);
  } catch (error) {
    throw new HarnessError(`the adapter ${name} could not be loaded: ${messageOf(error)}`);
  }
}

async function answerOne(server: AdapterServer, line: string, number: number): Promise<string | undefined> {
  try {
    return await server.answer(line);
  } catch (error) {
    throw new HarnessError(`line ${number} of the input: ${messageOf(error)}`);
  }
}
