import type * as Pool from '../../src/pool/index.js';
import { GROUPS, ONE_WORKER, TWO_WORKERS } from '../cases/names.js';
import { WrongSubject, type Contender, type Plan } from '../contender.js';
import { PAYLOAD_SIZE, makeLog } from '../corpora.js';
import type { Core } from '../subjects/cores.js';

/** Where the page's server has the built pool, whose workers have a script to load. */
const POOL = '/dist/pool/index.js';

/** Two Web Workers against one. */
export function poolPlan({ api }: Core, length: number): Plan {
  const place = { group: GROUPS.pool, name: 'verifyEntries' };
  return {
    ...place,
    make: async () => {
      const { VerifierPool } = (await import(POOL)) as typeof Pool;
      const profile = 'p2panda';
      const { entries, payloads } = makeLog(api, {
        profile,
        length,
        payloadSize: PAYLOAD_SIZE,
        seed: 'pool',
      });
      const contender = (subject: string, workers: number): Contender => {
        const pool = new VerifierPool({ workers });
        const verify = () => pool.verifyEntries(entries, { profile, payloads });
        return {
          subject,
          operations: length,
          async: true,
          run: verify,
          check: async () => {
            if ((await pool.start()) !== workers) throw new WrongSubject(subject, 'did not start');
            if ((await verify()).some(({ ok }) => !ok))
              throw new WrongSubject(subject, 'reject an entry that is right');
          },
        };
      };
      return {
        ...place,
        unit: 'entries',
        own: [contender(TWO_WORKERS, 2)],
        peers: [contender(ONE_WORKER, 1)],
      };
    },
  };
}
