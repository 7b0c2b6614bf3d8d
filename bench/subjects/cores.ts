import { apiOn, type Api } from '../../src/bamboo/api.js';
import type { Profile } from '../../src/bamboo/profile.js';
import * as js from '../../src/js.js';
import { checkLogInput } from '../../src/verify/arguments.js';
import { logVerifierOn, type LogVerifierConstructor } from '../../src/verify/log-verifier.js';
import { verifyLogOn } from '../../src/verify/log.js';
import type { LogReport, VerifyLogOptions } from '../../src/verify/report.js';
import { createEngine, type Build } from '../../src/wasm/engine.js';
import type { Log } from '../corpora.js';

/** Sasako's public API on one build. */
export interface Core {
  readonly name: string;
  readonly api: Api;
  readonly verifyLog: (list: readonly Uint8Array[], options: VerifyLogOptions) => LogReport;
  readonly LogVerifier: LogVerifierConstructor;
  /** Verifies a log and leaves what it finds in records, from which nothing is made. */
  readonly verifyRecords: (log: Log) => void;
  /** Forgets what is known of authors. */
  readonly forgetAuthors: () => void;
  /** Decodes and hashes entries, and looks no further: a stage of verifying. */
  readonly decodeEntries: (profile: Profile, entries: readonly Uint8Array[]) => void;
}

export const SIMD = 'sasako, SIMD';
export const RELAXED_SIMD = 'sasako, relaxed SIMD';
export const JS = 'sasako/js';

const RECORD_SIZE = 112;

function coreOf(name: string, build: Build): Core {
  const engine = createEngine({ build });
  return {
    name,
    api: apiOn(engine),
    verifyLog: (list, options) => verifyLogOn(engine, checkLogInput(list, options)),
    LogVerifier: logVerifierOn(engine),
    verifyRecords: ({ profile, author, logId, entries, payloads }) =>
      engine.verifyLog(
        profile,
        author,
        logId,
        entries,
        payloads,
        new Uint8Array(RECORD_SIZE * entries.length),
      ),
    forgetAuthors: engine.forgetAuthors,
    decodeEntries: (profile, entries) =>
      engine.decodeEntries(profile, entries, new Uint8Array(RECORD_SIZE * entries.length)),
  };
}

export const simd = (): Core => coreOf(SIMD, 'simd');
export const relaxedSimd = (): Core => coreOf(RELAXED_SIMD, 'relaxed-simd');

/** The same API without WebAssembly. */
export const plain = (): Core => ({
  name: JS,
  api: js,
  verifyLog: js.verifyLog,
  LogVerifier: js.LogVerifier,
  verifyRecords: ({ entries, payloads, ...options }) => void js.verifyLog(entries, { ...options, payloads }),
  forgetAuthors: () => undefined,
  decodeEntries: (profile, entries) => entries.forEach((entry) => js.decodeEntry(entry, { profile })),
});
