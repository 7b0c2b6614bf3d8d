/** What both `sasako` and `sasako/js` export beside the functions that stand on an engine. */
export { MAX_U64, type Optional } from './arguments.js';
export type { Configuration } from './configuration.js';
export type { Check, Accepted, Rejected, Verdict } from './verdict.js';
export { Entry } from './entry.js';
export type { PayloadDigest, HasherConstructor } from './hasher.js';
export type { DecodedVarU64 } from './integers.js';
export type { KeyPairConstructor } from './key-pair.js';
export { PROFILES, type Profile } from './profile.js';
export { REASONS, type Reason } from './reasons.js';
export { REQUIREMENT_OF } from './requirements.js';
export { UnsignableEntryError, type EntryToSign, type SignedEntry } from './signing.js';
export type { DecodeOptions, VerifyAllOptions, VerifyOptions, VerifySignatureOptions } from './verifying.js';
