import { checkBytes, checkSeqNum, checkU64 } from './arguments.js';
import type { Engine } from './engine.js';
import { reasonFromCode, rejected, type Rejected } from './verdict.js';

/** A VarU64 that was read: its value, and how many bytes it takes, 1 to 9. */
export interface DecodedVarU64 {
  readonly ok: true;
  readonly value: bigint;
  readonly length: number;
}

export function encodeVarU64On(engine: Engine): (value: bigint) => Uint8Array {
  return (value) => engine.encodeVarU64(checkU64(value, 'value'));
}

export function decodeVarU64On(engine: Engine): (bytes: Uint8Array) => DecodedVarU64 | Rejected {
  return (bytes) => {
    const input = checkBytes(bytes, 'bytes');
    const result = engine.decodeVarU64(input);
    if (typeof result !== 'number') return { ok: true, ...result };
    const reason = reasonFromCode(result);
    return rejected(reason, reason === 'TRUNCATED' ? input.length : 0);
  };
}

export function lipmaaOn(engine: Engine): (seqNum: bigint) => bigint {
  return (seqNum) => engine.lipmaa(checkSeqNum(seqNum, 'seqNum'));
}
