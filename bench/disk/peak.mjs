import { readFileSync } from 'node:fs';

/** The most bytes that this process with its threads had resident. */
export function peak() {
  try {
    // What getrusage tells begins, on Linux, with what the process that started this one had.
    const [, kibibytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kibibytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
