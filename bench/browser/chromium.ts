import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { build } from 'esbuild';
import type { Figure } from '../rounds.js';
import { launch } from './launch.js';
import type { Asked } from './page.js';

const root = join(import.meta.dirname, '../..');
/** What the page may load: the pool, which it doesn't have in its bundle, and what that imports by name. */
const SERVED = ['dist', 'node_modules/cborg'].map((folder) => join(root, folder) + sep);
const PAGE =
  '<!doctype html><meta charset="utf-8"><title>sasako</title>' +
  '<script type="importmap">{"imports":{"cborg":"/node_modules/cborg/cborg.js"}}</script>' +
  '<script type="module" src="/bench.js"></script>';

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** A server of the page, cross-origin isolated as workers with shared memory want it, and of {@link SERVED}. */
function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(root, path);
    const type = extname(path) === '.js' ? 'text/javascript' : 'text/html';
    response.setHeader('content-type', type);
    if (path === '/') response.end(PAGE);
    else if (path === '/bench.js') response.end(script);
    else if (SERVED.some((folder) => file.startsWith(folder))) {
      readFile(file).then(
        (content) => response.end(content),
        () => response.writeHead(404).end(),
      );
    } else response.writeHead(404).end();
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Runs the core cases in headless Chromium: its version, and the figures. */
export async function measureInChromium(
  executablePath: string,
  asked: Asked,
  onProgress: (name: string, done: number, total: number) => void,
): Promise<{ version: string; figures: Figure[] }> {
  const server = await serve(await bundle());
  const browser = await launch(executablePath);
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.exposeFunction('onProgress', onProgress);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page
      .waitForFunction(() => 'benchmark' in globalThis, undefined, { timeout: 10_000 })
      .catch((cause: unknown) => {
        throw new Error(`the page of the benchmark didn't start: ${errors.join('; ')}`, { cause });
      });
    const figures = await page.evaluate((given) => globalThis.benchmark(given), asked);
    return { version: browser.version(), figures };
  } finally {
    await browser.close();
    server.close();
  }
}
