import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { operations } from '../../src/reference/index.js';
import { graphOf, idsOfLetters } from '../../vectors/generate/order-builder.js';
import {
  fieldsJson,
  realDecodings,
  realEncodings,
  realFlow,
  realGraphs,
} from '../../vectors/generate/real-operations.js';

// All that p2panda 0.8.1 was asked, of which the vectors have only a part, against the reference in p2panda-compat.

const answer = (op: string, input: Record<string, unknown>) => {
  const { verdict, ...rest } = operations[op]!(input, 'p2panda-compat');
  return verdict === 'accept' ? (rest as { output: Record<string, unknown> }).output : 'rejected';
};

test('operations are encoded as p2panda-js 0.8.1 encodes them', () => {
  const asked = realEncodings().filter(({ previous }) => typeof previous !== 'string');
  expect(asked.length).toBeGreaterThan(115);
  for (const { name, action, schemaId, previous, fields, encoded } of asked) {
    const input = { action, schemaId, previous, fields: fieldsJson(fields) };
    const expected = encoded === undefined ? 'rejected' : { operation: encoded };
    expect([name, answer('operation.encode', input)]).toEqual([name, expected]);
  }
});

test('operations are decoded as p2panda-js 0.8.1 decodes them', () => {
  expect(realDecodings()).toHaveLength(116);
  for (const { name, operation, action, schemaId, previous, fields, error } of realDecodings()) {
    const expected =
      error === undefined ? { action, schemaId, previous, fields: fieldsJson(fields) } : 'rejected';
    expect([name, answer('operation.decode', { operation })]).toEqual([name, expected]);
  }
});

test('documents are ordered as p2panda-rs 0.8.1 orders them', () => {
  expect(realGraphs()).toHaveLength(200);
  for (const { nodes, order, tips } of realGraphs()) {
    const output = answer('document.order', { operations: graphOf(nodes) });
    const viewId = [...new Set(idsOfLetters(tips ?? ''))].sort();
    const expected = order === undefined ? 'rejected' : { order: idsOfLetters(order), viewId };
    expect([nodes, output]).toEqual([
      nodes,
      expected === 'rejected' ? expected : expect.objectContaining(expected),
    ]);
  }
});

test('what p2panda-js 0.8.1 published is encoded and published again to the byte', () => {
  for (const { note, action, schemaId, previous, fields, operation, entry, operationId } of realFlow()
    .steps) {
    const input = { action, schemaId, previous, fields: fieldsJson(fields) };
    expect([note, answer('operation.encode', input)]).toEqual([note, { operation }]);
    const hash = operations['hash']!({ bytes: entry }, 'p2panda');
    expect([note, hash]).toEqual([note, { verdict: 'accept', output: { hash: operationId } }]);
  }
});

test('messages are those that p2panda-js 0.2.1 encoded', () => {
  const path = new URL('../fixtures/p2panda-js-0.2.1-messages.json', import.meta.url);
  const { messages } = JSON.parse(readFileSync(path, 'utf8')) as { messages: Record<string, string> };
  for (const [name, message] of Object.entries(messages)) {
    expect([name, operations['message.decode']!({ message }, 'bamboo').verdict]).toEqual([name, 'accept']);
  }
});
