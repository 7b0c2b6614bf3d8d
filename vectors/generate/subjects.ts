import { certpoolSubject } from './certpool.js';
import { documentMaterialiseSubject } from './document-materialise.js';
import { documentOrderSubject } from './document-order.js';
import { documentviewSubject } from './documentview.js';
import { entryDecodeSubject } from './entry-decode.js';
import { entryEncodeSubject } from './entry-encode.js';
import { entryVerifySubject } from './entry-verify.js';
import { hashSubject } from './hash.js';
import { keySubject } from './key.js';
import { linkpathSubject } from './linkpath.js';
import { lipmaaSubject } from './lipmaa.js';
import { logSubject } from './log.js';
import { messageDecodeSubject } from './message-decode.js';
import { operationDecodeSubject } from './operation-decode.js';
import { operationEncodeSubject } from './operation-encode.js';
import { operationValidateSubject } from './operation-validate.js';
import { planSubject } from './plan.js';
import { proofSubject } from './proof.js';
import { publishNextargsSubject } from './publish-nextargs.js';
import { publishValidateSubject } from './publish-validate.js';
import { schemaBuildSubject } from './schema-build.js';
import { schemaIdSubject } from './schema-id.js';
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
    operationEncodeSubject(),
    operationDecodeSubject(),
    operationValidateSubject(),
    schemaIdSubject(),
    schemaBuildSubject(),
    documentviewSubject(),
    documentOrderSubject(),
    documentMaterialiseSubject(),
    publishNextargsSubject(),
    publishValidateSubject(),
    messageDecodeSubject(),
  ];
}
