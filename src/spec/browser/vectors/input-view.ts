import { bytesFromHex, hexOf } from '../../../inspect/hex.js';
import { inspectProof, rowsOfProof } from '../../../inspect/proof.js';
import type { Row } from '../../../inspect/row.js';
import { logProfileOf } from '../../../conformance/protocol.js';
import { element } from '../element.js';
import { fragmentOf, type Mode } from '../explorer/view-state.js';
import { bytesView } from '../lab/bytes-view.js';
import { siteRoot } from '../site/load-script.js';
import type { VectorData } from './data.js';
import { entryView, foldedEntry, inspectorLink } from './entry-view.js';
import { bytesValue, fieldsOf, fieldTable } from './fields.js';
import { logView } from './log-view.js';

type InputView = (vector: VectorData) => HTMLElement;

/** The order of Ed25519's group: S of a signature has to be below it. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

const plainView: InputView = ({ input }) => fieldsOf(input) ?? element('p', { class: 'quiet' }, 'nothing');

const decodeView: InputView = ({ input, ...vector }) => {
  const profile = logProfileOf(vector.profile);
  const entry = input['entry'] as string;
  return element('div', {}, entryView(entry, profile), inspectorLink(entry, profile));
};

const verifyView: InputView = ({ input, ...vector }) => {
  const profile = logProfileOf(vector.profile);
  const { entry, payload, ...links } = input as Record<string, string | null>;
  const linked = Object.entries(links).map(([name, hex]) => {
    const title = `Entry handed over for the ${name}`;
    return typeof hex === 'string'
      ? foldedEntry(title, hex, profile)
      : element('p', { class: 'quiet' }, `${title}: none`);
  });
  return element(
    'div',
    {},
    entryView(entry ?? '', profile, payload ?? null),
    fieldTable([
      ['payload', typeof payload === 'string' ? bytesValue(payload) : ['null: it is not at hand']],
    ]),
    ...linked,
    inspectorLink(entry ?? '', profile, payload ?? ''),
  );
};

const proofView: InputView = (vector) => {
  const { input } = vector;
  const profile = logProfileOf(vector.profile);
  const proof = input['proof'] as string;
  const bytes = bytesFromHex(proof);
  if (!bytes || bytes.length === 0) return plainView(vector);
  return element(
    'div',
    {},
    bytesView(rowsOfProof(inspectProof(bytes)), bytes),
    inspectorLink(proof, profile),
  );
};

const signatureView: InputView = ({ input }) => {
  const { publicKey, message, signature } = input as Record<string, string>;
  const s = littleEndian(bytesFromHex(signature!.slice(64)) ?? new Uint8Array());
  const isCanonical = s < L ? 'below L' : 'L or more: not canonical';
  return fieldTable([
    ['public key', bytesValue(publicKey!)],
    ['message', bytesValue(message!)],
    ['signature, R', bytesValue(signature!.slice(0, 64))],
    [
      'signature, S',
      [...bytesValue(signature!.slice(64)), element('span', { class: 'quiet' }, `, ${isCanonical}`)],
    ],
  ]);
};

/** The rows of a VarU64: what announces its bytes, the bytes, and what comes after. */
function varU64Rows(bytes: Uint8Array): Row[] {
  const [first = 0] = bytes;
  const announced = first < 248 ? 0 : first - 247;
  const end = Math.min(1 + announced, bytes.length);
  const held = hexOf(bytes.subarray(1, end));
  const rows: Row[] = [
    announced === 0
      ? { start: 0, end: 1, name: 'value', value: String(first) }
      : { start: 0, end: 1, name: 'first byte', value: `${first}: a value in ${announced} more` },
  ];
  if (announced > 0) {
    const isCut = end < 1 + announced;
    const value = isCut || held === '' ? held || 'no bytes left' : BigInt(`0x${held}`).toString();
    rows.push({ start: 1, end, name: 'value', value, notes: isCut ? ['… the input ends here'] : [] });
  }
  if (end < bytes.length) {
    const value = hexOf(bytes.subarray(end));
    rows.push({ start: end, end: bytes.length, name: 'after it', value, unread: true });
  }
  return rows;
}

const varU64View: InputView = (vector) => {
  const bytes = bytesFromHex(vector.input['bytes'] as string);
  return bytes && bytes.length > 0 ? bytesView(varU64Rows(bytes), bytes) : plainView(vector);
};

/** Sequence numbers, with the way to a picture of them. */
const numbersView = (mode: Mode, fields: { n: string; to?: string }): InputView => {
  return (vector) => {
    const n = BigInt(vector.input[fields.n] as string);
    const to = fields.to === undefined ? 1n : BigInt(vector.input[fields.to] as string);
    const href = `${siteRoot()}lipmaa-explorer.html${fragmentOf({ n, mode, to })}`;
    return element(
      'div',
      {},
      plainView(vector),
      element('p', { class: 'vectors-note' }, element('a', { href }, 'See it in the explorer')),
    );
  };
};

const VIEWS: Readonly<Record<string, InputView>> = {
  certpool: numbersView('pool', { n: 'seqNum' }),
  'entry.decode': decodeView,
  'entry.verify': verifyView,
  linkpath: numbersView('path', { n: 'from', to: 'to' }),
  lipmaa: numbersView('links', { n: 'seqNum' }),
  'log.verify': logView,
  'proof.verify': proofView,
  'signature.verify': signatureView,
  'varu64.decode': varU64View,
};

/** A vector's input, decoded as far as it can be. */
export function inputView(vector: VectorData): HTMLElement {
  return (VIEWS[vector.op] ?? plainView)(vector);
}
