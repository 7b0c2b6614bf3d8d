/**
 * A number and what there are so many of: `1 byte`, `2 bytes`.
 *
 * @param written the number as it is to be read
 * @example counted(2, 'entry', 'entries') // '2 entries'
 */
export function counted(
  n: number | bigint,
  one: string,
  many = `${one}s`,
  written: string = n.toString(),
): string {
  return `${written} ${n === 1 || n === 1n ? one : many}`;
}
