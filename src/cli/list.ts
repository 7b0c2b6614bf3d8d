import type { Vector } from '../conformance/index.js';

/** The vectors by subject, then the requirements with the number of vectors that test them, as text or JSON. */
export function listVectors(vectors: readonly Vector[], json: boolean, width: number): string {
  const byRequirement = new Map<string, string[]>();
  for (const { id, requirements } of vectors) {
    for (const requirement of requirements) {
      byRequirement.set(requirement, [...(byRequirement.get(requirement) ?? []), id]);
    }
  }
  const requirements = [...byRequirement].sort(([a], [b]) => (a < b ? -1 : 1));
  if (json) {
    const listed = vectors.map(({ id, subject, op, profile, requirements: tested, comment }) => ({
      id,
      subject,
      op,
      ...(profile === undefined ? {} : { profile }),
      requirements: tested,
      ...(comment === undefined ? {} : { comment }),
    }));
    return `${JSON.stringify({ vectors: listed, requirements: Object.fromEntries(requirements) }, null, 2)}\n`;
  }
  const lines: string[] = [];
  let subject = '';
  const longest = Math.max(...vectors.map(({ id }) => id.length));
  for (const vector of vectors) {
    if (vector.subject !== subject) {
      subject = vector.subject;
      lines.push(...(lines.length === 0 ? [] : ['']), subject);
    }
    const tested = vector.requirements.join(' ');
    const line = `  ${vector.id.padEnd(longest)}  ${vector.op.padEnd(16)}  ${tested}`;
    lines.push(...(line.length <= width ? [line] : [`  ${vector.id}`, `      ${vector.op}  ${tested}`]));
  }
  lines.push('', `requirements (${requirements.length}), with the number of vectors that test them`);
  for (const [requirement, ids] of requirements) lines.push(`  ${requirement}  ${ids.length}`);
  lines.push('', `${vectors.length} vectors`);
  return `${lines.join('\n')}\n`;
}
