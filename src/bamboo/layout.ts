import { ENCODED_HASH_LENGTH, type Profile } from './profile.js';

/** A field of an entry, in the order in which fields stand. */
export type FieldName =
  | 'tag'
  | 'author'
  | 'log id'
  | 'sequence number'
  | 'lipmaalink'
  | 'backlink'
  | 'payload size'
  | 'payload hash'
  | 'signature'
  | 'after the signature'
  | 'not read';

/** Which bytes of an entry are which field. */
export interface FieldRange {
  readonly name: FieldName;
  /** Offset of the first byte. */
  readonly start: number;
  /** Offset after the last byte that is there. */
  readonly end: number;
  /** Whether the input ends before the field does. */
  readonly cutOff: boolean;
  /** The value of an integer, where all its bytes are there. */
  readonly integer?: bigint;
  /** The requirement that says what stands here. */
  readonly requirement: string;
}

const REQUIREMENTS: Readonly<Record<FieldName, string>> = {
  tag: 'BAM-ENC-002',
  author: 'BAM-KEY-001',
  'log id': 'BAM-ENC-003',
  'sequence number': 'BAM-ENC-004',
  lipmaalink: 'BAM-ENC-006',
  backlink: 'BAM-ENC-005',
  'payload size': 'BAM-ENC-007',
  'payload hash': 'BAM-ENC-008',
  signature: 'BAM-ENC-009',
  'after the signature': 'BAM-DEC-007',
  'not read': 'BAM-DEC-001',
};

/**
 * The fields of an entry, sound or not, as far as they can be told apart. Reading goes on past faults that leave the
 * fields where they are (a wrong tag, say), and ends where nobody can tell any more: at a sequence number of 0, at the header
 * of a hash that is not of the profile, at the end of the input. What follows is `not read`.
 *
 * @param lipmaa which links there are depends on it
 */
export function layoutOf(
  bytes: Uint8Array,
  profile: Profile,
  lipmaa: (seqNum: bigint) => bigint,
): FieldRange[] {
  const fields: FieldRange[] = [];
  let offset = 0;
  let lost = false;

  function add(name: FieldName, length: number, integer?: bigint): boolean {
    if (lost) return false;
    const end = Math.min(offset + length, bytes.length);
    const cutOff = offset + length > bytes.length;
    const range = { name, start: offset, end, cutOff, requirement: REQUIREMENTS[name] };
    fields.push(integer === undefined || cutOff ? range : { ...range, integer });
    offset = end;
    lost = cutOff;
    return !cutOff;
  }
  function addInteger(name: FieldName): bigint {
    const first = bytes[offset] ?? 0;
    const length = first < 248 ? 1 : first - 246;
    let value = first < 248 ? BigInt(first) : 0n;
    for (const byte of bytes.subarray(offset + 1, offset + length)) value = (value << 8n) | BigInt(byte);
    return add(name, length, value) ? value : 0n;
  }
  function addHash(name: FieldName): void {
    const length = ENCODED_HASH_LENGTH[profile];
    const [type, digestLength] = bytes.subarray(offset, offset + 2);
    const foreign = (type ?? 0) !== 0 || (digestLength ?? length - 2) !== length - 2;
    add(name, foreign ? Math.min(2, bytes.length - offset) : length);
    lost ||= foreign;
  }

  add('tag', 1);
  add('author', 32);
  addInteger('log id');
  const seqNum = addInteger('sequence number');
  lost ||= seqNum === 0n;
  if (!lost && seqNum > 1n && lipmaa(seqNum) !== seqNum - 1n) addHash('lipmaalink');
  if (!lost && seqNum > 1n) addHash('backlink');
  if (!lost) addInteger('payload size');
  if (!lost) addHash('payload hash');
  add('signature', 64);
  if (offset < bytes.length) {
    const name = lost ? 'not read' : 'after the signature';
    fields.push({ name, start: offset, end: bytes.length, cutOff: false, requirement: REQUIREMENTS[name] });
  }
  return fields;
}
