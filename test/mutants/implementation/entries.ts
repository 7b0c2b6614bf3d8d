import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { concat, equal } from './bytes.js';
import { Primitives } from './primitives.js';
import { Refusal } from './refusal.js';

export type HashField = 'lipmaalink' | 'backlink' | 'payloadHash';

/** The first byte of a hash, and where that stands. */
export interface HashType {
  readonly type: number;
  readonly field: HashField;
}

/** The second byte of a hash, and where that stands. */
export interface HashLength {
  readonly length: number;
  readonly field: HashField;
}

export interface Links {
  lipmaalink: Uint8Array | null;
  backlink: Uint8Array | null;
}

/** A decoded entry; `bytes` are its own, hashes are encoded. */
export interface Entry extends Links {
  bytes: Uint8Array;
  endOfLog: boolean;
  author: Uint8Array;
  logId: bigint;
  seqNum: bigint;
  payloadSize: bigint;
  payloadHash: Uint8Array;
  signature: Uint8Array;
  hash: Uint8Array;
}

/** What an entry is made of. */
export interface Draft extends Links {
  privateKey: Uint8Array;
  endOfLog: boolean;
  logId: bigint;
  seqNum: bigint;
  payload: Uint8Array;
}

/** A place in an entry's bytes. */
export class Reader {
  offset = 0;

  constructor(readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.offset;
  }

  take(length: number): Uint8Array {
    if (length > this.left) throw new Refusal('TRUNCATED');
    this.offset += length;
    return this.bytes.slice(this.offset - length, this.offset);
  }

  byte(): number {
    return this.take(1)[0]!;
  }
}

/** Decoding and encoding, each step a method of its own so that it can be got wrong. */
export class Entries extends Primitives {
  readonly reasonOfEmpty: string = 'EMPTY';

  readVarU64(reader: Reader): bigint {
    const { value, length } = this.decodeVarU64(reader.bytes, reader.offset);
    reader.offset += length;
    return value;
  }

  readTag(reader: Reader): boolean {
    const tag = reader.byte();
    if (tag > 1) throw new Refusal('INVALID_TAG');
    return tag === 1;
  }

  readAuthor(reader: Reader): Uint8Array {
    const author = reader.take(32);
    this.checkAuthor(author);
    return author;
  }

  readLogId(reader: Reader): bigint {
    return this.readVarU64(reader);
  }

  readSeqNum(reader: Reader): bigint {
    const seqNum = this.readVarU64(reader);
    if (seqNum === 0n) throw new Refusal('SEQNUM_ZERO');
    return seqNum;
  }

  checkHashType({ type }: HashType): void {
    if (type !== 0) throw new Refusal('UNKNOWN_HASH_TYPE');
  }

  checkHashLength(profile: Profile, { length }: HashLength): void {
    if (length !== this.digestLength(profile)) throw new Refusal('WRONG_HASH_LENGTH');
  }

  readHash(reader: Reader, profile: Profile, field: HashField): Uint8Array {
    const type = reader.byte();
    this.checkHashType({ type, field });
    const length = reader.byte();
    this.checkHashLength(profile, { length, field });
    return concat(Uint8Array.of(type, length), reader.take(this.digestLength(profile)));
  }

  readLinks(reader: Reader, profile: Profile, seqNum: bigint): Links {
    const lipmaalink = this.hasLipmaalink(seqNum) ? this.readHash(reader, profile, 'lipmaalink') : null;
    const backlink = this.hasBacklink(seqNum) ? this.readHash(reader, profile, 'backlink') : null;
    return { lipmaalink, backlink };
  }

  readPayloadSize(reader: Reader): bigint {
    return this.readVarU64(reader);
  }

  readSignature(reader: Reader): Uint8Array {
    return reader.take(64);
  }

  checkEnd(reader: Reader): void {
    if (reader.left > 0) throw new Refusal('TRAILING_BYTES');
  }

  checkLinksDiffer(profile: Profile, { lipmaalink, backlink }: Links): void {
    if (profile === 'p2panda' && lipmaalink && backlink && equal(lipmaalink, backlink)) {
      throw new Refusal('LINKS_IDENTICAL');
    }
  }

  entryHash(profile: Profile, bytes: Uint8Array): Uint8Array {
    return this.encodedHash(profile, bytes);
  }

  decodeEntry(profile: Profile, bytes: Uint8Array): Entry {
    if (bytes.length === 0) throw new Refusal(this.reasonOfEmpty);
    const reader = new Reader(bytes);
    const endOfLog = this.readTag(reader);
    const author = this.readAuthor(reader);
    const logId = this.readLogId(reader);
    const seqNum = this.readSeqNum(reader);
    const links = this.readLinks(reader, profile, seqNum);
    const payloadSize = this.readPayloadSize(reader);
    const payloadHash = this.readHash(reader, profile, 'payloadHash');
    const signature = this.readSignature(reader);
    this.checkEnd(reader);
    this.checkLinksDiffer(profile, links);
    const hash = this.entryHash(profile, bytes);
    return { bytes, endOfLog, author, logId, seqNum, ...links, payloadSize, payloadHash, signature, hash };
  }

  tagOf(endOfLog: boolean): number {
    return endOfLog ? 1 : 0;
  }

  /** The links that a sequence number has, of those that are given. */
  dueLinks({ seqNum, lipmaalink, backlink }: Draft): Links {
    return {
      lipmaalink: this.hasLipmaalink(seqNum) ? lipmaalink : null,
      backlink: this.hasBacklink(seqNum) ? backlink : null,
    };
  }

  linkFields({ lipmaalink, backlink }: Links): Uint8Array[] {
    return [lipmaalink, backlink].filter((link) => link !== null);
  }

  payloadFields(profile: Profile, payload: Uint8Array): Uint8Array[] {
    return [this.encodeVarU64(BigInt(payload.length)), this.encodedHash(profile, payload)];
  }

  numberFields({ logId, seqNum }: Draft): Uint8Array[] {
    return [this.encodeVarU64(logId), this.encodeVarU64(seqNum)];
  }

  unsignedEntry(profile: Profile, draft: Draft): Uint8Array {
    return concat(
      Uint8Array.of(this.tagOf(draft.endOfLog)),
      this.publicKey(draft.privateKey),
      ...this.numberFields(draft),
      ...this.linkFields(this.dueLinks(draft)),
      ...this.payloadFields(profile, draft.payload),
    );
  }

  sealed(privateKey: Uint8Array, unsigned: Uint8Array): Uint8Array {
    return concat(unsigned, this.sign(privateKey, unsigned));
  }

  /** Refuses to make what decoding would reject. */
  checkEncoded(profile: Profile, bytes: Uint8Array): void {
    this.decodeEntry(profile, bytes);
  }

  encodeEntry(profile: Profile, draft: Draft): Uint8Array {
    const bytes = this.sealed(draft.privateKey, this.unsignedEntry(profile, draft));
    this.checkEncoded(profile, bytes);
    return bytes;
  }
}
