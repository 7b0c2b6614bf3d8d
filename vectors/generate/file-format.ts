import type { Subject } from './vector.js';

/** A subject as the text of its file: one vector or note per line, so that a change shows as a change of its line. */
export function formatSubject({ subject, description, notes, vectors }: Subject): string {
  const noteLines = Object.entries(notes).map(
    ([flag, text]) => `    ${JSON.stringify(flag)}: ${JSON.stringify(text)}`,
  );
  return [
    '{',
    `  "subject": ${JSON.stringify(subject)},`,
    `  "description": ${JSON.stringify(description)},`,
    '  "notes": {',
    noteLines.join(',\n'),
    '  },',
    '  "vectors": [',
    vectors.map((vector) => `  ${JSON.stringify(vector)}`).join(',\n'),
    '  ]',
    '}',
    '',
  ].join('\n');
}
