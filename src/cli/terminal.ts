/** Columns to write for: of the terminal, else as the environment says, else 80. */
export function columns(stream: NodeJS.WriteStream = process.stdout): number {
  const said = Number(process.env.COLUMNS);
  return stream.columns ?? (Number.isInteger(said) && said > 0 ? said : 80);
}

/** Whether to write in colours: on a terminal, unless `NO_COLOR` (no-color.org) asks not to. */
export function wantsColors(stream: NodeJS.WriteStream = process.stdout): boolean {
  return stream.isTTY && (process.env.NO_COLOR ?? '') === '';
}
