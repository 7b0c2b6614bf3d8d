import { addClaims } from './proof-claims.js';
import { addEncodings } from './proof-encoding.js';
import { addEvidence } from './proof-evidence.js';
import { PROOF_NOTES } from './proof-notes.js';
import { addProvingNothing } from './proof-nothing.js';
import { PROFILES, subject, type Subject } from './vector.js';

export function proofSubject(): Subject {
  return subject(
    'proof',
    'Proofs that an author broke a rule, which stand alone: every kind, and everything that proves nothing.',
    PROOF_NOTES,
    (list) => {
      for (const profile of PROFILES) {
        addClaims(list, profile);
        addEncodings(list, profile);
        addEvidence(list, profile);
        addProvingNothing(list, profile);
      }
    },
  );
}
