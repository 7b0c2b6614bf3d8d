import { concatBytes, fromHex, toHex } from '../bytes.js';
import { Rejection } from '../rejection.js';
import { encodeFloat, encodeHead } from './canonical-cbor.js';
import { viewIdOf } from './ids.js';

/** A value as its bytes tell it, without a schema (PAN-OPR-010). Bytes and ids are hex. */
export type PlainValue =
  | { type: 'bool'; value: boolean }
  | { type: 'int'; value: bigint }
  | { type: 'float'; value: number }
  | { type: 'str'; value: string }
  | { type: 'bytes'; value: string }
  | { type: 'ids'; value: readonly string[] }
  | { type: 'id_lists'; value: readonly (readonly string[])[] };

/** A value of a field's type. */
export type TypedValue =
  | Extract<PlainValue, { type: 'bool' | 'int' | 'float' | 'str' | 'bytes' }>
  | { type: 'relation'; value: string }
  | { type: 'relation_list'; value: readonly string[] }
  | { type: 'pinned_relation'; value: readonly string[] }
  | { type: 'pinned_relation_list'; value: readonly (readonly string[])[] };

export const MIN_INT = -(2n ** 63n);
export const MAX_INT = 2n ** 63n - 1n;

/** PAN-OPR-009, PAN-OPR-011: pinned relations are view ids, ascending, each id once. */
export function encodeValue(field: TypedValue): Uint8Array {
  switch (field.type) {
    case 'bool':
      return Uint8Array.of(field.value ? 0xf5 : 0xf4);
    case 'int':
      return encodeInt(field.value);
    case 'float':
      return encodeFloat(field.value);
    case 'str':
      return encodeText(field.value);
    case 'bytes':
    case 'relation':
      return encodeBytes(field.value);
    case 'relation_list':
      return encodeIds(field.value);
    case 'pinned_relation':
      return encodeIds(viewIdOf(field.value));
    case 'pinned_relation_list':
      return encodeList(field.value.map((viewId) => encodeIds(viewIdOf(viewId))));
  }
}

function encodeInt(value: bigint): Uint8Array {
  if (value < MIN_INT || value > MAX_INT) throw new Rejection('INT_OUT_OF_RANGE');
  return value < 0n ? encodeHead(1, -1n - value) : encodeHead(0, value);
}

export function encodeText(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return concatBytes(encodeHead(3, BigInt(bytes.length)), bytes);
}

function encodeBytes(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  return concatBytes(encodeHead(2, BigInt(bytes.length)), bytes);
}

export function encodeList(items: readonly Uint8Array[]): Uint8Array {
  return concatBytes(encodeHead(4, BigInt(items.length)), ...items);
}

export function encodeIds(ids: readonly string[]): Uint8Array {
  return encodeList(ids.map(encodeBytes));
}

/** The order of field names: that of their UTF-8 bytes (PAN-CBR-008). Hex keeps it. */
export function compareNames(a: string, b: string): number {
  const [x, y] = [a, b].map((name) => toHex(new TextEncoder().encode(name)));
  return x! < y! ? -1 : x! > y! ? 1 : 0;
}
