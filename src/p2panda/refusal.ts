import type { DataReason } from './reasons.js';
import { DATA_REQUIREMENT_OF } from './requirements.js';

/** Bad data: why it was refused, and where. */
export interface Refused {
  readonly ok: false;
  readonly reason: DataReason;
  /** The requirement that is broken, as in `PAN-OPR-003`. */
  readonly requirement: string;
  /** In words: what was wrong, and what would be right. */
  readonly message: string;
  /** Of a decoding reason: the first byte of the item at fault, or the input's length where bytes run out. */
  readonly offset?: number;
}

/** Thrown inside where data is refused, and caught before a caller sees it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly reason: DataReason,
    message: string,
    readonly offset?: number,
  ) {
    super(message);
  }

  toResult(): Refused {
    const { reason, message, offset } = this;
    const refused = { ok: false as const, reason, requirement: DATA_REQUIREMENT_OF[reason], message };
    return offset === undefined ? refused : { ...refused, offset };
  }
}

/** What `compute` gives, or the refusal that it throws. */
export function attempt<Result>(compute: () => Result): Result | Refused {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Refusal) return error.toResult();
    throw error;
  }
}

/** Thrown to callers that ask for something that cannot be written, since decoding would refuse it. */
export class UnwritableError extends RangeError {
  override readonly name = 'UnwritableError';
  /** What decoding would say, or what is missing or superfluous. */
  readonly reason: DataReason;
  /** The requirement that is broken. */
  readonly requirement: string;

  constructor({ reason, message }: { readonly reason: DataReason; readonly message: string }) {
    super(message);
    this.reason = reason;
    this.requirement = DATA_REQUIREMENT_OF[reason];
  }
}

/** As {@link attempt}, for what a caller wants written: a refusal is an error of theirs. */
export function orThrow<Result>(compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Refusal) throw new UnwritableError(error);
    throw error;
  }
}
