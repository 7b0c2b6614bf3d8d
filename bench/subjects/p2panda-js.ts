import { createRequire } from 'node:module';
import { toHex } from '../bytes.js';
import type { LogPeer } from './peer.js';

interface P2pandaJs {
  decodeEntry(hex: string): { readonly payloadHash: string };
  generateHash(hex: string): string;
}
const panda = createRequire(import.meta.url)('p2panda-js-0.8.1') as P2pandaJs;

/** p2panda-js 0.8.1: `decodeEntry`, which checks the signature, and `generateHash` of entry and payload. It takes hex. */
export const p2pandaJs: LogPeer = {
  name: 'p2panda-js 0.8.1',
  profiles: ['p2panda'],
  slice: 48,
  verifier: ({ entries, payloads }) => {
    const texts = entries.map((entry, i) => ({ entry: toHex(entry), payload: toHex(payloads[i]!) }));
    return (index) => {
      const { entry, payload } = texts[index]!;
      try {
        const { payloadHash } = panda.decodeEntry(entry);
        return panda.generateHash(entry).length === 68 && panda.generateHash(payload) === payloadHash;
      } catch {
        return false;
      }
    };
  },
};
