// A process that verifies parts of a file of records: streamed from disk through a pool of workers, or in memory on its
// one thread. Told a part, it answers with how many entries were rejected, and with the most memory it ever had.
import { verifyEntries } from '../../dist/index.js';
import { VerifierPool } from '../../dist/pool/index.js';
import { peak } from './peak.mjs';
import { readRecords } from './records.mjs';

const profile = 'p2panda';
const [, , way, workers] = process.argv;

const ways = {
  async stream() {
    const pool = new VerifierPool({ workers: Number(workers) });
    await pool.start();
    return async ({ file, position, count }) => {
      let rejected = 0;
      for await (const verdicts of pool.verifyStream(readRecords(file, position, count), { profile })) {
        for (const { ok } of verdicts) rejected += ok ? 0 : 1;
      }
      return rejected;
    };
  },

  memory() {
    let loaded;
    return ({ file, position, count }) => {
      // Read once, and not again: only verifying is timed, from the second time on.
      const key = `${file} ${position} ${count}`;
      if (loaded?.key !== key) {
        const records = [...readRecords(file, position, count)];
        loaded = {
          key,
          entries: records.map(({ entry }) => entry),
          payloads: records.map(({ payload }) => payload),
        };
      }
      const { entries, payloads } = loaded;
      return verifyEntries(entries, { profile, payloads }).filter(({ ok }) => !ok).length;
    };
  },
};

const verify = await ways[way]();
process.on('message', async (part) => {
  const rejected = await verify(part);
  process.send({ rejected, peak: peak() });
});
process.send({ ready: true });
