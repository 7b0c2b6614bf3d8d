import { certpoolSubject } from './certpool.js';
import { entryDecodeSubject } from './entry-decode.js';
import { entryEncodeSubject } from './entry-encode.js';
import { entryVerifySubject } from './entry-verify.js';
import { hashSubject } from './hash.js';
import { keySubject } from './key.js';
import { linkpathSubject } from './linkpath.js';
import { lipmaaSubject } from './lipmaa.js';
import { logSubject } from './log.js';
import { planSubject } from './plan.js';
import { proofSubject } from './proof.js';
import { signatureSubject } from './signature.js';
import { varu64Subject } from './varu64.js';
import type { Subject } from './vector.js';

/** Every subject, each for its own file. */
export function buildSubjects(): Subject[] {
  const decoding = entryDecodeSubject();
  return [
    hashSubject(),
    varu64Subject(),
    lipmaaSubject(),
    linkpathSubject(),
    certpoolSubject(),
    keySubject(),
    signatureSubject(),
    entryEncodeSubject(),
    decoding,
    entryVerifySubject(decoding),
    logSubject(),
    proofSubject(),
    planSubject(),
  ];
}
