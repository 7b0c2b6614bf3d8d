import type { Mutant } from '../mutant.js';
import { certificatePoolFaults } from './certificate-pools.js';
import { dataBlobFaults } from './data-blobs.js';
import { dataDecodeFaults } from './data-decode.js';
import { dataDecodeCborFaults } from './data-decode-cbor.js';
import { dataDecodeFieldFaults } from './data-decode-fields.js';
import { dataDecodeTextFaults } from './data-decode-text.js';
import { dataDecodeValueFaults } from './data-decode-values.js';
import { dataDefinitionFaults } from './data-definitions.js';
import { dataDeletionFaults } from './data-deletion.js';
import { dataEncodeFaults } from './data-encode.js';
import { dataEncodePartFaults } from './data-encode-parts.js';
import { dataFloatFaults } from './data-floats.js';
import { dataMaterialiseFaults } from './data-materialise.js';
import { dataMessageFaults } from './data-messages.js';
import { dataNextArgsFaults } from './data-next-args.js';
import { dataOrderFaults } from './data-order.js';
import { dataOrderSetFaults } from './data-order-sets.js';
import { dataPublishOrderFaults } from './data-publish-order.js';
import { dataPublishFaults } from './data-publishing.js';
import { dataSchemaFieldFaults } from './data-schema-fields.js';
import { dataSchemaIdFaults } from './data-schema-ids.js';
import { dataSchemaFaults } from './data-schemas.js';
import { dataSystemIdFaults } from './data-system-ids.js';
import { dataValidateFaults } from './data-validate.js';
import { dataValidateTypeFaults } from './data-validate-types.js';
import { dataViewFaults } from './data-views.js';
import { entryDecodeHashFaults } from './entry-decode-hashes.js';
import { entryDecodeFaults } from './entry-decode.js';
import { entryEncodeLinkFaults } from './entry-encode-links.js';
import { entryEncodeFaults } from './entry-encode.js';
import { entryVerifyLinkFaults } from './entry-verify-links.js';
import { entryVerifyFaults } from './entry-verify.js';
import { blake2bFaults } from './hash-blake2b.js';
import { blake3Faults } from './hash-blake3.js';
import { hashEncodingFaults } from './hash-encoding.js';
import { faultsShownInEntries } from './shown-in-entries.js';
import { keyFaults } from './keys.js';
import { linkPathFaults } from './link-paths.js';
import { lipmaaFaults } from './lipmaa.js';
import { logBoundFaults } from './log-bounds.js';
import { logChainFaults } from './log-chains.js';
import { logForkFaults } from './log-forks.js';
import { logItemFaults } from './log-items.js';
import { planFaults } from './plans.js';
import { proofClaimFaults } from './proof-claims.js';
import { proofEncodingFaults } from './proof-encoding.js';
import { proofFaults } from './proofs.js';
import { signatureAuthorFaults } from './signature-authors.js';
import { signatureEquationFaults } from './signature-equation.js';
import { signatureHFaults, signatureSFaults } from './signature-scalars.js';
import { signatureSha512Faults } from './signature-sha512.js';
import { varu64DecodeFaults } from './varu64-decode.js';
import { varu64EncodeFaults } from './varu64-encode.js';

/** Every mutant, by subject. */
export const mutants: readonly Mutant[] = [
  ...hashEncodingFaults,
  ...blake2bFaults,
  ...blake3Faults,
  ...varu64EncodeFaults,
  ...varu64DecodeFaults,
  ...lipmaaFaults,
  ...linkPathFaults,
  ...certificatePoolFaults,
  ...keyFaults,
  ...signatureAuthorFaults,
  ...signatureSFaults,
  ...signatureHFaults,
  ...signatureEquationFaults,
  ...signatureSha512Faults,
  ...entryEncodeFaults,
  ...entryEncodeLinkFaults,
  ...entryDecodeFaults,
  ...entryDecodeHashFaults,
  ...entryVerifyFaults,
  ...entryVerifyLinkFaults,
  ...faultsShownInEntries,
  ...logItemFaults,
  ...logForkFaults,
  ...logBoundFaults,
  ...logChainFaults,
  ...proofEncodingFaults,
  ...proofFaults,
  ...proofClaimFaults,
  ...planFaults,
  ...dataDecodeCborFaults,
  ...dataDecodeTextFaults,
  ...dataFloatFaults,
  ...dataDecodeFaults,
  ...dataDecodeValueFaults,
  ...dataDecodeFieldFaults,
  ...dataEncodeFaults,
  ...dataEncodePartFaults,
  ...dataSchemaIdFaults,
  ...dataSystemIdFaults,
  ...dataSchemaFaults,
  ...dataSchemaFieldFaults,
  ...dataValidateFaults,
  ...dataValidateTypeFaults,
  ...dataDefinitionFaults,
  ...dataBlobFaults,
  ...dataViewFaults,
  ...dataOrderFaults,
  ...dataOrderSetFaults,
  ...dataMaterialiseFaults,
  ...dataDeletionFaults,
  ...dataNextArgsFaults,
  ...dataPublishOrderFaults,
  ...dataPublishFaults,
  ...dataMessageFaults,
];
