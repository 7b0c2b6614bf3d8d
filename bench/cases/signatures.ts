import { bytesOf, equal } from '../bytes.js';
import { WrongSubject, inTurn, inTurnAsync, type Case, type Contender, type Plan } from '../contender.js';
import { PAYLOAD_SIZE, makeLog, makeLogs } from '../corpora.js';
import type { Core } from '../subjects/cores.js';
import type { SignaturePeer } from '../subjects/peer.js';
import { checkCore, signatureContender } from './verifying.js';

// One entry at a time, and many of one author: what signatures cost.

const profile = 'p2panda';
/** More authors than a core remembers: whoever comes again is new again. */
const NEW_AUTHORS = 6144;
const BULK = 1024;

export const GROUPS = {
  newAuthor: 'One entry of a new author',
  oneByOne: 'One by one, tables warm',
  warm: '1,024 signatures of one author, warm',
  cold: '1,024 signatures of one author, cold',
  manyAuthors: '256 authors, 16 entries each',
  sign: 'Sign',
} as const;

export function signaturePlans(
  cores: readonly Core[],
  peers: readonly SignaturePeer[],
  small: boolean,
): Plan[] {
  const [first] = cores;
  if (!first) return [];
  const { api } = first;
  const logOf = (length: number) =>
    makeLog(api, { profile, length, payloadSize: PAYLOAD_SIZE, seed: 'one author' });
  const peersOn = (entries: readonly Uint8Array[]): Contender[] =>
    peers.map((peer) => signatureContender(peer, entries));

  const newAuthor = (): Case => {
    const authors = small ? 4608 : NEW_AUTHORS;
    const { entries } = makeLogs(api, authors, { profile, length: 1, payloadSize: 1, seed: 'new authors' });
    const own = cores.map((core): Contender => {
      const one = (index: number): unknown => core.api.verifyEntry(entries[index]!, { profile });
      const check = (): void => checkCore(core, profile, entries.slice(0, 64));
      return { subject: core.name, operations: 64, run: inTurn(64, entries.length, one), check };
    });
    return { group: GROUPS.newAuthor, name: 'verifyEntry', unit: 'entries', own, peers: peersOn(entries) };
  };

  const oneByOne = (): Case => {
    const { entries } = logOf(BULK);
    const own = cores.map((core): Contender => {
      const one = (index: number): unknown => core.api.verifyEntry(entries[index]!, { profile });
      return {
        subject: core.name,
        operations: 256,
        run: inTurn(256, entries.length, one),
        check: () => checkCore(core, profile, entries),
      };
    });
    return { group: GROUPS.oneByOne, name: 'verifyEntry', unit: 'entries', own, peers: peersOn(entries) };
  };

  const bulk = (group: string, entries: readonly Uint8Array[], cold: boolean): Case => {
    const own = cores.map((core): Contender => ({
      subject: core.name,
      operations: entries.length,
      run: () => core.api.verifyEntries(entries, { profile }),
      ...(cold ? { before: core.forgetAuthors } : {}),
      check: () => checkCore(core, profile, entries),
    }));
    return { group, name: 'verifyEntries', unit: 'entries', own, peers: peersOn(entries) };
  };

  const sign = (): Case => {
    const privateKey = bytesOf('signing key', 32);
    const messages = Array.from({ length: 64 }, (_, i) => bytesOf(`message ${i}`, 138));
    const signers = [
      ...cores.map((core) => {
        const keyPair = new core.api.KeyPair(privateKey);
        return { name: core.name, async: false, sign: (message: Uint8Array) => keyPair.sign(message) };
      }),
      ...peers.flatMap(({ name, signer, async = false }) =>
        signer ? [{ name, async, sign: signer(privateKey) }] : [],
      ),
    ];
    const contenders = signers.map(({ name, async, sign }): Contender => {
      const one = (index: number): unknown => sign(messages[index]!);
      return {
        subject: name,
        operations: messages.length,
        async,
        run: async ? inTurnAsync(64, 64, one) : inTurn(64, 64, one),
        check: async () => {
          // Ed25519 is deterministic (RFC 8032): all have to agree with the last one, which is not ours.
          const judge = signers.at(-1)!;
          for (const message of messages) {
            if (!equal(await sign(message), await judge.sign(message)))
              throw new WrongSubject(name, 'signs otherwise');
          }
        },
      };
    });
    const own = contenders.slice(0, cores.length);
    return {
      group: GROUPS.sign,
      name: 'sign',
      unit: 'signatures',
      own,
      peers: contenders.slice(cores.length),
    };
  };

  return [
    { group: GROUPS.newAuthor, name: 'verifyEntry', make: newAuthor },
    { group: GROUPS.oneByOne, name: 'verifyEntry', make: oneByOne },
    { group: GROUPS.warm, name: 'verifyEntries', make: () => bulk(GROUPS.warm, logOf(BULK).entries, false) },
    { group: GROUPS.cold, name: 'verifyEntries', make: () => bulk(GROUPS.cold, logOf(BULK).entries, true) },
    {
      group: GROUPS.manyAuthors,
      name: 'verifyEntries',
      make: () => {
        const options = { profile, length: 16, payloadSize: PAYLOAD_SIZE, seed: '256 authors' } as const;
        return bulk(GROUPS.manyAuthors, makeLogs(api, 256, options).entries, true);
      },
    },
    { group: GROUPS.sign, name: 'sign', make: sign },
  ];
}
