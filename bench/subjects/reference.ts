import { decodeOperation, encodeOperation } from '../../src/reference/index.js';
import { referenceOperation } from '../corpora-operations.js';
import type { OperationPeer } from './peer.js';

/** The reference, which is slow on purpose. */
export const referencePeer: OperationPeer = {
  name: 'the reference',
  slice: 16,
  encoder: (sample) => {
    const operation = referenceOperation(sample);
    return () => encodeOperation('p2panda', operation);
  },
  decoder: (bytes) => () => decodeOperation('p2panda', bytes),
  fieldsOf: (decoded) =>
    (decoded as ReturnType<typeof decodeOperation>).fields!.map(({ name, value }) => [name, value]),
};
