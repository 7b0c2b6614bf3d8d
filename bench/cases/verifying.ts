import type { Profile } from '../../src/bamboo/profile.js';
import type { LogReport } from '../../src/verify/report.js';
import { WrongSubject, inTurn, inTurnAsync, type Contender } from '../contender.js';
import { forged, signedPart, type Log, type Signed } from '../corpora.js';
import type { Core } from '../subjects/cores.js';
import type { LogPeer, SignaturePeer } from '../subjects/peer.js';

// Contenders of the cases that verify: what each does, and how it is checked before.

/** How a core verifies entries: for the rest of a verdict nobody asks here. */
export type Verify = (core: Core) => readonly { readonly ok: boolean }[];

/** Makes some of a list wrong, and says which. */
function forgeSome(entries: readonly Uint8Array[]): { list: Uint8Array[]; wrong: Set<number> } {
  const last = entries.length - 1;
  const wrong = new Set([0, last >> 1, last]);
  return { list: entries.map((entry, i) => (wrong.has(i) ? forged(entry) : entry)), wrong };
}

/** Has a core verify entries, right ones and some forged: cold, warm, in bulk and one by one. */
export function checkCore(
  { name, api, forgetAuthors }: Core,
  profile: Profile,
  entries: readonly Uint8Array[],
  payloads?: readonly Uint8Array[],
): void {
  const { list, wrong } = forgeSome(entries);
  const all = { profile, ...(payloads ? { payloads } : {}) };
  forgetAuthors();
  for (let i = 0; i < 2; i++) {
    if (api.verifyEntries(entries, all).some(({ ok }) => !ok)) {
      throw new WrongSubject(name, 'rejects an entry that is right');
    }
    if (api.verifyEntries(list, all).some(({ ok }, at) => ok === wrong.has(at))) {
      throw new WrongSubject(name, 'misses a forged signature');
    }
  }
  for (const at of wrong) {
    if (!api.verifyEntry(entries[at]!, { profile }).ok || api.verifyEntry(list[at]!, { profile }).ok) {
      throw new WrongSubject(name, 'judges one entry otherwise than many');
    }
  }
}

/** Has a core verify a log, and one in which an entry is forged. */
export function checkCoreLog({ name, verifyLog, forgetAuthors }: Core, log: Log): void {
  const { profile, author, logId, entries, payloads } = log;
  const { list, wrong } = forgeSome(entries);
  const isWhole = (report: LogReport): boolean => report.entries.every(({ status }) => status === 'verified');
  const options = { profile, author, logId, payloads };
  forgetAuthors();
  if (!isWhole(verifyLog(entries, options))) throw new WrongSubject(name, 'doubts a log that is right');
  const { entries: reports } = verifyLog(list, options);
  for (const at of wrong) {
    if (reports[at]!.status !== 'invalid') throw new WrongSubject(name, 'misses a forged entry of a log');
  }
}

/** A peer that verifies the signatures of entries, in turn. */
export function signatureContender(peer: SignaturePeer, entries: readonly Uint8Array[]): Contender {
  const { name, slice, async = false } = peer;
  const signed = entries.slice(0, slice).map(signedPart);
  const verifiers = new Map<string, ReturnType<SignaturePeer['verifier']>>();
  // A key that comes again is ready.
  const verifierOf = ({ publicKey }: Signed): ReturnType<SignaturePeer['verifier']> => {
    const key = publicKey.join();
    let verifier = verifiers.get(key);
    if (!verifier) verifiers.set(key, (verifier = peer.verifier(publicKey)));
    return verifier;
  };
  const prepared = signed.map((part) => ({ ...part, verify: verifierOf(part) }));
  const one = (index: number): boolean | Promise<boolean> => {
    const { verify, message, signature } = prepared[index]!;
    return verify(message, signature);
  };
  return {
    subject: name,
    operations: prepared.length,
    async,
    run: async
      ? inTurnAsync(prepared.length, prepared.length, one)
      : inTurn(prepared.length, prepared.length, one),
    check: async () => {
      for (const { verify, message, signature } of prepared) {
        if (!(await verify(message, signature)))
          throw new WrongSubject(name, 'rejects a signature that is right');
      }
      const { verify, message, signature } = prepared[0]!;
      const wrong = signature.slice();
      wrong[34]! ^= 1;
      if (await verify(message, wrong)) throw new WrongSubject(name, 'accepts a forged signature');
    },
  };
}

/** A peer that verifies entries with their payloads, in turn, a slice of them at a time. */
export function logContender(peer: LogPeer, log: Log): Contender {
  const { name } = peer;
  const slice = Math.min(peer.slice, log.entries.length);
  const verify = peer.verifier(log);
  return {
    subject: name,
    operations: slice,
    run: inTurn(slice, log.entries.length, verify),
    check: () => {
      for (let i = 0; i < slice; i++) {
        if (!verify(i)) throw new WrongSubject(name, 'rejects an entry that is right');
      }
      const wrong = peer.verifier({ ...log, entries: log.entries.map(forged) });
      if (wrong(0)) throw new WrongSubject(name, 'accepts a forged entry');
    },
  };
}
