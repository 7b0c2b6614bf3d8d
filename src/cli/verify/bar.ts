import { SingleBar } from 'cli-progress';

/** What is told while stores are read. */
export interface Standing {
  /** How many entries have been verified. */
  readonly entries: number;
  /** Bytes read. */
  readonly done: number;
  /** Bytes in all; `undefined` where that isn't known. */
  readonly size: number | undefined;
}

const WIDEST = 40;

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** How far it has come, how fast, and how long it still takes, in words. */
export function standingInWords({ entries, done, size }: Standing, seconds: number): string {
  const rate = seconds > 0 ? Math.round(entries / seconds) : 0;
  const words = `${entries.toLocaleString('en')} entries, ${rate.toLocaleString('en')}/s`;
  if (size === undefined || done === 0) return words;
  return `${words}, ${duration((seconds * (size - done)) / done)} left`;
}

/**
 * A bar on standard error with the rate and the remaining time, where that is a terminal, and nothing where
 * it is not.
 */
export function verifyBar(): { update: (standing: Standing) => void; stop: () => void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const started = performance.now();
  // What the words may take is not for the bar.
  const barsize = Math.max(4, Math.min(WIDEST, (stderr.columns ?? 80) - 50));
  const bars = new SingleBar({
    format: '{bar} {percentage}% {words}',
    stream: stderr,
    barsize,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: false,
    linewrap: false,
    fps: 10,
  });
  const words = (standing: Standing): string =>
    standingInWords(standing, (performance.now() - started) / 1000);
  let running = false;
  return {
    update: (standing) => {
      const { size, done } = standing;
      if (size === undefined) {
        stderr.write(`\r\u001b[K${words(standing)}`);
      } else if (running) bars.update(done, { words: words(standing) });
      else bars.start(size, done, { words: words(standing) });
      running = true;
    },
    stop: () => {
      if (!running) return;
      bars.stop();
      stderr.write('\r\u001b[K');
      running = false;
    },
  };
}
