import { afterEach, beforeEach, expect, test } from 'vitest';
import { prose } from '../../src/cli/help.js';
import { sasako, widest } from './command.js';

const before = process.env.COLUMNS;
const { columns } = process.stdout;
beforeEach(() => {
  process.stdout.columns = 0;
});
afterEach(() => {
  process.env.COLUMNS = before;
  if (before === undefined) delete process.env.COLUMNS;
  process.stdout.columns = columns;
});

test('paragraphs are as wide as the terminal, up to 80 columns, and examples stand as they are', () => {
  const text = `
${'word '.repeat(30)}
end.

Examples:
  $ a command that is longer than the lines above it are in a narrow terminal
  $ b`;
  const at = (width: number): string => {
    process.env.COLUMNS = String(width);
    return prose(text)({ error: false });
  };
  const paragraph = (width: number): string => at(width).split('\n\n')[0]!;
  expect(widest(paragraph(50))).toBeLessThanOrEqual(50);
  expect(widest(paragraph(50))).toBeGreaterThan(45);
  expect(widest(paragraph(200))).toBeGreaterThan(75);
  expect(widest(paragraph(200))).toBeLessThanOrEqual(80);
  expect(paragraph(50)).toMatch(/^\n(word\s+){30}end\.$/);
  for (const width of [50, 200]) {
    expect(at(width)).toMatch(/\n\nExamples:\n {2}\$ a command that is longer .* terminal\n {2}\$ b$/);
  }
});

test('the help of every command has its descriptions beside the options at 60 columns', () => {
  const commands = 'conform serve inspect verify plan extract graph proof init-adapter spec'.split(' ');
  for (const args of [[], ...commands.map((command) => [command]), ['proof', 'verify']]) {
    const { status, stdout } = sasako([...args, '--help'], { columns: 60 });
    expect(status).toBe(0);
    const options = /^Options:\n((?: .*\n)+)/m.exec(stdout)![1]!;
    expect(widest(options), args.join(' ')).toBeLessThanOrEqual(60);
  }
});

test('a command within a command is as strict and as helpful as the others', () => {
  const { status, stderr } = sasako(['proof', 'verify', '--jsn']);
  expect(status).toBe(2);
  expect(stderr).toContain('--json');
  expect(stderr).toContain('(--help says what there is)');
});
