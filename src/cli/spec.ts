import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { HarnessError } from '../conformance/index.js';
import { prose } from './help.js';

/** What is to be done with the specification. */
interface Options {
  readonly out?: string;
  readonly open?: true;
}

const HELP = `
The specification comes rendered with the package: chapters, requirements with
what tests them and who passes, vectors, the lipmaa explorer, the entry
inspector, the fork workshop, guides and the API reference. The pages work from
the disk and need no server.

Without an option the path of its first page is printed. In a clone of the
repository "npm run spec" renders it first.

Exit status: 0 done; 2 it isn't rendered, or can't be copied or opened.

Examples:
  $ sasako spec --open
  $ sasako spec --out public/spec`;

/** Where the rendered specification is: from `dist/` and from `src/` alike. */
const RENDERED = fileURLToPath(new URL('../../dist/spec/', import.meta.url));

/** `sasako spec`: the rendered specification. */
export function specCommand(): Command {
  return new Command('spec')
    .summary('open or copy the rendered specification')
    .description('Opens the rendered specification in the browser, or copies it into a folder.')
    .option('--open', 'open it in the browser')
    .option('--out <DIR>', 'copy it there, over what has the same names')
    .addHelpText('after', prose(HELP))
    .action((options: Options) => showSpecification(options, RENDERED));
}

function copyTo(rendered: string, directory: string): void {
  try {
    cpSync(rendered, directory, { recursive: true });
  } catch (error) {
    throw new HarnessError(`the specification can't be copied to ${directory}: ${(error as Error).message}`);
  }
}

async function openPage(page: string): Promise<void> {
  // Only who opens waits for what opens.
  const { default: open } = await import('open');
  try {
    await open(pathToFileURL(page).href);
  } catch (error) {
    throw new HarnessError(`no browser can be opened (${(error as Error).message}): the page is ${page}`);
  }
}

/**
 * Copies and opens the rendered specification, and prints the path of its first page.
 *
 * @param rendered the folder that it is in
 * @throws {HarnessError} where it isn't there, or can't be copied or opened
 */
export async function showSpecification({ out, open }: Options, rendered: string): Promise<void> {
  if (!existsSync(join(rendered, 'index.html'))) {
    throw new HarnessError('the specification is not rendered here: "npm run spec" does it');
  }
  if (out !== undefined) copyTo(rendered, out);
  const page = join(out ?? rendered, 'index.html');
  console.log(page);
  if (open) await openPage(page);
}
