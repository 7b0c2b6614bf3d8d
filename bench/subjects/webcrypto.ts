import type { SignaturePeer } from './peer.js';

/** A browser's own Ed25519, where it has one: each call is a promise. */
export async function webCrypto(): Promise<SignaturePeer | undefined> {
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  } catch {
    return undefined;
  }
  const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;
  return {
    name: 'WebCrypto',
    async: true,
    slice: 64,
    verifier: (publicKey) => {
      const key = crypto.subtle.importKey('raw', own(publicKey), 'Ed25519', true, ['verify']);
      return async (message, signature) =>
        crypto.subtle.verify('Ed25519', await key, own(signature), own(message));
    },
  };
}
