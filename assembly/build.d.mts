/** Compiles `entry` (a path from the root of the repository) with the flags of asconfig.json, and `extra` ones. */
export function compile(entry?: string, extra?: readonly string[]): Promise<Uint8Array<ArrayBuffer>>;

/** The builds of the one source: flags beside those of asconfig.json, and where the module goes. */
export const BUILDS: Readonly<
  Record<'simd' | 'relaxed-simd', { readonly flags: readonly string[]; readonly target: string }>
>;
