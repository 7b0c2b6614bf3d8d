import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Shown } from './steps.js';

const root = join(import.meta.dirname, '../..');

/** A folder as a reader has it who follows a guide: the package is installed, and the guide's files are there. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'sasako-guide-'));
  #stop: (() => void) | undefined;

  constructor({ files }: Shown) {
    const modules = join(this.folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(root, join(modules, 'sasako'));
    for (const name of ['@noble', 'cborg'])
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
    copyFileSync(join(root, 'test/fixtures/cafe.bundle'), join(this.folder, 'cafe.bundle'));
    for (const { name, content } of files) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), content);
    }
  }

  /** Starts the guide's server on a free port. @returns the address that it prints */
  async serve(): Promise<string> {
    const server = spawn(process.execPath, ['server.mjs'], {
      cwd: this.folder,
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#stop = () => server.kill();
    for await (const line of server.stdout) return String(line).trim();
    throw new Error('the server ended before it said where it listens');
  }

  remove(): void {
    this.#stop?.();
    rmSync(this.folder, { recursive: true });
  }
}
