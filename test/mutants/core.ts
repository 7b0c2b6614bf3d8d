/**
 * The correct implementation that all mutants stand on: the fast core, through its adapter as the suite sees it, and its
 * primitives on bytes. Answers are remembered, since many mutants ask the same.
 */
import adapter from '../../src/conformance/adapters/wasm.js';
import type {
  Answer,
  DataOperation,
  LogProfile,
  Operation,
  OperationInputs,
  OperationOutputs,
  Profile,
  ProfileOf,
} from '../../src/conformance/protocol.js';
import { fromHex, toHex } from './implementation/bytes.js';

/** An adapter's operations, each of which answers at once. */
export type Operations = {
  readonly [Op in Operation]: (input: OperationInputs[Op], profile: ProfileOf<Op>) => Answer<Op>;
};

/** Those on entries and logs alone. */
export type LogOperations = Omit<Operations, DataOperation | 'message.decode'>;

type AnyOperation = (input: object, profile: Profile) => Answer;

function remembering(operation: AnyOperation): AnyOperation {
  const known: Record<Profile, WeakMap<object, Answer>> = {
    bamboo: new WeakMap(),
    p2panda: new WeakMap(),
    'p2panda-compat': new WeakMap(),
  };
  return (input, profile) => {
    let answer = known[profile].get(input);
    if (!answer) known[profile].set(input, (answer = operation(input, profile)));
    return answer;
  };
}

/** The operations of the correct implementation. */
export const core = Object.fromEntries(
  Object.entries(adapter.operations).map(([op, operation]) => [op, remembering(operation as AnyOperation)]),
) as Operations;

function rememberedBy<Result>(known: Map<string, Result>, key: string, compute: () => Result): Result {
  let result = known.get(key);
  if (result === undefined) known.set(key, (result = compute()));
  return result;
}

function outputOf(answer: Answer): unknown {
  if (answer.verdict !== 'accept') throw new Error(`the correct implementation answered ${answer.verdict}`);
  return answer.output;
}

const hashes = {
  bamboo: new WeakMap<Uint8Array, Uint8Array>(),
  p2panda: new WeakMap<Uint8Array, Uint8Array>(),
};
const signatureReasons = new Map<string, string>();
const signatures = new Map<string, Uint8Array>();

/** The encoded hash. */
export function coreHash(profile: LogProfile, bytes: Uint8Array): Uint8Array {
  let hash = hashes[profile].get(bytes);
  if (!hash) {
    const output = outputOf(core.hash({ bytes: toHex(bytes) }, profile));
    hashes[profile].set(bytes, (hash = fromHex((output as OperationOutputs['hash']).hash)));
  }
  return hash;
}

/** The reason for which a signature is rejected, or an empty text. */
export function coreSignatureReason(author: Uint8Array, message: Uint8Array, signature: Uint8Array): string {
  const input = { publicKey: toHex(author), message: toHex(message), signature: toHex(signature) };
  return rememberedBy(signatureReasons, `${input.publicKey} ${input.signature} ${input.message}`, () => {
    const answer = core['signature.verify'](input, 'bamboo');
    return answer.verdict === 'reject' ? answer.reason! : '';
  });
}

export function corePublicKey(privateKey: Uint8Array): Uint8Array {
  const output = outputOf(core['key.public']({ privateKey: toHex(privateKey) }, 'bamboo'));
  return fromHex((output as OperationOutputs['key.public']).publicKey);
}

/** A signature, made once for each key and message. */
export function remembered(key: string, sign: () => Uint8Array): Uint8Array {
  return rememberedBy(signatures, key, sign);
}
