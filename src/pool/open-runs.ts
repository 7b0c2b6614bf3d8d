import type { Profile } from '../bamboo/profile.js';
import type { Run } from './crew.js';
import { RunSize } from './runs.js';

/** A run that is being filled. */
export class OpenRun {
  /** The worker that had best do it. */
  readonly home: number;
  readonly entries: Uint8Array[] = [];
  readonly payloads: (Uint8Array | undefined)[] = [];
  readonly size = new RunSize();

  constructor(home: number) {
    this.home = home;
  }

  /** All that it has, to be verified. */
  whole(profile: Profile, strictKeys: boolean, roams: boolean): Run {
    const { entries, payloads, home } = this;
    return { profile, strictKeys, entries, payloads, first: 0, end: entries.length, home, roams };
  }
}

/** Runs that are being filled from a stream: one for each worker, with entries of the authors that are its own. */
export class OpenRuns<R extends OpenRun> {
  readonly #profile: Profile;
  readonly #open: (R | undefined)[];
  readonly #create: (home: number) => R;
  readonly #submit: (run: R) => void;

  /** @param submit called once with each run */
  constructor(profile: Profile, width: number, create: (home: number) => R, submit: (run: R) => void) {
    this.#profile = profile;
    this.#open = new Array<undefined>(width).fill(undefined);
    this.#create = create;
    this.#submit = submit;
  }

  /** Adds an entry of the author with this key. @returns the run that it is in, not submitted yet */
  add(entry: Uint8Array, payload: Uint8Array | undefined, author: number): R {
    const home = (author >>> 0) % this.#open.length;
    let run = this.#open[home];
    if (!run?.size.add(this.#profile, entry, payload)) {
      if (run) this.submit(run);
      run = this.#open[home] = this.#create(home);
      run.size.add(this.#profile, entry, payload);
    }
    run.entries.push(entry);
    run.payloads.push(payload);
    return run;
  }

  /** Submits a run that nothing can be added to: a large payload doesn't wait for others. */
  submitIfFull(run: R): void {
    if (run.size.isFull) this.submit(run);
  }

  submit(run: R): void {
    this.#open[run.home] = undefined;
    this.#submit(run);
  }

  /** Submits all of which `which` says so. */
  submitWhere(which: (run: R) => boolean): void {
    for (const run of this.#open) if (run && which(run)) this.submit(run);
  }
}
