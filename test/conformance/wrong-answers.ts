import type { Implementation, Operation, Vector } from '../../src/conformance/index.js';
import { OPERATIONS, PROFILES } from '../../src/conformance/index.js';

/** Text that would do harm in a page, in Markdown or on a screen. */
export const HOSTILE = `<img src=x onerror=alert(1)></details></script> | \`x\` **b** [a](http://b.c) @me \u202e\n\n# h`;

/** An adapter module from its operations in JavaScript. */
function moduleOf(operations: string): string {
  const implementation = JSON.stringify({ name: HOSTILE, version: '1', language: 'JavaScript' });
  const source = `export default { implementation: ${implementation}, profiles: ${JSON.stringify(PROFILES)}, operations: ${operations} };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** An implementation that rejects everything, for a reason that is none. */
export function rejectsAll(name = 'rejects-all'): Implementation {
  const answer = JSON.stringify({ verdict: 'reject', reason: 'NOPE', message: HOSTILE });
  const operations = OPERATIONS.map((op) => `${JSON.stringify(op)}: () => (${answer})`);
  return { name, launch: { module: moduleOf(`{${operations.join(',')}}`) }, expectedFailures: new Map() };
}

/** An implementation that answers vectors with what `outputs` has for them, and skips others. */
export function answersWith(outputs: ReadonlyMap<Vector, unknown>, name = 'wrong'): Implementation {
  const byOperation = new Map<Operation, [string, unknown][]>();
  for (const [{ op, input }, output] of outputs) {
    byOperation.set(op, [...(byOperation.get(op) ?? []), [JSON.stringify(input), output]]);
  }
  const operations = [...byOperation].map(([op, answers]) => {
    const table = JSON.stringify(Object.fromEntries(answers));
    return `${JSON.stringify(op)}: (input) => ({ verdict: 'accept', output: ${table}[JSON.stringify(input)] })`;
  });
  return { name, launch: { module: moduleOf(`{${operations.join(',')}}`) }, expectedFailures: new Map() };
}
