/** What the picture shows of the chosen entry. */
export const MODES = ['links', 'path', 'pool'] as const;
export type Mode = (typeof MODES)[number];

/** A view as an address writes it, not checked yet. */
export interface WrittenView {
  readonly n: string;
  readonly mode: Mode | undefined;
  readonly to: string | undefined;
}

/** The mode of that name, if there is one. */
export function modeOf(name: string | null | undefined): Mode | undefined {
  return MODES.find((mode) => mode === name);
}

/**
 * The view that the fragment of an address names; `undefined` where it is an anchor of something else.
 *
 * @param fragment with its `#`
 */
export function readFragment(fragment: string): WrittenView | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const n = fields.get('n');
  if (n === null) return undefined;
  return { n, mode: modeOf(fields.get('mode')), to: fields.get('to') ?? undefined };
}

/** The fragment for a view. */
export function fragmentOf(view: { n: bigint; mode: Mode; to: bigint }): string {
  return `#n=${view.n.toString()}&mode=${view.mode}&to=${view.to.toString()}`;
}
