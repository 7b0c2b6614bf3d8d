import { DATA_PROFILES, type DataProfile } from '../../src/p2panda/profile.js';
import { decodeOperation, validateOperation, type Schema } from '../../src/reference/index.js';
import { equal, toHex } from '../bytes.js';
import { WrongSubject, inTurn, type Case, type Contender, type Plan } from '../contender.js';
import {
  CORPORA,
  inHex,
  makeOperations,
  type OperationCorpus,
  type Sample,
  type SampleField,
} from '../corpora-operations.js';
import { SUBJECT, type DataApi } from '../subjects/data.js';
import type { OperationPeer } from '../subjects/peer.js';
import { referencePeer } from '../subjects/reference.js';
import { DECODE_ONLY, OPERATION_GROUPS as GROUPS } from './names.js';

// Operations one by one: encoded, decoded, and decoded and held against their schema.

/** Bytes that are worked through in a call: of large operations few are. */
const BYTES_A_CALL = 512_000;

/** As many as `slice`, but for large ones. */
const sliceOf = (slice: number, { bytes }: OperationCorpus): number =>
  Math.max(1, Math.min(slice, Math.floor(BYTES_A_CALL / bytes[0]!.length)));

/** Encoded twice: that its version takes two bytes is not canonical. */
function notCanonical(bytes: Uint8Array): Uint8Array {
  const odd = new Uint8Array(bytes.length + 1);
  odd.set([bytes[0]!, 0x18, 0x01]);
  odd.set(bytes.subarray(2), 3);
  return odd;
}

function isSame({ type, value }: SampleField, found: unknown): boolean {
  if (type === 'int') return BigInt(found as bigint | number | string) === value;
  if (type === 'float' || type === 'bool' || type === 'str') return Object.is(found, value);
  if (type === 'bytes' && found instanceof Uint8Array) return equal(found, value as Uint8Array);
  return JSON.stringify(inHex(found)) === JSON.stringify(inHex(value));
}

function checkFields(subject: string, sample: Sample, found: readonly (readonly [string, unknown])[]): void {
  const isRight =
    found.length === sample.fields.length &&
    sample.fields.every((field, i) => found[i]![0] === field.name && isSame(field, found[i]![1]));
  if (!isRight) throw new WrongSubject(subject, 'reads other fields from an operation');
}

const rejects = (work: () => unknown): boolean => {
  try {
    work();
    return false;
  } catch {
    return true;
  }
};

/** Whether it takes nothing that ends too early. */
function checkCut(subject: string, decode: (bytes: Uint8Array) => unknown, { bytes }: OperationCorpus): void {
  if (!rejects(() => decode(bytes[0]!.subarray(0, -1))))
    throw new WrongSubject(subject, 'decodes an operation that was cut off');
}

/** Ours throw here as all others do. */
function decoderOf({ decodeOperation: decode }: DataApi, profile: DataProfile) {
  const options = { profile };
  return (bytes: Uint8Array) => {
    const decoded = decode(bytes, options);
    if (!decoded.ok) throw new RangeError(decoded.message);
    return decoded.operation;
  };
}

function encodeCase(api: DataApi, peers: readonly OperationPeer[], corpus: OperationCorpus): Case {
  const { name, samples, bytes } = corpus;
  const contender = (
    subject: string,
    slice: number,
    encoders: readonly (() => Uint8Array | string)[],
  ): Contender => {
    const operations = sliceOf(slice, corpus);
    return {
      subject,
      operations,
      run: inTurn(operations, encoders.length, (i) => encoders[i]!()),
      check: () => {
        encoders.forEach((encode, i) => {
          const found = encode();
          const isRight = typeof found === 'string' ? found === toHex(bytes[i]!) : equal(found, bytes[i]!);
          if (!isRight) throw new WrongSubject(subject, 'encodes an operation otherwise than the reference');
        });
      },
    };
  };
  const own = DATA_PROFILES.map((profile) => {
    const options = { profile };
    const encoders = samples.map(({ fields, ...sample }) => {
      const operation = {
        ...sample,
        fields: Object.fromEntries(fields.map((field) => [field.name, field.value])),
      };
      return () => api.encodeOperation(operation, options);
    });
    return contender(SUBJECT[profile], 256, encoders);
  });
  const others = peers.map((peer) => contender(peer.name, peer.slice, samples.map(peer.encoder)));
  return { group: GROUPS.encode, name, unit: 'operations', own, peers: others };
}

/** A peer that decodes, under its name or one that says that it does no more. */
function decodingPeer(peer: OperationPeer, corpus: OperationCorpus, subject = peer.name): Contender {
  const { samples, bytes } = corpus;
  const operations = sliceOf(peer.slice, corpus);
  const decoders = bytes.map(peer.decoder);
  return {
    subject,
    operations,
    run: inTurn(operations, decoders.length, (i) => decoders[i]!()),
    check: () => {
      samples.forEach((sample, i) => checkFields(subject, sample, peer.fieldsOf(decoders[i]!())));
      checkCut(subject, (cut) => peer.decoder(cut)(), corpus);
    },
  };
}

function decodeCase(api: DataApi, peers: readonly OperationPeer[], corpus: OperationCorpus): Case {
  const { name, samples, bytes } = corpus;
  const own = DATA_PROFILES.map((profile): Contender => {
    const subject = SUBJECT[profile];
    const decode = decoderOf(api, profile);
    const operations = sliceOf(256, corpus);
    return {
      subject,
      operations,
      run: inTurn(operations, bytes.length, (i) => decode(bytes[i]!)),
      check: () => {
        samples.forEach((sample, i) => {
          const { action, schemaId, previous, fields } = decode(bytes[i]!);
          const isRight = action === sample.action && schemaId === sample.schemaId;
          const isOn = JSON.stringify(inHex(previous)) === JSON.stringify(inHex(sample.previous));
          if (!isRight || !isOn) throw new WrongSubject(subject, 'decodes another operation');
          checkFields(subject, sample, [...fields]);
        });
        checkCut(subject, decode, corpus);
        if (rejects(() => decode(notCanonical(bytes[0]!))) !== (profile === 'p2panda'))
          throw new WrongSubject(subject, 'judges what is not canonical otherwise than its profile');
      },
    };
  });
  const others = peers.map((peer) => decodingPeer(peer, corpus));
  return { group: GROUPS.decode, name, unit: 'operations', own, peers: others };
}

/** A schema of the corpus, or one whose first field is of another type. */
function schemaOf(api: DataApi, corpus: OperationCorpus, profile: DataProfile, wrong = false) {
  const { schemaId, schemaFields } = corpus;
  if (!wrong) {
    return api.systemSchema(schemaId, profile) ?? api.defineSchema(schemaId, schemaFields, { profile });
  }
  const [[first, type]] = Object.entries(schemaFields) as [[string, string]];
  const fields = { ...schemaFields, [first]: type === 'bool' ? ('int' as const) : ('bool' as const) };
  return api.defineSchema(schemaId.includes('_0020') ? schemaId : 'no_piece_0020' + '00'.repeat(32), fields, {
    profile,
  });
}

function validateCase(api: DataApi, peers: readonly OperationPeer[], corpus: OperationCorpus): Case {
  const { name, samples, bytes } = corpus;
  const own = DATA_PROFILES.map((profile): Contender => {
    const subject = SUBJECT[profile];
    const schema = schemaOf(api, corpus, profile);
    const validate = (i: number) => schema.decode(bytes[i]!);
    const operations = sliceOf(256, corpus);
    return {
      subject,
      operations,
      run: inTurn(operations, bytes.length, validate),
      check: () => {
        samples.forEach((sample, i) => {
          const result = validate(i);
          if (!result.ok) throw new WrongSubject(subject, 'refuses an operation of its schema');
          checkFields(subject, sample, Object.entries(result.operation.fields!));
        });
        if (schemaOf(api, corpus, profile, true).decode(bytes[0]!).ok)
          throw new WrongSubject(subject, 'takes an operation that is not of the schema');
        checkCut(
          subject,
          (cut) => {
            if (!schema.decode(cut).ok) throw new RangeError('refused');
          },
          corpus,
        );
      },
    };
  });
  const theirs = peers
    .filter((peer) => peer === referencePeer || peer.name.startsWith('p2panda-js'))
    .map((peer) =>
      peer === referencePeer ? validatingReference(corpus) : decodingPeer(peer, corpus, DECODE_ONLY),
    );
  return { group: GROUPS.validate, name, unit: 'operations', own, peers: theirs };
}

function validatingReference(corpus: OperationCorpus): Contender {
  const { samples, bytes, schemaId, schemaFields } = corpus;
  const fields = Object.entries(schemaFields).map(([name, type]) => ({ name, type }));
  const schema: Schema = { id: schemaId, fields };
  const validate = (i: number) => validateOperation('p2panda', decodeOperation('p2panda', bytes[i]!), schema);
  const { name: subject } = referencePeer;
  const operations = sliceOf(referencePeer.slice, corpus);
  return {
    subject,
    operations,
    run: inTurn(operations, bytes.length, validate),
    check: () => {
      samples.forEach((sample, i) => {
        checkFields(
          subject,
          sample,
          validate(i)!.map(({ name, value }) => [name, value]),
        );
      });
    },
  };
}

/** @param peers the reference takes part only where operations are small */
export function operationPlans(api: DataApi, peers: readonly OperationPeer[]): Plan[] {
  const makers = [
    [GROUPS.encode, encodeCase],
    [GROUPS.decode, decodeCase],
    [GROUPS.validate, validateCase],
  ] as const;
  return makers.flatMap(([group, make]) =>
    Object.values(CORPORA).map((name): Plan => ({
      group,
      name,
      make: () => {
        const some = name === CORPORA.update ? [...peers, referencePeer] : peers;
        return make(api, some, makeOperations(name));
      },
    })),
  );
}
