/** Columns to write for: of the terminal, where it knows how many it has, else as the environment says, else 80. */
export function columns(stream: { readonly columns?: number | undefined } = process.stdout): number {
  const isWidth = (columns: number | undefined): boolean => Number.isInteger(columns) && columns! > 0;
  // A terminal that nobody has told its size reports 0.
  return [stream.columns, Number(process.env.COLUMNS)].find(isWidth) ?? 80;
}

/** Whether to write in colours: on a terminal, unless `NO_COLOR` (no-color.org) asks not to. */
export function wantsColors(stream: NodeJS.WriteStream = process.stdout): boolean {
  return stream.isTTY && (process.env.NO_COLOR ?? '') === '';
}
