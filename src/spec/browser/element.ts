/** What an element may hold: text is never markup. */
export type Child = Node | string | number | false | null | undefined;

/**
 * An element with its attributes and what it holds.
 *
 * @example element('a', { href: '#x', class: 'id' }, 'BAM-ENC-003')
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  for (const child of children) {
    if (child === false || child === null || child === undefined) continue;
    made.append(typeof child === 'number' ? String(child) : child);
  }
  return made;
}
