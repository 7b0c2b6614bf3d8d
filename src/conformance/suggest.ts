/** The number of single-character edits that lead from `a` to `b` (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * The known names that `name` was probably meant to be: those that contain it and those a few edits away, best
 * first, at most three.
 */
export function similarNames(name: string, known: Iterable<string>): string[] {
  // Only the head is compared: a megabyte of nonsense on the command line should not cost minutes.
  const wanted = name.slice(0, 100).toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 4));
  return [...known]
    .map((candidate) => {
      const other = candidate.toLowerCase();
      const contained = wanted.length > 2 && other.includes(wanted);
      return { candidate, cost: contained ? 1 : distance(wanted, other.slice(0, 100)) };
    })
    .filter(({ cost }) => cost <= limit)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** A sentence that says what is unknown and what was probably meant, or what there is. */
export function unknownName(kind: string, name: string, known: Iterable<string>): string {
  const all = [...known];
  const similar = similarNames(name, all);
  const shown = JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);
  if (similar.length > 0) return `unknown ${kind} ${shown}; did you mean ${similar.join(' or ')}?`;
  return all.length <= 20
    ? `unknown ${kind} ${shown}; there are: ${all.join(', ')}`
    : `unknown ${kind} ${shown}`;
}
