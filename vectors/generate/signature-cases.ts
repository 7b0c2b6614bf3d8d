import { authorsOffTheCurve } from './curve-cases.js';
import { exceptionalAuthors, valuesOfS } from './scalar-cases.js';
import type { SignatureCase } from './signature-case.js';
import { mixedOrder, nonCanonicalR, reductionOfH, smallOrderAuthors } from './torsion-cases.js';

/** Every crafted signature. */
export function signatureCases(): SignatureCase[] {
  return [
    ...smallOrderAuthors(),
    ...mixedOrder(),
    ...nonCanonicalR(),
    ...reductionOfH(),
    ...valuesOfS(),
    ...exceptionalAuthors(),
    ...authorsOffTheCurve(),
  ];
}
