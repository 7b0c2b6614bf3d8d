import { setTimeout as sleep } from 'node:timers/promises';
import { GarbageError, parseAnswer, parseDeclaration, printable, quote, sequenceOf } from './answers.js';
import { HarnessError } from './errors.js';
import { openProcess } from './process-transport.js';
import { PROTOCOL_VERSION, type Answer, type Declaration, type Operation, type Profile } from './protocol.js';
import type { Ending, Listener, Transport } from './transport.js';
import { openWorker } from './worker-transport.js';

/** How an implementation is reached: a command that speaks the protocol, or the URL of an adapter module. */
export type Launch = { command: string } | { module: string };

/** What came of one request. */
export type Reply =
  | { kind: 'answer'; answer: Answer; stderr: string; milliseconds: number }
  | { kind: 'hang' | 'crash' | 'garbage'; detail: string; stderr: string; milliseconds: number };

/** An answer that doesn't stand, since another line came after it. */
export interface Overturned {
  /** The request that was answered, counted from 1; 0 where nothing had been asked yet. */
  seq: number;
  detail: string;
  stderr: string;
}

/** A request's number and what came of it, and what came to light about a request before it. */
export interface Exchange {
  seq: number;
  reply: Reply;
  overturned?: Overturned;
}

/** How often in a row a program may die before it has said what it is. */
const START_ATTEMPTS = 3;

/** How long a program may take to end after `stop`, in milliseconds. */
const STOP_MS = 2000;

/** How long standard error, a stream of its own, may come behind an answer, in milliseconds. */
const SETTLE_MS = 50;

type Incoming = { kind: 'line'; line: string } | { kind: 'hang' } | Ending;

/**
 * A conversation with one implementation. It is started when it is needed, and again after a hang, a crash or
 * garbage, so that answers never get out of step with requests.
 */
export class Session {
  readonly #launch: Launch;
  readonly #timeoutMs: number;
  readonly #startTimeoutMs: number;
  #transport: Transport | undefined;
  #declaration: Declaration | undefined;
  #seq = 0;
  /** The requests that the running implementation has answered. */
  readonly #answered = new Set<number>();
  #waiting: ((incoming: Incoming) => void) | undefined;
  /** A line that came when nothing was asked. */
  #uninvited: Overturned | undefined;
  /** The implementation ended when nothing was asked. */
  #ended: Ending | undefined;

  /**
   * @param timeoutMs how long one answer may take, in milliseconds.
   * @param startTimeoutMs how long the answer to `start` may take, in milliseconds.
   */
  constructor(launch: Launch, timeoutMs: number, startTimeoutMs: number) {
    this.#launch = launch;
    this.#timeoutMs = timeoutMs;
    this.#startTimeoutMs = startTimeoutMs;
  }

  /**
   * Starts the implementation, unless it runs, and returns what it declared.
   *
   * @throws {HarnessError} where it doesn't start, or doesn't declare itself as the protocol says.
   */
  async start(): Promise<Declaration> {
    for (let attempt = 1; ; attempt++) {
      if (this.#transport !== undefined && this.#declaration !== undefined) return this.#declaration;
      this.#open();
      const incoming = await this.#exchange(
        { cmd: 'start', protocol: PROTOCOL_VERSION },
        this.#startTimeoutMs,
      );
      const transport = this.#transport!;
      if (incoming.kind === 'line') {
        try {
          return this.#declare(parseDeclaration(incoming.line));
        } catch (error) {
          this.#close();
          if (!(error instanceof GarbageError)) throw error;
          throw new HarnessError(withStderr(error.message, transport.stderr()));
        }
      }
      this.#close();
      if (incoming.kind === 'hang') {
        const detail = `did not answer start within ${this.#startTimeoutMs / 1000} s`;
        throw new HarnessError(withStderr(detail, transport.stderr()));
      }
      // The shell's own statuses: trying again is no use.
      const final =
        'module' in this.#launch ||
        incoming.kind === 'garbage' ||
        incoming.status === 127 ||
        incoming.status === 126;
      if (final || attempt === START_ATTEMPTS) {
        throw new HarnessError(withStderr(this.#startFailure(incoming, final), transport.stderr()));
      }
    }
  }

  #startFailure({ detail, status }: Ending, final: boolean): string {
    if ('module' in this.#launch) return detail;
    if (status === 127) return 'the command was not found';
    return `${detail} before it answered start${final ? '' : `, ${START_ATTEMPTS} times in a row`}`;
  }

  /**
   * Sends one request and waits for what comes of it.
   *
   * @throws {HarnessError} where the implementation has to be started again and doesn't.
   */
  async run(op: Operation, profile: Profile, input: unknown): Promise<Exchange> {
    const overturned = this.#uninvited;
    if (overturned !== undefined) {
      this.#close();
      return { ...(await this.run(op, profile, input)), overturned };
    }
    const seq = ++this.#seq;
    if (this.#ended !== undefined) {
      // Whether it died before or after the request was sent is a matter of microseconds: the same is said.
      const detail = `${this.#ended.detail}, without being told to stop`;
      const stderr = this.#transport?.stderr() ?? '';
      this.#close();
      return { seq, reply: { kind: 'crash', detail, stderr, milliseconds: 0 } };
    }
    await this.start();
    const transport = this.#transport!;
    transport.clearStderr();
    const began = performance.now();
    const incoming = await this.#exchange({ cmd: 'run', seq, profile, op, input }, this.#timeoutMs);
    const milliseconds = performance.now() - began;
    const { late, ...reply } = this.#read(incoming, seq, op);
    const stderr = transport.stderr();
    if (reply.kind === 'answer') this.#answered.add(seq);
    else this.#close();
    if (late !== undefined) {
      // This request is asked again, of a fresh start, which has answered nothing: so not for ever.
      const again = await this.run(op, profile, input);
      return { ...again, overturned: { seq: late, detail: twice(late), stderr } };
    }
    return { seq, reply: { ...reply, stderr, milliseconds } };
  }

  /** What the running implementation wrote to standard error since the last request, some of which comes late. */
  async settledStderr(): Promise<string> {
    await sleep(SETTLE_MS);
    return this.#transport?.stderr() ?? '';
  }

  /** Tells the implementation to stop. Returns what came to light by it, and what it did wrong in stopping. */
  async finish(): Promise<{ overturned?: Overturned; note?: string }> {
    const transport = this.#transport;
    if (transport === undefined) return {};
    let note: string | undefined;
    if (this.#ended === undefined && this.#uninvited === undefined && 'command' in this.#launch) {
      const timer = setTimeout(() => this.#waiting?.({ kind: 'hang' }), STOP_MS);
      const incoming = await new Promise<Incoming>((resolve) => {
        this.#waiting = resolve;
        transport.send(JSON.stringify({ cmd: 'stop' }));
      });
      clearTimeout(timer);
      this.#waiting = undefined;
      if (incoming.kind === 'line') this.#uninvited = this.#blame(incoming.line);
      else if (incoming.kind === 'hang') note = `did not end within ${STOP_MS / 1000} s after stop`;
      else if (incoming.status !== 0)
        note = `${incoming.detail} after stop, where it should exit with status 0`;
    }
    if (this.#ended !== undefined) note = `${this.#ended.detail}, without being told to stop`;
    const overturned = this.#uninvited;
    this.#close();
    return { ...(overturned === undefined ? {} : { overturned }), ...(note === undefined ? {} : { note }) };
  }

  /** Ends a wait for an answer, so that a run can end too. What comes of the request then is of no interest. */
  interrupt(): void {
    this.#waiting?.({ kind: 'hang' });
  }

  /** Ends the implementation at once. */
  close(): void {
    this.#close();
  }

  #open(): void {
    this.#close();
    const listener: Listener = {
      onLine: (line) => {
        if (listener !== this.#listener) return;
        if (this.#waiting !== undefined) this.#waiting({ kind: 'line', line });
        else this.#uninvited ??= this.#blame(line);
      },
      onEnd: (ending) => {
        if (listener !== this.#listener) return;
        if (this.#waiting !== undefined) this.#waiting(ending);
        else if (ending.kind === 'crash') this.#ended ??= ending;
        else {
          const detail = `${ending.detail} after its answer`;
          this.#uninvited ??= { seq: this.#seq, detail, stderr: '' };
        }
      },
    };
    this.#listener = listener;
    this.#transport =
      'command' in this.#launch
        ? openProcess(this.#launch.command, listener)
        : openWorker(this.#launch.module, listener);
  }

  /** Whom to listen to: what an implementation that was ended still says is of no interest. */
  #listener: Listener | undefined;

  #close(): void {
    this.#transport?.kill();
    this.#transport = undefined;
    this.#listener = undefined;
    this.#ended = undefined;
    this.#uninvited = undefined;
    this.#answered.clear();
  }

  async #exchange(request: object, limitMs: number): Promise<Incoming> {
    let timer: NodeJS.Timeout | undefined;
    const incoming = await new Promise<Incoming>((resolve) => {
      // From the first thing that comes on nobody waits any more: a second line is uninvited.
      this.#waiting = (first) => {
        this.#waiting = undefined;
        resolve(first);
      };
      timer = setTimeout(() => this.#waiting?.({ kind: 'hang' }), limitMs);
      this.#transport!.send(JSON.stringify(request));
    });
    clearTimeout(timer);
    return incoming;
  }

  #declare(declaration: Declaration): Declaration {
    const before = this.#declaration;
    if (before !== undefined && printable(before) !== printable(declaration)) {
      this.#close();
      throw new HarnessError('declared something else when it was started again');
    }
    this.#declaration = declaration;
    return declaration;
  }

  /** What came, as a reply. `late`: it is a second answer to that request, answered before. */
  #read(
    incoming: Incoming,
    seq: number,
    op: Operation,
  ):
    | { kind: 'answer'; answer: Answer; late?: never }
    | { kind: 'hang' | 'crash' | 'garbage'; detail: string; late?: number } {
    switch (incoming.kind) {
      case 'hang':
        return { kind: 'hang', detail: `did not answer within ${this.#timeoutMs / 1000} s` };
      case 'line':
        try {
          return { kind: 'answer', answer: parseAnswer(incoming.line, seq, op) };
        } catch (error) {
          if (!(error instanceof GarbageError)) throw error;
          const late = error.seq !== undefined && this.#answered.has(error.seq) ? { late: error.seq } : {};
          return { kind: 'garbage', detail: error.message, ...late };
        }
      default:
        return { kind: incoming.kind, detail: incoming.detail };
    }
  }

  /** Which answer a line overturns that came when nothing was asked: the one that it names, else the last one. */
  #blame(line: string): Overturned {
    const stderr = this.#transport?.stderr() ?? '';
    const named = sequenceOf(line);
    // It may have come in one piece with the last answer, before that was looked at.
    if (named !== undefined && named > 0 && (this.#answered.has(named) || named === this.#seq)) {
      return { seq: named, detail: twice(named), stderr };
    }
    return { seq: this.#seq, detail: `wrote a line that nobody asked for: ${quote(line)}`, stderr };
  }
}

const twice = (seq: number): string => `answered request ${seq} twice`;

function withStderr(message: string, stderr: string): string {
  return stderr.trim() === '' ? message : `${message}\nstandard error:\n${stderr.trimEnd()}`;
}
