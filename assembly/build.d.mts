/** Compiles `entry` (a path from the root of the repository) with the flags of asconfig.json, and `extra` ones. */
export function compile(entry?: string, extra?: readonly string[]): Promise<Uint8Array<ArrayBuffer>>;
