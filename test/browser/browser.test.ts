import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type * as Core from '../../src/index.js';
import type * as Js from '../../src/js.js';
import type * as Pool from '../../src/pool/index.js';
import type * as Logs from '../../src/verify/index.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadVectors } from '../../src/conformance/index.js';
import { findChromium, launch } from '../../bench/browser/launch.js';
import type { judgeInPage } from './vectors-page.js';

const root = join(import.meta.dirname, '../..');
const executablePath = findChromium();
const inCi = process.env['CI'] === 'true';

if (!executablePath && !inCi) {
  console.log('No Chromium on this machine (CHROMIUM=path names one): the tests in a browser are left out.');
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.json': 'application/json',
};

/** A page that loads the built package as a browser does: as ES modules, `@noble` and cborg through an import map. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>sasako</title>
<script type="importmap">{"imports":{
  "sasako":"/dist/index.js","sasako/verify":"/dist/verify/index.js","sasako/js":"/dist/js.js",
  "sasako/pool":"/dist/pool/index.js",
  "@noble/ed25519":"/node_modules/@noble/ed25519/index.js","@noble/hashes/":"/node_modules/@noble/hashes/","cborg":"/node_modules/cborg/cborg.js"}}</script>
<script type="module">
  import * as core from 'sasako';
  import * as logs from 'sasako/verify';
  import * as js from 'sasako/js';
  import * as pool from 'sasako/pool';
  globalThis.packages = { core, logs, js, pool };
</script>`;

/** What the page's script leaves behind. */
declare const packages: {
  core: typeof Core;
  logs: typeof Logs;
  js: typeof Js;
  pool: typeof Pool;
};

/** All vectors, bundled for a page. */
async function bundleVectors(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'vectors-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  return outputFiles[0]!.text;
}

/**
 * Serves the repository; under `/strict` the page forbids WebAssembly by its Content-Security-Policy, and `/isolated` is
 * cross-origin isolated, as shared memory wants it.
 */
function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    // What an isolated page loads has to say that it may be, its workers included.
    response.setHeader('cross-origin-embedder-policy', path === '/' ? 'unsafe-none' : 'require-corp');
    if (path === '/isolated') response.setHeader('cross-origin-opener-policy', 'same-origin');
    if (path === '/' || path === '/strict' || path === '/isolated') {
      response.setHeader('content-type', 'text/html');
      if (path === '/strict') {
        response.setHeader('content-security-policy', "script-src 'self' 'unsafe-inline'");
      }
      response.end(PAGE);
      return;
    }
    readFile(join(root, path)).then(
      (content) => {
        response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe.runIf(executablePath !== undefined || inCi)('in headless Chromium', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    if (!executablePath) throw new Error('CI has to have Chromium: install it, or name it in CHROMIUM');
    if (!existsSync(join(root, 'dist/index.js'))) throw new Error('dist/ is missing: npm run build');
    server = await serve();
    browser = await launch(executablePath);
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function open(path: string): Promise<void> {
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}${path}`);
    await page.waitForFunction(() => 'packages' in globalThis);
  }

  test('the built package loads, signs, verifies and rejects', async () => {
    await open('/');
    const result = await page.evaluate(async () => {
      const { core, logs } = packages;
      await core.load();
      const keyPair = new core.KeyPair();
      const payload = new Uint8Array(100_000).fill(7);
      const first = core.signEntry({ profile: 'p2panda', keyPair, logId: 5n, seqNum: 1n, payload });
      const second = core.signEntry({
        profile: 'p2panda',
        keyPair,
        logId: 5n,
        seqNum: 2n,
        backlink: first.hash,
        payload,
      });
      const spoiled = second.bytes.slice();
      spoiled[40]! ^= 1;
      const options = { profile: 'p2panda', payload, backlink: first.bytes } as const;
      const good = core.verifyEntry(second.bytes, options);
      const bad = core.verifyEntry(spoiled, options);
      const report = logs.verifyLog([second.bytes, first.bytes], {
        profile: 'p2panda',
        author: keyPair.publicKey,
        logId: 5n,
      });
      return {
        good: good.ok,
        seqNum: good.ok ? good.entry.seqNum.toString() : undefined,
        bad: bad.ok ? undefined : bad.reason,
        statuses: report.entries.map(({ status }) => status),
        blake3: Array.from(core.hash(new Uint8Array(), 'p2panda').subarray(0, 6)),
      };
    });
    expect(result).toEqual({
      good: true,
      seqNum: '2',
      bad: 'SIGNATURE_INVALID',
      statuses: ['verified', 'verified'],
      blake3: [0x00, 0x20, 0xaf, 0x13, 0x49, 0xb9],
    });
    expect(errors).toEqual([]);
  });

  test('a log is followed, its fork proved, and kept as a bundle', async () => {
    await open('/');
    const result = await page.evaluate(() => {
      const { core, logs } = packages;
      const keyPair = new core.KeyPair();
      const profile = 'p2panda';
      const sign = (payload: number): Uint8Array =>
        core.signEntry({ profile, keyPair, logId: 1n, seqNum: 1n, payload: Uint8Array.of(payload) }).bytes;
      const options = { profile, author: keyPair.publicKey, logId: 1n } as const;
      const verifier = new logs.LogVerifier(options);
      const entries = [sign(1), sign(2)];
      verifier.add(entries[0]!);
      const { invalidFrom } = verifier.add(entries[1]!);
      const [proof] = verifier.proofs();
      const verdict = logs.verifyProof(proof!.bytes);
      const bundle = logs.encodeBundle(
        profile,
        entries.map((entry) => ({ entry })),
      );
      return {
        reason: invalidFrom?.reason,
        proved: verdict.ok && verdict.kind,
        again: logs.LogVerifier.restore(verifier.snapshot(), options).forks().length,
        records: logs.decodeBundle(bundle).items.length,
        plan: String(logs.plan({ have: [1n], want: [4n] })),
      };
    });
    expect(result).toEqual({ reason: 'FORKED', proved: 'fork', again: 1, records: 2, plan: '4' });
    expect(errors).toEqual([]);
  });

  test('where the page refuses WebAssembly, importing works, the first call names sasako/js, and that does the work', async () => {
    await open('/strict');
    const result = await page.evaluate(() => {
      const { core, js } = packages;
      let message = 'no error';
      try {
        core.lipmaa(4n);
      } catch (error) {
        message = (error as Error).message;
      }
      const keyPair = new js.KeyPair();
      const payload = Uint8Array.of(1);
      const { bytes } = js.signEntry({ profile: 'bamboo', keyPair, logId: 0n, seqNum: 1n, payload });
      return { message, ok: js.verifyEntry(bytes, { profile: 'bamboo', payload }).ok };
    });
    expect(result.message).toContain('sasako/js');
    expect(result.ok).toBe(true);
  });

  test('all vectors pass on both builds', async () => {
    await open('/');
    await page.addScriptTag({ content: await bundleVectors() });
    const files = readdirSync(join(root, 'vectors')).filter((name) => /^[\w-]+\.json$/.test(name));
    for (const build of ['simd', 'relaxed-simd'] as const) {
      const outcome = await page.evaluate(
        ([wanted, names]) =>
          (globalThis as unknown as { judgeInPage: typeof judgeInPage }).judgeInPage(wanted, names),
        [build, files] as const,
      );
      expect(outcome).toEqual({ build, judged: loadVectors().length, failed: {} });
    }
  });

  test.each([
    ['/isolated', true, 2],
    ['/', false, 0],
  ])('a pool verifies in %s, cross-origin isolated: %s, by %s workers', async (path, isolated, workers) => {
    await open(path);
    const result = await page.evaluate(async () => {
      const { core, pool } = packages;
      const keyPair = new core.KeyPair();
      const payload = new Uint8Array(10).fill(1);
      const entries = Array.from({ length: 700 }, (_, i) => {
        const { bytes } = core.signEntry({
          profile: 'bamboo',
          keyPair,
          logId: BigInt(i),
          seqNum: 1n,
          payload,
        });
        if (i % 100 === 7) bytes[bytes.length - 40]! ^= 1;
        return bytes;
      });
      const payloads = entries.map((_, i) => (i % 100 === 9 ? new Uint8Array(10) : payload));
      const verifiers = new pool.VerifierPool({ workers: 2 });
      const workers = await verifiers.start();
      const reasons = (verdicts: { ok: boolean; reason?: string }[]): (string | undefined)[] =>
        verdicts.map((verdict) => verdict.reason);
      const found = reasons(await verifiers.verifyEntries(entries, { profile: 'bamboo', payloads }));
      const expected = reasons(core.verifyEntries(entries, { profile: 'bamboo', payloads }));
      const controller = new AbortController();
      const aborted = verifiers
        .verifyEntries(entries, { profile: 'bamboo', payloads, signal: controller.signal })
        .then(
          () => 'not aborted',
          (error: unknown) => String(error),
        );
      controller.abort(new Error('enough'));
      const how = await aborted;
      await verifiers.close();
      return { workers, isolated: crossOriginIsolated, found, expected, how };
    });
    expect(result.isolated).toBe(isolated);
    expect(result.workers).toBe(workers);
    expect(result.found).toEqual(result.expected);
    expect(result.found.filter(Boolean)).toHaveLength(14);
    expect(result.how).toBe('Error: enough');
    expect(errors).toEqual([]);
  });
});
