import { SingleBar } from 'cli-progress';

/** So much of a name is shown beside the bar. */
const NAME_WIDTH = 20;

/** A bar on standard error, where that is a terminal, and nothing where it is not. */
export function showProgress(): {
  update: (name: string, done: number, total: number) => void;
  stop: () => void;
} {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: '{name} {bar} {value}/{total}',
    stream: process.stderr,
    barsize: Math.max(5, Math.min(40, (process.stderr.columns ?? 80) - NAME_WIDTH - 16)),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: false,
  });
  let running = '';
  const stop = (): void => {
    if (running !== '') bar.stop();
    running = '';
  };
  return {
    update: (name, done, total) => {
      if (running !== name) {
        stop();
        bar.start(total, done, { name: name.slice(0, NAME_WIDTH).padEnd(NAME_WIDTH) });
        running = name;
      } else bar.update(done);
    },
    stop,
  };
}
