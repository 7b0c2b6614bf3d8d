import {
  encodeVarU64,
  hasBacklink,
  hasLipmaalink,
  hash,
  publicKey,
  signFields,
  type Profile,
} from '../../src/reference/index.js';
import type { Random } from './random.js';

/** A valid entry, and where its fields begin, so that it can be spoiled field by field. */
export interface Specimen {
  bytes: Uint8Array;
  /** Offset of each field; the last is the entry's length. */
  fields: number[];
}

const SEQ_NUMS = [
  1n,
  2n,
  3n,
  4n,
  5n,
  8n,
  13n,
  14n,
  247n,
  248n,
  364n,
  65_536n,
  2n ** 32n,
  2n ** 53n + 1n,
  2n ** 64n - 1n,
];
const U64S = [
  0n,
  1n,
  247n,
  248n,
  255n,
  256n,
  65_535n,
  65_536n,
  2n ** 32n,
  2n ** 53n + 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

/** Some valid entries with all sorts of fields. */
export function specimens(profile: Profile, count: number, random: Random): Specimen[] {
  const keys = Array.from({ length: 8 }, () => random.bytes(32));
  return Array.from({ length: count }, () => {
    const privateKey = random.pick(keys);
    const seqNum = random.below(2) ? random.pick(SEQ_NUMS) : random.u64() || 1n;
    const logId = random.below(2) ? random.pick(U64S) : random.u64();
    const payloadSize = random.below(2) ? random.pick(U64S) : random.u64();
    const link = () => hash(profile, random.bytes(4));
    const bytes = signFields(profile, privateKey, {
      endOfLog: random.below(4) === 0,
      logId,
      seqNum,
      lipmaalink: link(),
      backlink: link(),
      payloadSize,
      payloadHash: link(),
    });
    const hashLength = profile === 'bamboo' ? 66 : 34;
    const lengths = [
      1,
      publicKey(privateKey).length,
      encodeVarU64(logId).length,
      encodeVarU64(seqNum).length,
      hasLipmaalink(seqNum) ? hashLength : 0,
      hasBacklink(seqNum) ? hashLength : 0,
      encodeVarU64(payloadSize).length,
      hashLength,
      64,
    ];
    const fields = lengths.reduce((offsets, length) => [...offsets, offsets.at(-1)! + length], [0]);
    return { bytes, fields };
  });
}

/** An encoding of `value` in a VarU64 of n value bytes, canonical or not. */
function varU64Of(value: bigint, n: number): Uint8Array {
  if (n === 0) return Uint8Array.of(Number(value & 0xffn));
  return Uint8Array.of(
    247 + n,
    ...Array.from({ length: n }, (_, i) => Number((value >> BigInt(8 * (n - 1 - i))) & 0xffn)),
  );
}

function splice(bytes: Uint8Array, start: number, end: number, ...insert: Uint8Array[]): Uint8Array {
  return Uint8Array.of(
    ...bytes.subarray(0, start),
    ...insert.flatMap((part) => [...part]),
    ...bytes.subarray(end),
  );
}

/** Spoils bytes in one way out of many, most of them at a field's border. */
export function spoil(bytes: Uint8Array, fields: readonly number[], random: Random): Uint8Array {
  const fieldAt = random.below(fields.length - 1);
  const start = Math.min(fields[fieldAt]!, bytes.length);
  const end = Math.min(fields[fieldAt + 1]!, bytes.length);
  const anywhere = random.below(bytes.length + 1);
  switch (random.below(14)) {
    case 0: {
      const spoiled = bytes.slice();
      if (anywhere < spoiled.length) spoiled[anywhere]! ^= 1 << random.below(8);
      return spoiled;
    }
    case 1: {
      const spoiled = bytes.slice();
      if (start < spoiled.length) spoiled[start] = random.below(256);
      return spoiled;
    }
    case 2: {
      const spoiled = bytes.slice();
      if (start + 1 < spoiled.length) spoiled[start + 1] = random.pick([0, 0x1f, 0x20, 0x21, 0x40, 0xff]);
      return spoiled;
    }
    case 3:
      return bytes.slice(0, anywhere);
    case 4:
      return bytes.slice(0, random.pick([start, end, Math.max(0, end - 1)]));
    case 5:
      return splice(
        bytes,
        bytes.length,
        bytes.length,
        random.bytes(1 + random.below(random.pick([2, 64, 400]))),
      );
    case 6:
      return splice(bytes, start, end);
    case 7:
      return splice(bytes, start, start, bytes.subarray(start, end));
    case 8:
      return splice(bytes, start, end, random.bytes(end - start));
    case 9:
    case 10: {
      // log id, sequence number or payload size in a form of any length
      const integer = random.pick([2, 3, 6]);
      const [from, to] = [
        Math.min(fields[integer]!, bytes.length),
        Math.min(fields[integer + 1]!, bytes.length),
      ];
      return splice(
        bytes,
        from,
        to,
        varU64Of(random.below(2) ? random.u64() : BigInt(random.below(260)), random.below(9)),
      );
    }
    case 11: {
      // another author: small order, not on the curve, or with a non-canonical y
      const author = new Uint8Array(32);
      author.fill(random.pick([0x00, 0xff]), 1, 31);
      author[0] = random.below(256);
      author[31] = random.pick([0x00, 0x7f, 0x80, 0xff]);
      return splice(bytes, Math.min(1, bytes.length), Math.min(33, bytes.length), author);
    }
    case 12: {
      // both links the same, or swapped
      const [lipmaalink, backlink, after] = [fields[4]!, fields[5]!, fields[6]!];
      if (after > bytes.length || lipmaalink === backlink) return bytes.slice(0, anywhere);
      const links = random.below(2)
        ? [bytes.subarray(backlink, after)]
        : [bytes.subarray(backlink, after), bytes.subarray(lipmaalink, backlink)];
      if (links.length === 1) links.push(links[0]!);
      return splice(bytes, lipmaalink, after, ...links);
    }
    default:
      return splice(bytes, anywhere, Math.min(bytes.length, anywhere + 1 + random.below(3)));
  }
}
