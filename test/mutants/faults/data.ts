import type { Operation } from '../../../src/conformance/protocol.js';
import type { Materialised } from '../implementation/data-documents.js';
import { DataImplementation } from '../implementation/data.js';
import { Refusal } from '../implementation/refusal.js';
import { type Mutant, mutant } from '../mutant.js';

type Data = InstanceType<typeof DataImplementation>;
type Step = (...args: never[]) => unknown;
type StepName = { [Name in keyof Data]: Data[Name] extends Step ? Name : never }[keyof Data];
type ArgsOf<Name extends StepName> = Parameters<Extract<Data[Name], Step>>;
type ResultOf<Name extends StepName> = ReturnType<Extract<Data[Name], Step>>;
type ConstantName = { [Name in keyof Data]: Data[Name] extends Step ? never : Name }[keyof Data];

/** An implementation with one step of its own; `right` is the step as it should be. */
export const step = <Name extends StepName>(
  name: Name,
  wrong: (right: (...args: ArgsOf<Name>) => ResultOf<Name>, ...args: ArgsOf<Name>) => ResultOf<Name>,
): typeof DataImplementation =>
  class extends DataImplementation {
    constructor() {
      super();
      const right = (this[name] as Step).bind(this) as (...args: ArgsOf<Name>) => ResultOf<Name>;
      Object.assign(this, { [name]: (...args: ArgsOf<Name>) => wrong(right, ...args) });
    }
  };

/** An implementation with one number, or one list, of its own. */
export const constant = <Name extends ConstantName>(
  name: Name,
  wrong: Data[Name],
): typeof DataImplementation =>
  class extends DataImplementation {
    constructor() {
      super();
      Object.assign(this, { [name]: wrong });
    }
  };

export const refuse = (reason: string): never => {
  throw new Refusal(reason);
};

/** Gives something else for the view of a document. */
export const givingView = (change: (view: Materialised) => Partial<Materialised>) =>
  step('materialise', (right, profile, input, bytesOf) => {
    const view = right(profile, input, bytesOf);
    return { ...view, ...change(view) };
  });

/** A validator that leaves out what it asks of one field of the system schemas. */
export const lax = (field: string) =>
  step('checkSystemField', (right, profile, schemaId, typed) => {
    if (`${schemaId}.${typed.name}` !== field) right(profile, schemaId, typed);
  });

export type Where = Pick<Mutant, 'profile' | 'strict'>;

/** Faults that `p2panda` alone can have, since `p2panda-compat` asks for what is wrong there; or the other way round. */
export const SPECIFIED: Where = { profile: 'p2panda' };
export const DEPLOYED: Where = { profile: 'p2panda-compat' };
/**
 * Faults that both profiles can have, and vectors of `p2panda` alone catch: where one answer is right in both,
 * `p2panda-compat` is asked now and then, to keep the vectors small.
 */
export const SAMPLED: Where = { profile: 'p2panda' };
/** Faults in nothing but a reason. */
export const REASON: Where = { strict: true };

/** Makes mutants of one operation. */
export const faultsOf =
  (op: Operation, prefix: string) =>
  (name: string, sentence: string, inside: typeof DataImplementation, ...where: Where[]): Mutant =>
    mutant({
      name: `${prefix}-${name}`,
      sentence,
      ops: [op],
      inside,
      ...where.reduce((all, one) => ({ ...all, ...one }), {}),
    });
