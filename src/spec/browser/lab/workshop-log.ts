import { hash, KeyPair, lipmaa, signEntry } from '../../../index.js';
import { hexOf } from '../../../inspect/hex.js';
import {
  LogVerifier,
  verifyLog,
  type LogChange,
  type LogReport,
  type NewestEntry,
} from '../../../verify/index.js';

export const PROFILE = 'p2panda';

/** An entry that was written in the workshop. */
export interface Written {
  /** As in `7`, or `7b` for the second with that number. */
  readonly name: string;
  readonly seqNum: bigint;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  /** The hash in hex. */
  readonly key: string;
  readonly payload: Uint8Array;
  readonly text: string;
  readonly endOfLog: boolean;
  /** Whether its payload size is a lie. */
  readonly lies: boolean;
  /** The entry that it was written after. */
  readonly after: Written | undefined;
}

/** How an entry is written. */
export interface WriteOptions {
  readonly endOfLog?: boolean;
  readonly lies?: boolean;
}

/** What a replica makes of the entries that it keeps. */
export interface Verified {
  /** The entries that are kept, in the order in which they were written. */
  readonly kept: readonly Written[];
  readonly report: LogReport;
  /** Everything from this number on is invalid, and why. */
  readonly invalidFrom: LogChange['invalidFrom'];
  /** All of 1 to this number are verified. */
  readonly verifiedPrefix: bigint;
  readonly newest: NewestEntry | undefined;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A log in the making, with all that its author signed, and the part of it that a replica keeps. */
export class WorkshopLog {
  readonly #keyPair: KeyPair;
  readonly #entries: Written[] = [];
  readonly #dropped = new Set<Written>();
  readonly #withoutPayload = new Set<Written>();

  /** @param privateKey 32 bytes; random where it is left out */
  constructor(privateKey?: Uint8Array) {
    this.#keyPair = new KeyPair(privateKey);
  }

  get author(): Uint8Array {
    return this.#keyPair.publicKey;
  }

  /** All that was written, dropped or not. */
  get entries(): readonly Written[] {
    return this.#entries;
  }

  byKey(key: string): Written | undefined {
    return this.#entries.find((entry) => entry.key === key);
  }

  /** The newest entry of the branch that goes on from an entry; where it forks again, of the branch written last. */
  tipOf(entry: Written): Written {
    const next = this.#entries.findLast(({ after }) => after === entry);
    return next ? this.tipOf(next) : entry;
  }

  /** The text for an entry that nobody has given one: another one than all entries beside it have. */
  freshText(after: Written | undefined): string {
    const seqNum = (after?.seqNum ?? 0n) + 1n;
    const beside = this.#entries.filter((entry) => entry.after === after).map(({ text }) => text);
    for (let i = 0; ; i++) {
      const text = `${['', 'another ', 'one more '][i] ?? `${i}th `}order ${seqNum}`;
      if (!beside.includes(text)) return text;
    }
  }

  isKept(entry: Written): boolean {
    return !this.#dropped.has(entry);
  }

  hasPayload(entry: Written): boolean {
    return !this.#withoutPayload.has(entry);
  }

  /** Signs an entry after another one; the first of the log where there is none. */
  write(
    after: Written | undefined,
    text: string,
    { endOfLog = false, lies = false }: WriteOptions = {},
  ): Written {
    const seqNum = (after?.seqNum ?? 0n) + 1n;
    const target = lipmaa(seqNum);
    const lipmaalink = seqNum > 1n && target !== seqNum - 1n ? ancestor(after, target).hash : undefined;
    const payload = new TextEncoder().encode(text);
    const size = BigInt(payload.length);
    const signed = signEntry({
      profile: PROFILE,
      keyPair: this.#keyPair,
      logId: 0n,
      seqNum,
      endOfLog,
      backlink: after?.hash,
      lipmaalink,
      payload: lies ? { hash: hash(payload, PROFILE), size: size + 1n } : payload,
    });
    const known = this.byKey(hexOf(signed.hash));
    // The same entry once more is no second one.
    if (known) {
      this.setKept(known, true);
      return known;
    }
    const alike = this.#entries.filter((entry) => entry.seqNum === seqNum).length;
    const name = `${seqNum}${alike === 0 ? '' : (LETTERS[alike] ?? `-${alike + 1}`)}`;
    const entry = { ...signed, name, seqNum, key: hexOf(signed.hash), payload, text, endOfLog, lies, after };
    this.#entries.push(entry);
    return entry;
  }

  /** Puts an entry into the replica, or takes it out. */
  setKept(entry: Written, isKept: boolean): void {
    if (isKept) this.#dropped.delete(entry);
    else this.#dropped.add(entry);
  }

  /** Gives the replica an entry's payload, or takes it away. */
  setPayload(entry: Written, isThere: boolean): void {
    if (isThere) this.#withoutPayload.delete(entry);
    else this.#withoutPayload.add(entry);
  }

  /** Keeps the entries with some numbers, and no others. */
  keepOnly(seqNums: readonly bigint[]): void {
    for (const entry of this.#entries) this.setKept(entry, seqNums.includes(entry.seqNum));
  }

  /** Brings everything back that was dropped. */
  keepAll(): void {
    this.#dropped.clear();
    this.#withoutPayload.clear();
  }

  /** What the replica makes of what it keeps. */
  verify(): Verified {
    const kept = this.#entries.filter((entry) => this.isKept(entry));
    const bytes = kept.map((entry) => entry.bytes);
    const payloads = kept.map((entry) => (this.hasPayload(entry) ? entry.payload : undefined));
    const options = { profile: PROFILE, author: this.author, logId: 0n } as const;
    const report = verifyLog(bytes, { ...options, payloads });
    const verifier = new LogVerifier(options);
    const { invalidFrom } = verifier.add(bytes, payloads);
    const { verifiedPrefix, newest } = verifier;
    return { kept, report, invalidFrom, verifiedPrefix, newest };
  }
}

/** The entry with a number on the way down from another. */
function ancestor(from: Written | undefined, seqNum: bigint): Written {
  let at = from;
  while (at && at.seqNum > seqNum) at = at.after;
  return at!;
}
