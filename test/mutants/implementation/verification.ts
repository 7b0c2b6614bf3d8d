import type { LogProfile as Profile } from '../../../src/conformance/protocol.js';
import { equal } from './bytes.js';
import { Entries, type Entry } from './entries.js';
import { Refusal } from './refusal.js';

/** What an entry is held against. Links are the linked entries' bytes. */
export interface AtHand {
  payload: Uint8Array | null;
  lipmaalink: Uint8Array | null;
  backlink: Uint8Array | null;
}

export type LinkName = 'BACKLINK' | 'LIPMAALINK';

/** A link and what was handed over as its target. */
export interface LinkAtHand {
  readonly profile: Profile;
  readonly name: LinkName;
  readonly entry: Entry;
  /** The hash that stands in the entry. */
  readonly hash: Uint8Array;
  /** The sequence number that the target has to have. */
  readonly seqNum: bigint;
  readonly linked: Entry;
}

/** What is checked of a link, in this order. */
export type LinkCheck = 'HASH' | 'AUTHOR' | 'LOG_ID' | 'SEQNUM' | 'END_OF_LOG';

/** Verifying one entry. */
export class Verification extends Entries {
  /** The bytes of an entry that its signature covers. */
  signedBytes(entry: Entry): Uint8Array {
    return entry.bytes.subarray(0, entry.bytes.length - 64);
  }

  checkEntrySignature(entry: Entry): void {
    this.checkSignature(entry.author, this.signedBytes(entry), entry.signature);
  }

  checkPayloadHash(profile: Profile, entry: Entry, payload: Uint8Array): void {
    if (!equal(this.encodedHash(profile, payload), entry.payloadHash)) {
      throw new Refusal('PAYLOAD_HASH_MISMATCH');
    }
  }

  checkPayloadSize(entry: Entry, payload: Uint8Array): void {
    if (BigInt(payload.length) !== entry.payloadSize) throw new Refusal('PAYLOAD_SIZE_MISMATCH');
  }

  checkPayload(profile: Profile, entry: Entry, payload: Uint8Array | null): void {
    if (payload === null) return;
    this.checkPayloadHash(profile, entry, payload);
    this.checkPayloadSize(entry, payload);
  }

  linkHolds(check: LinkCheck, { entry, hash, seqNum, linked }: LinkAtHand): boolean {
    switch (check) {
      case 'HASH':
        return equal(linked.hash, hash);
      case 'AUTHOR':
        return equal(linked.author, entry.author);
      case 'LOG_ID':
        return linked.logId === entry.logId;
      case 'SEQNUM':
        return linked.seqNum === seqNum;
      case 'END_OF_LOG':
        return !linked.endOfLog;
    }
  }

  readonly linkChecks: readonly LinkCheck[] = ['HASH', 'AUTHOR', 'LOG_ID', 'SEQNUM', 'END_OF_LOG'];

  decodeLinked(profile: Profile, name: LinkName, bytes: Uint8Array): Entry {
    try {
      return this.decodeEntry(profile, bytes);
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal(`${name}_HASH_MISMATCH`);
      throw error;
    }
  }

  checkLink(link: LinkAtHand): void {
    for (const check of this.linkChecks) {
      if (this.linkHolds(check, link)) continue;
      throw new Refusal(check === 'END_OF_LOG' ? 'AFTER_END_OF_LOG' : `${link.name}_${check}_MISMATCH`);
    }
  }

  /** The sequence number that a link has to point to. */
  targetOf(name: LinkName, seqNum: bigint): bigint {
    return name === 'BACKLINK' ? seqNum - 1n : this.lipmaa(seqNum);
  }

  checkLinkAtHand(profile: Profile, name: LinkName, entry: Entry, bytes: Uint8Array | null): void {
    const hash = name === 'BACKLINK' ? entry.backlink : entry.lipmaalink;
    if (hash === null || bytes === null) return;
    const linked = this.decodeLinked(profile, name, bytes);
    this.checkLink({ profile, name, entry, hash, seqNum: this.targetOf(name, entry.seqNum), linked });
  }

  checkLinks(profile: Profile, entry: Entry, atHand: AtHand): void {
    this.checkLinkAtHand(profile, 'BACKLINK', entry, atHand.backlink);
    this.checkLinkAtHand(profile, 'LIPMAALINK', entry, atHand.lipmaalink);
  }

  verifyEntry(profile: Profile, bytes: Uint8Array, atHand: AtHand): void {
    const entry = this.decodeEntry(profile, bytes);
    this.checkEntrySignature(entry);
    this.checkPayload(profile, entry, atHand.payload);
    this.checkLinks(profile, entry, atHand);
  }
}
