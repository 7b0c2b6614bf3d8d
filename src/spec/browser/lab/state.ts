/** A longer one makes an address that some programs cut. */
const LONGEST = 4096;

/** What the inspector is asked for by an address. */
export interface InspectorState {
  readonly hex: string;
  /** '' for guessed. */
  readonly profile: string;
  /** In hex; '' where it is not at hand. */
  readonly payload: string;
  /** Whether authors of small order are refused. */
  readonly strictKeys?: boolean;
}

/** The state that an address asks for after its `#`; `undefined` where it asks for none. */
export function inspectorState(hash: string): InspectorState | undefined {
  const asked = new URLSearchParams(hash);
  const hex = asked.get('hex');
  if (hex === null) return undefined;
  return {
    hex,
    profile: asked.get('profile') ?? '',
    payload: asked.get('payload') ?? '',
    strictKeys: asked.has('strict'),
  };
}

/** A state for an address, without the `#`; `undefined` where it would be too long. */
export function inspectorHash({ hex, profile, payload, strictKeys }: InspectorState): string | undefined {
  const state = new URLSearchParams({
    hex: hex.replace(/\s+/g, ''),
    ...(profile !== '' && { profile }),
    ...(payload !== '' && { payload: payload.replace(/\s+/g, '') }),
    ...(strictKeys && { strict: '1' }),
  }).toString();
  return state.length > LONGEST ? undefined : state;
}
