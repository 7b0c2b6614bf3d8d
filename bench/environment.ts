import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import * as relaxedSimd from '../src/wasm/binary-relaxed-simd.js';
import * as simd from '../src/wasm/binary-simd.js';
import type { Environment, Revision } from './report/model.js';

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

const PEERS = [
  'sodium-native',
  'libsodium-wrappers',
  '@noble/ed25519',
  '@noble/curves',
  '@noble/hashes',
  'hash-wasm',
  'blake3-jit',
  'p2panda-js-0.8.1',
  'cborg',
  'cbor-x',
  'tinybench',
];

/** The version of an installed package: of the manifest in its folder, whatever its `exports` say. */
function versionOf(name: string): string {
  const folders = require.resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return (require(join(folder, name, 'package.json')) as { version: string }).version;
    } catch {
      // Not in this folder.
    }
  }
  throw new Error(`${name} is not installed: npm ci`);
}

export function environment(): Environment {
  const { version } = require('../package.json') as { version: string };
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    os: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    v8: process.versions.v8,
    openssl: process.versions.openssl,
    versions: { sasako: version, ...Object.fromEntries(PEERS.map((name) => [name, versionOf(name)])) },
    wasm: {
      simd: { bytes: simd.WASM_SIZE, sha256: simd.WASM_SHA256 },
      'relaxed-simd': { bytes: relaxedSimd.WASM_SIZE, sha256: relaxedSimd.WASM_SHA256 },
    },
  };
}

/** What git says of the sources; nothing where they don't lie in a repository. */
export function revision(): Revision | undefined {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return {
      commit: git('rev-parse', 'HEAD'),
      changed: git('status', '--porcelain', '--untracked-files=no') !== '',
    };
  } catch {
    return undefined;
  }
}
