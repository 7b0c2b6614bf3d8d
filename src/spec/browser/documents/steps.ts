import { WRITERS } from './authors.js';
import { FIELD_NAMES, LONGEST_NAME, seatsOf, type FieldName, type Venue } from './venue.js';

/** An operation that somebody writes. */
export interface WriteStep {
  readonly kind: 'write';
  /** The writer's number. */
  readonly author: number;
  /** Numbers of the operations that it names, ascending; left out for the tips that its author knows. */
  readonly previous?: readonly number[] | undefined;
  /** Left out for a DELETE. */
  readonly fields?: Partial<Venue> | undefined;
}

/** Somebody learns of all operations; everybody does where no author is named. */
export interface SyncStep {
  readonly kind: 'sync';
  readonly author?: number | undefined;
}

/** Something that is done after the CREATE, which Ada wrote and everybody knows. */
export type Step = WriteStep | SyncStep;

/** More operations than that nobody can follow on a screen. */
export const MOST_OPERATIONS = 32;
/** And no more steps, most of which write nothing. */
const MOST_STEPS = 128;

/** Fields are told apart by their first letters. */
const LETTERS: Readonly<Record<string, FieldName>> = Object.fromEntries(
  FIELD_NAMES.map((name) => [name[0]!, name]),
);

function fieldsText(fields: Partial<Venue>): string {
  return FIELD_NAMES.filter((name) => fields[name] !== undefined)
    .map((name) => {
      const value = fields[name]!;
      const text = typeof value === 'boolean' ? String(Number(value)) : encodeURIComponent(value.toString());
      return `,${name[0]!}=${text}`;
    })
    .join('');
}

/**
 * Steps as an address has them.
 *
 * @example stepsText([{ kind: 'write', author: 1, previous: [0], fields: { seats: 90n } }, { kind: 'sync' }]) // 'B@0,s=90;*'
 */
export function stepsText(steps: readonly Step[]): string {
  return steps
    .map((step) => {
      const letter = step.author === undefined ? '' : WRITERS[step.author]!.letter;
      if (step.kind === 'sync') return step.author === undefined ? '*' : `${letter}+`;
      const on = step.previous === undefined ? '' : `@${step.previous.join('.')}`;
      return `${letter}${on}${step.fields ? fieldsText(step.fields) : '!'}`;
    })
    .join(';');
}

function readField(text: string): Partial<Venue> | undefined {
  const [letter = '', encoded = ''] = text.split(/=(.*)/s);
  const name = Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined;
  if (name === 'open') return /^[01]$/.test(encoded) ? { open: encoded === '1' } : undefined;
  if (name === 'seats') {
    const seats = seatsOf(encoded);
    return seats === undefined ? undefined : { seats };
  }
  if (name === undefined) return undefined;
  try {
    const value = decodeURIComponent(encoded);
    // A lone surrogate is no text; decodeURIComponent gives none.
    return value.length <= LONGEST_NAME ? { name: value } : undefined;
  } catch {
    return undefined;
  }
}

function readStep(text: string): Step | undefined {
  if (text === '*') return { kind: 'sync' };
  const author = WRITERS.findIndex(({ letter }) => letter === text[0]);
  if (author < 0) return undefined;
  if (text.slice(1) === '+') return { kind: 'sync', author };
  const found = /^(?:@([0-9]+(?:\.[0-9]+)*))?(!|(?:,[a-z]=[^,]*)+)$/.exec(text.slice(1));
  if (!found) return undefined;
  const named = found[1]?.split('.').map(Number);
  const previous = named && [...new Set(named)].sort((a, b) => a - b);
  if (found[2] === '!') return { kind: 'write', author, previous };
  const fields: Partial<Venue> = {};
  for (const part of found[2]!.slice(1).split(',')) {
    const field = readField(part);
    if (!field) return undefined;
    Object.assign(fields, field);
  }
  return { kind: 'write', author, previous, fields };
}

/** The steps that a text stands for; `undefined` where it is none that {@link stepsText} writes. */
export function readSteps(text: string): Step[] | undefined {
  if (text === '') return [];
  const steps: Step[] = [];
  for (const part of text.split(';')) {
    const step = readStep(part);
    if (!step || steps.length >= MOST_STEPS) return undefined;
    steps.push(step);
  }
  return steps;
}
