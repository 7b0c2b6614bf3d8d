/** A longer hash makes an address that some programs cut. */
const LONGEST = 4096;

/** What the inspector is asked for by an address. */
export interface InspectorState {
  readonly hex: string;
  /** '' for guessed. */
  readonly profile: string;
  readonly payload: string;
}

/** The state that an address asks for after its `#`; `undefined` where it asks for none. */
export function inspectorState(hash: string): InspectorState | undefined {
  const asked = new URLSearchParams(hash);
  const hex = asked.get('hex');
  if (hex === null) return undefined;
  return { hex, profile: asked.get('profile') ?? '', payload: asked.get('payload') ?? '' };
}

/** A state for an address; `undefined` where it would be too long. */
export function inspectorHash({ hex, profile, payload }: InspectorState): string | undefined {
  const state = new URLSearchParams({
    hex: hex.replace(/\s+/g, ''),
    ...(profile !== '' && { profile }),
    ...(payload !== '' && { payload: payload.replace(/\s+/g, '') }),
  }).toString();
  return state.length > LONGEST ? undefined : state;
}
