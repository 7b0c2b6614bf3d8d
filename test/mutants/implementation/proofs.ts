import { Point } from '@noble/ed25519';
import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { equal, toHex } from './bytes.js';
import { Reader, type Entry } from './entries.js';
import { Logs } from './logs.js';
import { Refusal } from './refusal.js';

export type Kind = 'fork' | 'implied-fork' | 'payload-size-lie' | 'after-end-of-log' | 'link-to-wrong-seqnum';

/** The start of a CBOR item. */
export interface Head {
  readonly major: number;
  /** The five bits beside the major type. */
  readonly info: number;
  readonly value: bigint;
}

/** A proof taken apart. */
export interface Proof {
  readonly profile: Profile;
  readonly kind: Kind;
  readonly seqNum: bigint;
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  /** The bytes that the digest is of. */
  readonly digested: Uint8Array;
  readonly digest: Uint8Array;
}

export interface Conviction {
  readonly kind: Kind;
  readonly author: Uint8Array;
  readonly logId: bigint;
  readonly seqNum: bigint;
}

export const UINT = 0;
export const BYTES = 2;
export const TEXT = 3;
export const ARRAY = 4;

const utf8 = new TextDecoder();

/** Verifying proofs. */
export class Proofs extends Logs {
  readonly kinds: readonly string[] = [
    'fork',
    'implied-fork',
    'payload-size-lie',
    'after-end-of-log',
    'link-to-wrong-seqnum',
  ];
  readonly profiles: readonly string[] = ['bamboo', 'p2panda'];

  readHead(reader: Reader): Head {
    const byte = reader.byte();
    const info = byte & 31;
    if (info > 27) throw new Refusal('NOT_A_PROOF');
    const value = info < 24 ? BigInt(info) : BigInt(`0x${toHex(reader.take(2 ** (info - 24)))}`);
    return { major: byte >> 5, info, value };
  }

  /** Whether a value needs as many bytes behind its first as it has. */
  isShortest({ info, value }: Head): boolean {
    const least = [24n, 2n ** 8n, 2n ** 16n, 2n ** 32n][info - 24];
    return least === undefined || value >= least;
  }

  isOfType(head: Head, major: number): boolean {
    return head.major === major;
  }

  readValue(reader: Reader, major: number): bigint {
    const head = this.readHead(reader);
    if (!this.isOfType(head, major) || !this.isShortest(head)) throw new Refusal('NOT_A_PROOF');
    return head.value;
  }

  readString(reader: Reader, major: number): Uint8Array {
    const length = this.readValue(reader, major);
    if (length > BigInt(reader.left)) throw new Refusal('NOT_A_PROOF');
    return reader.take(Number(length));
  }

  readName(reader: Reader): string {
    return utf8.decode(this.readString(reader, TEXT));
  }

  isMagic(name: string): boolean {
    return name === 'bamboo-proof';
  }

  checkVersion(version: bigint, elements: bigint): void {
    if (version !== 1n) throw new Refusal(elements < 2n ? 'NOT_A_PROOF' : 'UNKNOWN_PROOF');
  }

  checkElements(elements: bigint): void {
    if (elements !== 8n) throw new Refusal('NOT_A_PROOF');
  }

  isSeqNum(seqNum: bigint): boolean {
    return seqNum > 0n;
  }

  hasOrder(kind: Kind): boolean {
    return kind !== 'payload-size-lie';
  }

  inOrder(first: Uint8Array, second: Uint8Array): boolean {
    return Buffer.compare(first, second) < 0;
  }

  isDigestLength(profile: Profile, length: number): boolean {
    return length === 2 + this.digestLength(profile);
  }

  checkNothingFollows(reader: Reader): void {
    if (reader.left > 0) throw new Refusal('NOT_A_PROOF');
  }

  readProof(bytes: Uint8Array): Proof {
    const reader = new Reader(bytes);
    const elements = this.readValue(reader, ARRAY);
    if (!this.isMagic(this.readName(reader))) throw new Refusal('NOT_A_PROOF');
    this.checkVersion(this.readValue(reader, UINT), elements);
    this.checkElements(elements);
    const [profile, kind] = [this.readName(reader) as Profile, this.readName(reader) as Kind];
    if (!this.profiles.includes(profile) || !this.kinds.includes(kind)) throw new Refusal('NOT_A_PROOF');
    const seqNum = this.readValue(reader, UINT);
    if (!this.isSeqNum(seqNum)) throw new Refusal('NOT_A_PROOF');
    const first = this.readString(reader, BYTES);
    const second = this.readString(reader, BYTES);
    if (this.hasOrder(kind) && !this.inOrder(first, second)) throw new Refusal('NOT_A_PROOF');
    const digested = bytes.slice(0, reader.offset);
    const digest = this.readString(reader, BYTES);
    if (!this.isDigestLength(profile, digest.length)) throw new Refusal('NOT_A_PROOF');
    this.checkNothingFollows(reader);
    return { profile, kind, seqNum, first, second, digested, digest };
  }

  takeApart(bytes: Uint8Array): Proof {
    try {
      return this.readProof(bytes);
    } catch (error) {
      if (error instanceof Refusal && error.reason === 'TRUNCATED') throw new Refusal('NOT_A_PROOF');
      throw error;
    }
  }

  digestedBytes({ digested }: Proof): Uint8Array {
    return digested;
  }

  checkProofDigest(proof: Proof): void {
    if (!equal(this.encodedHash(proof.profile, this.digestedBytes(proof)), proof.digest)) {
      throw new Refusal('PROOF_DAMAGED');
    }
  }

  isSmallOrderAuthor(author: Uint8Array): boolean {
    return Point.fromBytes(author, true).isSmallOrder();
  }

  checkFirstSignature(entry: Entry): void {
    this.checkEntrySignature(entry);
  }

  checkSecondSignature(entry: Entry): void {
    this.checkEntrySignature(entry);
  }

  authenticFirst(proof: Proof): Entry {
    const entry = this.decodeEntry(proof.profile, proof.first);
    if (this.isSmallOrderAuthor(entry.author)) throw new Refusal('SMALL_ORDER_AUTHOR');
    this.checkFirstSignature(entry);
    return entry;
  }

  isOneLog(a: Entry, b: Entry): boolean {
    return equal(a.author, b.author) && a.logId === b.logId;
  }

  authenticSecond(proof: Proof, first: Entry): Entry {
    const entry = this.decodeEntry(proof.profile, proof.second);
    if (!this.isOneLog(first, entry)) throw new Refusal('WRONG_LOG');
    this.checkSecondSignature(entry);
    return entry;
  }

  showsFork(seqNum: bigint, a: Entry, b: Entry): boolean {
    return a.seqNum === seqNum && b.seqNum === seqNum;
  }

  /** The hash, in hex, that an entry commits to for a sequence number. */
  committed(entry: Entry, seqNum: bigint): string | undefined {
    return this.commitmentsOf(entry).find((commitment) => commitment.seqNum === seqNum)?.hash;
  }

  isDirect(seqNum: bigint, a: Entry, b: Entry): boolean {
    return this.showsFork(seqNum, a, b);
  }

  showsImpliedFork(seqNum: bigint, a: Entry, b: Entry): boolean {
    const [one, other] = [this.committed(a, seqNum), this.committed(b, seqNum)];
    return one !== undefined && other !== undefined && one !== other && !this.isDirect(seqNum, a, b);
  }

  showsAfterEnd(seqNum: bigint, a: Entry, b: Entry): boolean {
    return (
      (a.endOfLog && a.seqNum < b.seqNum && b.seqNum === seqNum) ||
      (b.endOfLog && b.seqNum < a.seqNum && a.seqNum === seqNum)
    );
  }

  leadsAstray(from: Entry, to: Entry): boolean {
    const hash = toHex(to.hash);
    return this.linksOf(from).some((link) => link.hash === hash && link.seqNum !== to.seqNum);
  }

  showsWrongLink(seqNum: bigint, a: Entry, b: Entry): boolean {
    return (a.seqNum === seqNum && this.leadsAstray(a, b)) || (b.seqNum === seqNum && this.leadsAstray(b, a));
  }

  showsLie(seqNum: bigint, entry: Entry, payload: Uint8Array): boolean {
    return entry.seqNum === seqNum && BigInt(payload.length) !== entry.payloadSize;
  }

  shows({ kind, seqNum, second }: Proof, a: Entry, b: Entry | undefined): boolean {
    if (!b) return this.showsLie(seqNum, a, second);
    switch (kind) {
      case 'fork':
        return this.showsFork(seqNum, a, b);
      case 'implied-fork':
        return this.showsImpliedFork(seqNum, a, b);
      case 'after-end-of-log':
        return this.showsAfterEnd(seqNum, a, b);
      case 'link-to-wrong-seqnum':
        return this.showsWrongLink(seqNum, a, b);
      case 'payload-size-lie':
        return false;
    }
  }

  /** What is looked at between the evidence's entries and the claim. */
  checkLyingPayload(proof: Proof, entry: Entry): void {
    this.checkPayloadHash(proof.profile, entry, proof.second);
  }

  verifyProof(bytes: Uint8Array): Conviction {
    const proof = this.takeApart(bytes);
    this.checkProofDigest(proof);
    const first = this.authenticFirst(proof);
    const isLie = proof.kind === 'payload-size-lie';
    const second = isLie ? undefined : this.authenticSecond(proof, first);
    if (isLie) this.checkLyingPayload(proof, first);
    if (!this.shows(proof, first, second)) throw new Refusal('PROVES_NOTHING');
    return this.conviction(proof, first);
  }

  conviction({ kind, seqNum }: Proof, { author, logId }: Entry): Conviction {
    return { kind, author, logId, seqNum };
  }
}
