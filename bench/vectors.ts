import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Build } from '../src/wasm/engine.js';
import { WrongSubject } from './contender.js';
import { RELAXED_SIMD_FLAGS } from './relaxed-simd.js';

const COMMAND = join(import.meta.dirname, '../dist/cli/main.js');

/**
 * Runs all vectors of the suite against a build, in a process of its own.
 *
 * @throws {WrongSubject} where one fails
 */
export function passVectors(build: Build): void {
  const flags = build === 'relaxed-simd' ? RELAXED_SIMD_FLAGS : [];
  const args = [...flags, COMMAND, 'conform', 'wasm'];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new WrongSubject(`the build ${build}`, `fails vectors\n${stdout}${stderr}`);
}
