/**
 * Files that are there whole or not at all, for snapshots, bundles and proofs; under Node.
 *
 * @packageDocumentation
 */
export { UnwritableError, writeAtomically } from './atomic.js';
