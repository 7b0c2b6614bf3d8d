import { signaturePlans } from '../cases/signatures.js';
import { logPlans } from '../cases/logs.js';
import { hashPlans } from '../cases/hashes.js';
import type { Plan } from '../contender.js';
import { measure, type Figure, type Settings } from '../rounds.js';
import { blake3Jit } from '../subjects/blake3-jit.js';
import { relaxedSimd, simd, type Core } from '../subjects/cores.js';
import { hashWasm } from '../subjects/hash-wasm.js';
import {
  libsodiumHashes,
  libsodiumPath,
  libsodiumReady,
  libsodiumSignatures,
} from '../subjects/libsodium.js';
import { nobleCurves, nobleEd25519, nobleHashes } from '../subjects/noble.js';
import { webCrypto } from '../subjects/webcrypto.js';
import { poolPlan } from './pool.js';

// The core cases in a page: what chromium.ts bundles and calls.

export interface Asked {
  readonly settings: Settings;
  readonly quick: boolean;
  /** Only cases whose name has this in it, in lower case. */
  readonly filter: string;
}

declare global {
  /** Left here for chromium.ts to call. */
  var benchmark: (asked: Asked) => Promise<Figure[]>;
  /** Given by chromium.ts: told how far it is. */
  var onProgress: (name: string, done: number, total: number) => Promise<void>;
}

/** The core on relaxed SIMD, where the browser has it. */
function relaxed(): Core[] {
  try {
    const core = relaxedSimd();
    core.api.lipmaa(4n);
    return [core];
  } catch {
    return [];
  }
}

async function plans(quick: boolean): Promise<Plan[]> {
  await libsodiumReady;
  const native = await webCrypto();
  const cores = [simd(), ...relaxed()];
  const verifiers = [...(native ? [native] : []), libsodiumSignatures, nobleCurves, nobleEd25519];
  const hashers = [await hashWasm(), blake3Jit(), libsodiumHashes, nobleHashes];
  return [
    ...signaturePlans(cores, verifiers, quick),
    ...logPlans(cores, [libsodiumPath(hashers[0]!)], quick ? 512 : 4096),
    ...hashPlans(cores, hashers, quick ? 2 ** 20 : undefined),
    ...(crossOriginIsolated ? [poolPlan(cores[0]!, quick ? 4096 : 16_384)] : []),
  ];
}

globalThis.benchmark = async ({ settings, quick, filter }) => {
  const wanted = (await plans(quick)).filter(({ group, name }) =>
    `${group}: ${name}`.toLowerCase().includes(filter),
  );
  const figures: Figure[] = [];
  for (const [i, plan] of wanted.entries()) {
    await globalThis.onProgress(`${plan.group}: ${plan.name}`, i, wanted.length);
    figures.push(...(await measure(await plan.make(), 'chromium', settings)));
  }
  return figures;
};
