export function readRecords(
  file: string,
  position: number,
  count: number,
): Generator<{ entry: Uint8Array; payload: Uint8Array }>;
