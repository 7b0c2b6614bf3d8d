import { apiOn } from '../../src/bamboo/api.js';
import { adapterOf } from '../../src/conformance/adapters/public-api.js';
import { judge } from '../../src/conformance/judge.js';
import type { Answer, Profile } from '../../src/conformance/protocol.js';
import type { Vector } from '../../src/conformance/vectors.js';
import { checkLogInput } from '../../src/verify/arguments.js';
import * as data from '../../src/p2panda/exports.js';
import { p2pandaOn } from '../../src/p2panda/on.js';
import { certificatePool, linkPath, plan } from '../../src/verify/index.js';
import { verifyLogOn } from '../../src/verify/log.js';
import { verifyProofOn } from '../../src/verify/proof.js';
import type { createEngine } from '../../src/wasm/engine.js';

// All vectors against one build of the core, under Node and in browsers.

/** The outcome of every vector that doesn't pass, by its id; and how many were judged. */
export async function judgeAll(
  engine: ReturnType<typeof createEngine>,
  vectors: readonly Vector[],
): Promise<{ judged: number; failed: Record<string, string> }> {
  const { operations } = adapterOf(
    {
      ...apiOn(engine),
      ...data,
      ...p2pandaOn(engine),
      certificatePool,
      linkPath,
      plan,
      verifyProof: verifyProofOn(engine),
      verifyLog: (list, options) => verifyLogOn(engine, checkLogInput(list, options)),
    },
    { name: 'sasako', version: '0', language: 'TypeScript' },
  );
  const failed: Record<string, string> = {};
  let judged = 0;
  for (const vector of vectors) {
    const run = operations[vector.op] as ((input: unknown, profile: Profile) => unknown) | undefined;
    if (!run) continue;
    judged++;
    try {
      // As it goes over the wire of the protocol: what is undefined isn't there.
      const said = JSON.stringify(await run(vector.input, vector.profile ?? 'bamboo'));
      const { outcome, unchecked } = judge(vector, JSON.parse(said) as Answer, {});
      if (outcome !== 'pass' || unchecked.length > 0) failed[vector.id] = outcome;
    } catch (error) {
      failed[vector.id] = String(error);
    }
  }
  return { judged, failed };
}
