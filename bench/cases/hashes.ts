import { blake2b } from '@noble/hashes/blake2.js';
import { blake3 } from '@noble/hashes/blake3.js';
import { PROFILES, type Profile } from '../../src/bamboo/profile.js';
import { bytesOf, equal, spoiled } from '../bytes.js';
import { WrongSubject, inTurn, type Case, type Contender, type Plan } from '../contender.js';
import type { Core } from '../subjects/cores.js';
import type { HashPeer } from '../subjects/peer.js';

// Hashes alone: of many entries at once, and of payloads of all sizes.

const ALGORITHM = { bamboo: 'BLAKE2b', p2panda: 'BLAKE3' } as const;
/** An entry with both links has about so many bytes in `bamboo`. */
const ENTRY_LENGTH = 300;
const BULK = 1024;
const LARGE = 16 * 2 ** 20;

export const GROUPS = {
  bulk: 'Hashes of entries, in bulk',
  large: 'Hash of a large message',
  sizes: 'Hash by size of the message',
} as const;
export const SIZES = [64, 256, 1024, 4096, 65_536, 2 ** 20, LARGE];

/** What @noble/hashes says, or for @noble itself the others. */
function checkDigest(subject: string, profile: Profile, digest: Uint8Array, message: Uint8Array): void {
  const expected = profile === 'bamboo' ? blake2b(message) : blake3(message);
  if (!equal(digest, expected)) throw new WrongSubject(subject, `has another ${ALGORITHM[profile]}`);
}

function peerContenders(
  peers: readonly HashPeer[],
  profile: Profile,
  messages: readonly Uint8Array[],
): Contender[] {
  return peers.flatMap((peer): Contender[] => {
    const digest = profile === 'bamboo' ? peer.blake2b : peer.blake3;
    if (!digest) return [];
    return [
      {
        subject: peer.name,
        operations: messages.length,
        run: inTurn(messages.length, messages.length, (index) => digest(messages[index]!)),
        check: () => {
          for (const message of messages.slice(0, 100))
            checkDigest(peer.name, profile, digest(message), message);
          const other = spoiled(messages[0]!, 5);
          checkDigest(peer.name, profile, digest(other), other);
        },
      },
    ];
  });
}

function bulkCase(cores: readonly Core[], peers: readonly HashPeer[], profile: Profile): Case {
  // Entries as they lie in a file, each behind its length.
  const stock = bytesOf('entries', BULK * (ENTRY_LENGTH + 4));
  const messages = Array.from({ length: BULK }, (_, i) =>
    stock.subarray(i * (ENTRY_LENGTH + 4) + 4, (i + 1) * (ENTRY_LENGTH + 4)),
  );
  const own = cores.map((core): Contender => ({
    subject: core.name,
    operations: BULK,
    run: () => core.api.hashAll(messages, profile),
    check: () => {
      const some = [...messages, spoiled(messages[0]!, 5)];
      const hashes = core.api.hashAll(some, profile);
      const size = hashes.length / some.length;
      some.forEach((message, i) => {
        checkDigest(core.name, profile, hashes.subarray(size * i + 2, size * (i + 1)), message);
      });
    },
  }));
  const name = `${ALGORITHM[profile]} of ${ENTRY_LENGTH} bytes`;
  return { group: GROUPS.bulk, name, unit: 'entries', own, peers: peerContenders(peers, profile, messages) };
}

function nameOfSize(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < 2 ** 20 ? `${size / 1024} KiB` : `${size / 2 ** 20} MiB`;
}

function sizeCase(
  cores: readonly Core[],
  peers: readonly HashPeer[],
  profile: Profile,
  size: number,
  group: string,
  rounds: number,
): Case {
  const stock = bytesOf('payload', size + 16);
  const messages = Array.from({ length: size > 65_536 ? 1 : 16 }, (_, i) => stock.subarray(i, size + i));
  const own = cores.map((core): Contender => ({
    subject: core.name,
    operations: messages.length,
    run: inTurn(messages.length, messages.length, (index) => core.api.hash(messages[index]!, profile)),
    check: () => {
      for (const message of [messages[0]!, spoiled(messages[0]!, 5)]) {
        checkDigest(core.name, profile, core.api.hash(message, profile).subarray(2), message);
      }
    },
  }));
  const name = `${ALGORITHM[profile]} of ${nameOfSize(size)}`;
  return { group, name, unit: 'messages', own, peers: peerContenders(peers, profile, messages), rounds };
}

export function hashPlans(cores: readonly Core[], peers: readonly HashPeer[], large = LARGE): Plan[] {
  return PROFILES.toReversed().flatMap((profile): Plan[] => {
    const algorithm = ALGORITHM[profile];
    // noble in TypeScript would take a second for it.
    const wasm = peers.filter(({ name }) => !name.startsWith('@noble'));
    return [
      {
        group: GROUPS.bulk,
        name: `${algorithm} of ${ENTRY_LENGTH} bytes`,
        make: () => bulkCase(cores, peers, profile),
      },
      {
        group: GROUPS.large,
        name: `${algorithm} of ${nameOfSize(large)}`,
        make: () => sizeCase(cores, wasm, profile, large, GROUPS.large, 15),
      },
    ];
  });
}

export function hashSizePlans(cores: readonly Core[], peers: readonly HashPeer[], sizes = SIZES): Plan[] {
  return PROFILES.toReversed().flatMap((profile) =>
    sizes.map((size): Plan => ({
      group: GROUPS.sizes,
      name: `${ALGORITHM[profile]} of ${nameOfSize(size)}`,
      make: () =>
        sizeCase(
          cores,
          peers.filter(({ name }) => !name.startsWith('@noble')),
          profile,
          size,
          GROUPS.sizes,
          5,
        ),
    })),
  );
}
