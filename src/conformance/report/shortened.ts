/** A string longer than this is cut, in characters. */
const MAX_STRING = 8192;

/** So many characters are kept of all strings and names together. */
const MAX_ALL = 16_384;

/** A list or an object is cut after so many members. */
const MAX_MEMBERS = 1000;

/** Nothing that is expected is nested so deeply. */
const MAX_DEPTH = 8;

/**
 * A copy of a JSON value with what is long cut: a string says how long it was, a list or an object how many members it
 * lacks. So a report holds what an implementation answered, however much that was.
 */
export function shortened(value: unknown): unknown {
  let room = MAX_ALL;

  function text(whole: string): string {
    const kept = Math.min(whole.length, MAX_STRING, Math.max(room, 0));
    room -= kept;
    return kept === whole.length ? whole : `${whole.slice(0, kept)}… (${whole.length} characters)`;
  }
  function members<T>(all: readonly T[], copy: (member: T) => void): number {
    let copied = 0;
    for (const member of all) {
      if (copied === MAX_MEMBERS || room <= 0) break;
      room--;
      copy(member);
      copied++;
    }
    return all.length - copied;
  }
  function copied(whole: unknown, depth: number): unknown {
    if (typeof whole === 'string') return text(whole);
    if (typeof whole !== 'object' || whole === null) return whole;
    if (depth === MAX_DEPTH) return '…';
    if (Array.isArray(whole)) {
      const list: unknown[] = [];
      const cut = members(whole as readonly unknown[], (item) => list.push(copied(item, depth + 1)));
      return cut === 0 ? list : [...list, `… and ${cut} more`];
    }
    const entries: [string, unknown][] = [];
    const cut = members(Object.entries(whole), ([name, field]) => {
      entries.push([text(name), copied(field, depth + 1)]);
    });
    return Object.fromEntries(cut === 0 ? entries : [...entries, ['…', `and ${cut} more`]]);
  }
  return copied(value, 0);
}
