import { checkBytes, checkObject, checkOptionalBytes, isPlain, type Optional } from '../bamboo/arguments.js';
import type { Ending } from './ending.js';

/** An entry of a stream: its bytes, alone or with those of its payload. */
export type StreamItem = Uint8Array | { readonly entry: Uint8Array; readonly payload?: Optional<Uint8Array> };

type AnyIterator = Iterator<unknown, unknown> | AsyncIterator<unknown, unknown>;

function iteratorOf(items: unknown): AnyIterator {
  const iterable = checkObject(items, 'items') as {
    readonly [Symbol.asyncIterator]?: () => AnyIterator;
    readonly [Symbol.iterator]?: () => AnyIterator;
  };
  const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]?.();
  if (!iterator) throw new TypeError('items must be iterable, or asynchronously so');
  return iterator;
}

/** The items of a stream, which may never come. */
export class Source {
  readonly #iterator: AnyIterator;
  #count = 0;
  /** Whether it is being read: whoever finds it so waits for an item that it has not given yet. */
  #isRead = false;
  /** Whether there is nothing to end. */
  #ended = false;

  /** @throws {TypeError} where `items` can't be iterated */
  constructor(items: unknown) {
    this.#iterator = iteratorOf(items);
  }

  /**
   * Reads items for as long as `take` wants more. After the end of `ending` nothing is taken any more; but an item that was
   * asked for may never come, so nobody should wait for this alone.
   *
   * @returns whether there may be more
   * @throws {TypeError} (rejects) for what is no item, with its number; and what reading throws
   */
  async read(
    ending: Ending,
    take: (entry: Uint8Array, payload: Uint8Array | undefined) => boolean,
  ): Promise<boolean> {
    const iterator = this.#iterator;
    let position = this.#count;
    let asks = true;
    this.#isRead = true;
    try {
      for (let goOn = true; goOn && !ending.hasEnded; position++) {
        asks = true;
        const given = iterator.next();
        let next: IteratorResult<unknown, unknown>;
        // To wait for what is there would take as long as to read it.
        if ('then' in given) {
          next = await given;
          if (ending.hasEnded) break;
        } else next = given;
        if (next.done) {
          this.#ended = true;
          return false;
        }
        asks = false;
        const { value } = next;
        goOn = take(entryOf(value, position), payloadOf(value, position));
      }
      return true;
    } catch (error) {
      // What has thrown is over; what has given something that is no item is not.
      if (asks) this.#ended = true;
      throw error;
    } finally {
      this.#isRead = false;
      this.#count = position;
    }
  }

  /**
   * Ends the reading, unless it is over. Nobody waits for an iterator that still owes an item, nor for any beyond the end of
   * `ending`: it may stall for ever.
   *
   * @throws what the iterator has to say to it (rejects)
   */
  async end(ending: Ending): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const returned = Promise.resolve(this.#iterator.return?.());
    if (this.#isRead) returned.catch(() => undefined);
    else await ending.until(returned);
  }

  /** As `end`, because of an error: what the iterator has to say must not hide that. */
  async abandon(ending: Ending): Promise<void> {
    await this.end(ending).catch(() => undefined);
  }
}

// An item of a stream. Nothing is allocated for one that is right: there may be millions.

function entryOf(item: unknown, position: number): Uint8Array {
  if (isPlain(item)) return item;
  if (item instanceof Uint8Array) return checkBytes(item, `items[${position}]`);
  if (typeof item !== 'object' || item === null) checkObject(item, `items[${position}]`);
  const { entry } = item as { readonly entry?: unknown };
  return isPlain(entry) ? entry : checkBytes(entry, `items[${position}].entry`);
}

function payloadOf(item: unknown, position: number): Uint8Array | undefined {
  if (item instanceof Uint8Array) return undefined;
  const { payload } = item as { readonly payload?: unknown };
  return isPlain(payload) ? payload : checkOptionalBytes(payload, () => `items[${position}].payload`);
}
