import { certificatePool } from '../../../verify/index.js';
import type { WorkshopLog, Written } from './workshop-log.js';

/** A log to begin with. */
export interface Preset {
  /** In the address of the page. */
  readonly slug: string;
  readonly title: string;
  /** What there is to see. */
  readonly lesson: string;
  readonly make: (log: WorkshopLog) => void;
  /** The name of the entry that is chosen at first; else the last one. */
  readonly chosen?: string;
  /** Whether that entry's certificate pool is shown. */
  readonly showsPool?: boolean;
}

function writeLog(log: WorkshopLog, length: number): Written[] {
  const entries: Written[] = [];
  for (let i = 1; i <= length; i++) entries.push(log.write(entries.at(-1), `order ${i}`));
  return entries;
}

/** A log of nine, and another 7 with an 8 after it; all entries of the second branch. */
function writeFork(log: WorkshopLog): Written[] {
  const entries = writeLog(log, 9);
  const seventh = log.write(entries[5], 'another order 7');
  return [seventh, log.write(seventh, 'another order 8')];
}

/** In the order in which they are offered. */
export const PRESETS: readonly Preset[] = [
  {
    slug: 'clean',
    title: 'a clean log of 13',
    lesson: 'Each entry links to the one before it; 4, 8, 12 and 13 also to an older one. All are verified.',
    make: (log) => void writeLog(log, 13),
  },
  {
    slug: 'fork',
    title: 'a fork at 7',
    lesson:
      'The author signed two entries 7. What comes from there on is invalid on both branches, and the two entries prove it.',
    make: (log) => void writeFork(log),
    chosen: '7b',
  },
  {
    slug: 'implied-fork',
    title: 'an implied fork',
    lesson:
      'Nobody here has the second entry 7, but the second entry 8 names its hash: that is a fork too, and proved as well.',
    make: (log) => log.setKept(writeFork(log)[0]!, false),
    chosen: '8b',
  },
  {
    slug: 'pool',
    title: 'only the pool of 8',
    lesson:
      'This replica keeps the certificate pool of 8 and nothing else. A path of links leads from 8 over 4 to 1, so 8 is path-verified, without the entries between.',
    make: (log) => {
      writeLog(log, 13);
      log.keepOnly(certificatePool(8n));
    },
    chosen: '8',
    showsPool: true,
  },
  {
    slug: 'gap',
    title: 'a gap',
    lesson:
      'Without entry 4 no chain of links leads from 5, 6 and 7 to entry 1: they are unlinked, which is not wrong, only not verified yet. Bring 4 back.',
    make: (log) => log.setKept(writeLog(log, 7)[3]!, false),
    chosen: '4',
  },
  {
    slug: 'end',
    title: 'after the end of the log',
    lesson: 'Entry 5 says that the log ends with it. The author went on all the same: entry 6 is invalid.',
    make: (log) => {
      const fifth = log.write(writeLog(log, 4)[3], 'the last order', { endOfLog: true });
      log.write(fifth, 'one more order');
    },
  },
  {
    slug: 'size-lie',
    title: 'a lie about a size',
    lesson:
      'The payload of entry 3 is the one it names by its hash, and has another size than it says. Drop that payload, and nobody can tell.',
    make: (log) => {
      const lie = log.write(writeLog(log, 2)[1], 'order 3', { lies: true });
      log.write(lie, 'order 4');
    },
    chosen: '3',
  },
  {
    slug: 'empty',
    title: 'an empty log',
    lesson: 'Nothing is written yet. Begin with entry 1.',
    make: () => undefined,
  },
];
