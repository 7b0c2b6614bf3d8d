import { Tokenizer, Type, type Token } from 'cborg';
import { counted } from '../bamboo/counted.js';
import { PROFILES, REQUIREMENT_OF, type Profile } from '../index.js';
import { BYTES, headAt, MOST_INFO, TEXT } from '../verify/cbor-head.js';
import { fieldsToJson, inspectEntry, rowsOf, type EntryInspection } from './entry.js';
import { hexInShort, hexInShortToJson, hexOf, SHOWN_BYTES } from './hex.js';
import { judgeProof, verdictToJson, type JudgedProof } from './proof-verdict.js';
import type { Row } from './row.js';

/** The version whose elements are known. */
const VERSION = 1;

/** No version of a proof has more elements; listing more would only print what an attacker chose. */
const MOST_ELEMENTS = 16;

/** The elements of a proof, in their order. */
const ELEMENTS = [
  { name: 'magic', requirement: 'BAM-PRF-001' },
  { name: 'version', requirement: 'BAM-PRF-002' },
  { name: 'profile', requirement: 'BAM-PRF-001' },
  { name: 'kind', requirement: 'BAM-PRF-001' },
  { name: 'sequence number', requirement: 'BAM-PRF-001' },
  { name: 'first entry', requirement: 'BAM-PRF-004' },
  { name: 'second entry', requirement: 'BAM-PRF-004' },
  { name: 'digest', requirement: 'BAM-PRF-003' },
] as const;

type ElementName = (typeof ELEMENTS)[number]['name'] | 'payload' | 'element';

/** A CBOR element of a proof. */
interface Element {
  readonly name: ElementName;
  readonly requirement: string;
  readonly start: number;
  readonly end: number;
  /** Of a nested array, map or tag, the first token. */
  readonly token: Token;
  /** Of an entry, its fields. */
  readonly entry: EntryInspection | undefined;
}

/** A proof taken apart as far as its CBOR can be read. */
interface Elements {
  /** The length that the array's head gives. */
  readonly count: number;
  readonly headEnd: number;
  readonly list: readonly Element[];
  /** After the last byte that could be read. */
  readonly end: number;
  /** Why reading ended before the array did. */
  readonly error: string | undefined;
}

/** What is known of a proof. */
export interface ProofInspection {
  readonly bytes: Uint8Array;
  readonly elements: Elements;
  readonly judged: JudgedProof;
}

/** Why reading ends that cborg doesn't end. */
class UnreadElement extends Error {}

/** Why cborg can't read on at a byte, in words about these bytes: its own are about CBOR. */
function whatStops(bytes: Uint8Array, at: number): string {
  const head = headAt(bytes, at);
  if (!head) return 'the input ends within this element';
  const isString = (head.major === BYTES || head.major === TEXT) && head.info <= MOST_INFO;
  const left = bytes.length - head.end;
  if (isString && head.value > left) {
    return `the input ends within this element: ${left} of its ${counted(head.value, 'byte')} are there`;
  }
  return `byte ${at}, ${hexOf(bytes.subarray(at, at + 1))}, begins nothing that a proof has`;
}

/** Reads over what is within an element. */
function skipContent(tokens: Tokenizer, token: Token): void {
  const of = (type: Type): boolean => Type.equals(token.type, type);
  const inside = of(Type.array)
    ? (token.value as number)
    : of(Type.map)
      ? 2 * (token.value as number)
      : of(Type.tag)
        ? 1
        : 0;
  // Not by recursion: how deep they are nested is up to whoever wrote them.
  for (let open = inside; open > 0; open--) {
    if (tokens.done()) throw new UnreadElement('the input ends within an element');
    const next = tokens.next();
    if (Type.equals(next.type, Type.array)) open += next.value as number;
    else if (Type.equals(next.type, Type.map)) open += 2 * (next.value as number);
    else if (Type.equals(next.type, Type.tag)) open += 1;
  }
}

const isBytes = (token: Token): boolean => Type.equals(token.type, Type.bytes);

/** What element number `i` is, after those that stand before it. */
function nameOf(i: number, before: readonly Element[]): { name: ElementName; requirement: string } {
  const isKnown = i < 2 || before[1]?.token.value === VERSION;
  const named = isKnown ? ELEMENTS[i] : undefined;
  if (!named) return { name: 'element', requirement: 'BAM-PRF-001' };
  return named.name === 'second entry' && before[3]?.token.value === 'payload-size-lie'
    ? { ...named, name: 'payload' }
    : named;
}

function readElements(bytes: Uint8Array): Elements {
  const tokens = new Tokenizer(bytes, { allowIndefinite: false });
  const list: Element[] = [];
  let count = 0;
  let headEnd = 0;
  let error: string | undefined;
  try {
    const head = tokens.next();
    count = head.value as number;
    headEnd = tokens.pos();
    for (let i = 0; i < count; i++) {
      const start = tokens.pos();
      if (tokens.done()) throw new UnreadElement(`the input ends after ${i} of ${counted(count, 'element')}`);
      if (i === MOST_ELEMENTS) throw new UnreadElement('these are more elements than a proof has');
      const token = tokens.next();
      skipContent(tokens, token);
      const { name, requirement } = nameOf(i, list);
      const profile = list[2]?.token.value as Profile;
      const holdsEntry = (name === 'first entry' || name === 'second entry') && isBytes(token);
      const entry =
        holdsEntry && PROFILES.includes(profile)
          ? inspectEntry(token.value as Uint8Array, profile, { strictKeys: true })
          : undefined;
      list.push({ name, requirement, start, end: tokens.pos(), token, entry });
    }
  } catch (thrown) {
    error = thrown instanceof UnreadElement ? thrown.message : whatStops(bytes, tokens.pos());
  }
  return { count, headEnd, list, end: list.at(-1)?.end ?? headEnd, error };
}

/** Takes a proof apart, sound or not, and judges it. */
export function inspectProof(bytes: Uint8Array): ProofInspection {
  return { bytes, elements: readElements(bytes), judged: judgeProof(bytes) };
}

/** A value that is no bytes. A text is cut: none in a proof is long, but its length is up to whoever wrote it. */
function inText({ value }: Token): string {
  const text = String(value);
  return text.length > SHOWN_BYTES ? `${text.slice(0, SHOWN_BYTES)}…` : text;
}

function valueOf({ name, token }: Element): string {
  if (Type.equals(token.type, Type.string)) return `'${inText(token)}'`;
  if (Type.equals(token.type, Type.uint) || Type.equals(token.type, Type.negint)) return String(token.value);
  if (!isBytes(token)) return `a CBOR ${token.type.name}`;
  const content = token.value as Uint8Array;
  if (name === 'digest' || name === 'element') return hexInShort(content);
  return counted(content.length, 'byte');
}

/** Where the content of a byte string begins. */
function contentStart({ end, token }: Element): number {
  return end - (token.value as Uint8Array).length;
}

/** The elements as rows, with the fields of entries below them. */
export function rowsOfProof({ bytes, elements, judged }: ProofInspection): Row[] {
  const { count, headEnd, list, end, error } = elements;
  const rows: Row[] = [
    {
      start: 0,
      end: headEnd,
      name: 'array',
      value: `of ${counted(count, 'element')}`,
      requirement: 'BAM-PRF-001',
    },
  ];
  const damaged = !judged.verdict.ok && judged.verdict.reason === 'PROOF_DAMAGED';
  for (const element of list) {
    const { name, start, requirement, entry, token } = element;
    const isDamage = damaged && name === 'digest';
    rows.push({
      start,
      end: entry ? contentStart(element) : element.end,
      name,
      value: valueOf(element),
      requirement,
      ...(isDamage ? { fault: `PROOF_DAMAGED (${REQUIREMENT_OF.PROOF_DAMAGED})` } : {}),
    });
    if (entry) rows.push(...rowsOf(entry, contentStart(element)).map((row) => ({ ...row, inner: true })));
    if (name === 'payload' && isBytes(token)) {
      const value = hexInShort(token.value as Uint8Array);
      rows.push({ start: contentStart(element), end: element.end, name: 'its bytes', value, inner: true });
    }
  }
  if (end < bytes.length || error !== undefined) {
    rows.push({
      start: end,
      end: bytes.length,
      name: error === undefined ? 'after the proof' : 'not read',
      value: hexInShort(bytes.subarray(end)),
      requirement: 'BAM-PRF-001',
      fault: error ?? 'nothing may follow a proof',
    });
  }
  return rows;
}

/** A proof for JSON. */
export function proofToJson({ bytes, elements, judged }: ProofInspection): object {
  return {
    type: 'proof',
    length: bytes.length,
    elements: elements.list.map((element) => {
      const { name, start, end, token, requirement, entry } = element;
      const value = isBytes(token)
        ? {
            length: (token.value as Uint8Array).length,
            ...(name === 'digest' ? hexInShortToJson(token.value as Uint8Array) : {}),
          }
        : { value: inText(token) };
      return {
        name,
        start,
        end,
        ...value,
        ...(entry ? { fields: fieldsToJson(entry, contentStart(element)) } : {}),
        requirement,
      };
    }),
    ...(elements.error === undefined ? {} : { unread: { start: elements.end, error: elements.error } }),
    verdict: verdictToJson(judged),
  };
}
