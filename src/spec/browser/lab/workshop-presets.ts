import { certificatePool } from '../../../verify/index.js';
import type { WorkshopLog, Written } from './workshop-log.js';

/** A log to begin with. */
export interface Preset {
  readonly title: string;
  /** What there is to see. */
  readonly lesson: string;
  readonly make: (log: WorkshopLog) => void;
}

function writeLog(log: WorkshopLog, length: number): Written[] {
  const entries: Written[] = [];
  for (let i = 1; i <= length; i++) entries.push(log.write(entries.at(-1), `order ${i}`));
  return entries;
}

/** In the order in which they are offered. */
export const PRESETS: readonly Preset[] = [
  {
    title: 'a log of 13',
    lesson: 'Each entry links to the one before it; 4, 8, 12 and 13 also to an older one. All are verified.',
    make: (log) => void writeLog(log, 13),
  },
  {
    title: 'a fork at 7',
    lesson:
      'The author signed two entries 7. What comes from there on is invalid on both branches, and the two entries prove it.',
    make: (log) => {
      const entries = writeLog(log, 9);
      log.write(log.write(entries[5], 'another order 7'), 'another order 8');
    },
  },
  {
    title: 'an implied fork',
    lesson:
      'Nobody here has the second entry 7, but the second entry 8 names its hash: that is a fork too, and proved as well.',
    make: (log) => {
      const entries = writeLog(log, 9);
      const seventh = log.write(entries[5], 'another order 7');
      log.write(seventh, 'another order 8');
      log.setKept(seventh, false);
    },
  },
  {
    title: 'the pool of 8 alone',
    lesson:
      'A replica that keeps the certificate pool of 8 and nothing else: a path leads from 8 to 1, so it is path-verified.',
    make: (log) => {
      const pool = certificatePool(8n);
      for (const entry of writeLog(log, 13)) if (!pool.includes(entry.seqNum)) log.setKept(entry, false);
    },
  },
  {
    title: 'a gap',
    lesson:
      'Without entry 4 no chain of links leads from 5, 6 and 7 to entry 1: they are unlinked, which is not wrong, only not verified yet. Bring 4 back.',
    make: (log) => {
      const entries = writeLog(log, 7);
      log.setKept(entries[3]!, false);
    },
  },
  {
    title: 'after the end',
    lesson: 'Entry 5 says that the log ends with it. The author went on all the same: entry 6 is invalid.',
    make: (log) => {
      const entries = writeLog(log, 4);
      log.write(log.write(entries[3], 'the last order', { endOfLog: true }), 'one more');
    },
  },
  {
    title: 'a lie about a size',
    lesson:
      'The payload of entry 3 is the one it names by its hash, and has another size than it says. Drop the payload, and nobody can tell.',
    make: (log) => {
      const entries = writeLog(log, 2);
      log.write(log.write(entries[1], 'order 3', { lies: true }), 'order 4');
    },
  },
];
