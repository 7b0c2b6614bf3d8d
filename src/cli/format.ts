import { RECORD_START } from '../verify/bundle-format.js';

/** What a file can be, as its first bytes tell. An entry begins with nothing of its own. */
export type Format = 'proof' | 'bundle' | 'json-lines' | 'aquadoggo';

const RECORD = Buffer.from(RECORD_START);
const SQLITE = Buffer.from('SQLite format 3\0', 'latin1');

/** Whether the bytes begin with a CBOR array, however long, whose first element is a text. */
function beginsWithArrayOf(text: string, bytes: Uint8Array): boolean {
  const magic = [0x60 | text.length, ...Buffer.from(text)];
  return bytes[0] !== undefined && bytes[0] >> 5 === 4 && magic.every((byte, i) => bytes[1 + i] === byte);
}

/**
 * What something is, as its first bytes tell; `undefined` where they don't. Proofs and bundles may be of whatever version.
 *
 * @example formatOf(Buffer.from('{"entry": "00…')) // 'json-lines'
 */
export function formatOf(head: Uint8Array): Format | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.subarray(0, SQLITE.length).equals(SQLITE)) return 'aquadoggo';
  if (beginsWithArrayOf('bamboo-proof', bytes)) return 'proof';
  // A bundle whose header is damaged has its records still.
  if (beginsWithArrayOf('bamboo-bundle', bytes) || bytes.includes(RECORD)) return 'bundle';
  // An object, behind what some editors begin a text with. Hex has no brace, and no entry begins with one.
  return /^(\xef\xbb\xbf)?\s*\{/.test(bytes.toString('latin1')) ? 'json-lines' : undefined;
}
