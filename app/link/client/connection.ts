/**
 * One worker's life on the page: calls with time-outs, a heartbeat, and its death, which happens
 * once and fails every call that was still open. Comlink itself never fails a call to a dead worker.
 */
import { wrap } from 'comlink';
import type { Endpoint, Remote } from 'comlink';
import { PING } from '../calls.ts';
import type { Call } from '../calls.ts';
import { deadline } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { PING_EVERY_MS, RUN_STALL_MS } from '../limits.ts';
import { whyMissing } from '../parts.ts';
import type { Handover, LinkApi, Progress } from '../protocol.ts';

/** What of a Worker is used; tests bring their own. */
export interface WorkerLike extends Endpoint {
  terminate(): void;
}

/**
 * Why a worker is dead: a call took too long, no heartbeat, an `error` or `messageerror` event, a
 * call threw (a broken invariant of the engine), an answer made no sense, or somebody asked for it.
 */
export type DeathReason =
  'timeout' | 'heartbeat' | 'error' | 'messageerror' | 'crash' | 'bad-reply' | 'user';

export interface Death {
  readonly reason: DeathReason;
  /** For the curious and for bug reports; English. */
  readonly detail: string;
}

/** How every open call of a worker ends when it dies. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
  readonly death: Death;
  constructor(death: Death) {
    super(`the worker died (${death.reason}): ${death.detail}`);
    this.death = death;
  }
}

interface Open {
  readonly sliced: boolean;
  readonly reject: (error: Error) => void;
  readonly callOff: () => void;
}

export class Connection {
  readonly #worker: WorkerLike;
  readonly #api: Remote<LinkApi>;
  readonly #clock: Clock;
  readonly #onHandover: (handover: Handover) => void;
  readonly #onDeath: (death: Death) => void;
  readonly #open = new Set<Open>();
  #death: Death | undefined;
  #nextBeat: (() => void) | undefined;
  /** The last progress a heartbeat brought, and when it first did. */
  #stalled: { readonly mark: string; readonly since: number } | undefined;

  constructor(
    worker: WorkerLike,
    clock: Clock,
    onHandover: (handover: Handover) => void,
    onDeath: (death: Death) => void,
  ) {
    this.#worker = worker;
    this.#clock = clock;
    this.#onHandover = onHandover;
    this.#onDeath = onDeath;
    worker.addEventListener('error', this.#onError);
    worker.addEventListener('messageerror', this.#onMessageError);
    this.#api = wrap<LinkApi>(worker);
  }

  /** Ask and wait. Rejects with WorkerDied, or with what the worker threw. */
  call<T>(call: Call<T>): Promise<T> {
    if (this.#death !== undefined) return Promise.reject(new WorkerDied(this.#death));
    return new Promise<T>((resolve, reject) => {
      const { name, limitMs, whenLate = 'timeout' } = call;
      const callOff =
        limitMs === 'sliced'
          ? () => undefined
          : deadline(this.#clock, limitMs, () =>
              this.die(whenLate, `${name}: no answer in ${limitMs} ms`),
            );
      const open: Open = { sliced: limitMs === 'sliced', reject, callOff };
      this.#open.add(open);
      call.send(this.#api).then(
        (reply) => {
          if (this.#close(open) && this.#accept(call, reply, reject)) resolve(reply as T);
        },
        (error: unknown) => {
          if (!this.#close(open)) return;
          if (call.fatal && !whyMissing(error)) this.die('crash', `${name}: ${String(error)}`);
          reject(this.#death === undefined ? asError(error) : new WorkerDied(this.#death));
        },
      );
    });
  }

  /** Begin to listen for the heart. */
  listen(): void {
    this.#nextBeat = this.#clock.after(PING_EVERY_MS, () => void this.#beat());
  }

  /** End the worker. Every open call fails; only the first death counts. */
  die(reason: DeathReason, detail: string): void {
    if (this.#death !== undefined) return;
    const death = { reason, detail };
    this.#death = death;
    this.#nextBeat?.();
    this.#worker.removeEventListener('error', this.#onError);
    this.#worker.removeEventListener('messageerror', this.#onMessageError);
    this.#worker.terminate();
    this.#onDeath(death);
    for (const open of this.#open) {
      open.callOff();
      open.reject(new WorkerDied(death));
    }
    this.#open.clear();
  }

  readonly #onError = (event: Event): void => {
    this.die('error', 'message' in event ? String(event.message) : 'the worker did not load');
  };

  readonly #onMessageError = (): void => {
    this.die('messageerror', 'an answer could not be read');
  };

  /** False when the call is not open any more. */
  #close(open: Open): boolean {
    open.callOff();
    return this.#open.delete(open);
  }

  /** Check an answer and take in the columns that came with it; a bad one is fatal. */
  #accept<T>(call: Call<T>, reply: unknown, reject: (error: Error) => void): boolean {
    let detail = 'unexpected answer';
    try {
      if (call.check(reply)) {
        if (call.carries) this.#onHandover(reply as Handover);
        return true;
      }
    } catch (error) {
      detail = String(error);
    }
    this.die('bad-reply', `${call.name}: ${detail}`);
    reject(new WorkerDied(this.#death as Death));
    return false;
  }

  /** Ask for a sign of life, unless an answer in one piece is awaited (its time-out judges) or nobody looks. */
  async #beat(): Promise<void> {
    const calls = [...this.#open];
    const judged = calls.some((open) => !open.sliced);
    const wanted = calls.length > 0 || this.#clock.visible();
    try {
      if (!judged && wanted) this.#watch(await this.call(PING));
    } catch {
      return; // Dead: whoever had a call open knows, and so does onDeath.
    }
    if (this.#death === undefined) this.listen();
  }

  /** A run must get on, too. */
  #watch(progress: Progress | undefined): void {
    if (progress === undefined) {
      this.#stalled = undefined;
      return;
    }
    const mark = `${progress.run} ${progress.index} ${progress.done}`;
    const now = this.#clock.now();
    if (this.#stalled?.mark !== mark) this.#stalled = { mark, since: now };
    else if (now - this.#stalled.since >= RUN_STALL_MS) {
      this.die('timeout', `run: nothing done in ${RUN_STALL_MS} ms`);
    }
  }
}

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
