/**
 * The page's side of the link. It queues commands, keeps the journal of those executed, and holds
 * the newest frame. When the worker dies it starts another, replays the journal and says what was
 * lost: at most the command under way. What was still to come goes to the new worker; if none stays
 * alive, it waits until somebody asks for another. Whatever happens, the journal is here.
 */
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import type { MachineState } from '../../../engine/machine/machine.ts';
import { bytesCall, HANDLES, PATHS, PING, runCall, seekCall, STATE, STOP } from '../calls.ts';
import type { Call } from '../calls.ts';
import { pageClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { WorkerDied } from './connection.ts';
import type { Connection, Death, DeathReason, WorkerLike } from './connection.ts';
import { fateOf, inflightOf } from './fate.ts';
import type { Inflight } from './fate.ts';
import type { LinkFrame } from '../frames/frames.ts';
import { Journal } from '../journal.ts';
import { CONNECT_ATTEMPTS, RUN_CALL_COMMANDS } from '../limits.ts';
import { whyMissing } from '../parts.ts';
import { Listeners } from './listeners.ts';
import { RunGathering } from './result.ts';
import type { RunEnd, RunOptions, RunResult } from './result.ts';
import { revive } from './revive.ts';
import { FrameSource } from './source.ts';
import { spawnWorker } from './spawn.ts';
import { watchRun } from './watch.ts';

export type Status = 'closed' | 'opening' | 'ready' | 'restarting' | 'failed';

/** A worker took another's place. */
export interface Restart {
  readonly reason: DeathReason;
  readonly detail: string;
  /** Commands of the journal that were repeated. */
  readonly replayed: number;
  /** Commands that were under way and are not repeated: see fate.ts. */
  readonly lost: readonly Command[];
}

/** Why the link does not even try: not open, no worker stays alive, or the journal is full. */
export class LinkRefused extends Error {
  override readonly name = 'LinkRefused';
  readonly why: 'closed' | 'failed' | 'journal-full';
  constructor(why: 'closed' | 'failed' | 'journal-full') {
    super(`the link refused: ${why}`);
    this.why = why;
  }
}

export interface ClientOptions {
  readonly spawn?: () => WorkerLike;
  readonly clock?: Clock;
  /** Use shared memory; if not given, wherever the page may. */
  readonly shared?: boolean;
}

const pageMayShare = (): boolean =>
  globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function';

export class LinkClient {
  readonly #spawn: () => WorkerLike;
  readonly #clock: Clock;
  readonly #mayShare: boolean;
  readonly #journal = new Journal();
  readonly #onFrame = new Listeners<void>();
  readonly #onStatus = new Listeners<Status>();
  readonly #onRestart = new Listeners<Restart>();
  #status: Status = 'closed';
  #failure: Death | undefined;
  /** The worker that commands go to, once it is open and up to date. */
  #connection: Connection | undefined;
  /** A worker that is not up to date yet. */
  #candidate: Connection | undefined;
  #source = new FrameSource();
  #inflight: Inflight | undefined;
  /** While a worker is brought to where the journal ends. */
  #recovery: Promise<void> | undefined;
  /** While no worker is alive: commands of the journal with an outcome that the page was told. */
  #told: number | undefined;
  /** Outcomes of the others, once a worker repeated them. */
  #untold: readonly Outcome[] = [];
  /** Lost over workers since one was alive. */
  #lost: readonly Command[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #lastRun = 0;
  /** Where the seeks that wait shall go. */
  #target: number | undefined;
  #disposed = false;

  constructor(options: ClientOptions = {}) {
    this.#spawn = options.spawn ?? spawnWorker;
    this.#clock = options.clock ?? pageClock;
    this.#mayShare = options.shared ?? pageMayShare();
  }

  get status(): Status {
    return this.#status;
  }

  /** What the last worker died of, while the status is `failed`. */
  get failure(): Death | undefined {
    return this.#failure;
  }

  /** Frames come through shared memory; else they are copied. Known once open. */
  get isolated(): boolean {
    return this.#source.shared;
  }

  /** Every command executed, as it must be repeated; see journal.ts. */
  get journal(): readonly Command[] {
    return this.#journal.commands;
  }

  /** Something newer than the last frame is there. Every listener answers how to stop listening. */
  onFrame(listener: () => void): () => void {
    return this.#onFrame.add(listener);
  }

  onStatus(listener: (status: Status) => void): () => void {
    return this.#onStatus.add(listener);
  }

  onRestart(listener: (restart: Restart) => void): () => void {
    return this.#onRestart.add(listener);
  }

  /** Start the worker. Rejects with LinkRefused when none stays alive. */
  async open(): Promise<void> {
    if (this.#disposed) throw new LinkRefused('closed');
    if (this.#status === 'closed') {
      this.#become('opening');
      this.#recovery = this.#recover();
    }
    await this.#ready();
  }

  /** End the worker and every call. The journal stays. */
  dispose(): void {
    this.#disposed = true;
    const ending = [this.#connection, this.#candidate];
    this.#connection = this.#candidate = undefined;
    for (const connection of ending) connection?.die('user', 'the link was closed');
    this.#become('closed');
  }

  /** The newest frame; it stands still until the next call. For the one owner of the animation frame. */
  frame(): LinkFrame | undefined {
    return this.#source.frame();
  }

  /** Execute commands after those already given; see RunResult for how it may end. */
  run(commands: readonly Command[], options: RunOptions = {}): Promise<RunResult> {
    return this.#next((connection) => this.#run(connection, commands, options), options.patient);
  }

  /** Forget what lies beyond the position, although nothing is executed there: the worker will with the next command. */
  readonly cut = (): void => this.#journal.cut();

  /** Operations executed, and those after which the machine stands. */
  get length(): number {
    return this.#journal.ops;
  }
  get position(): number {
    return this.#journal.position;
  }

  /**
   * Go to where the machine stood after so many operations; the commands beyond stay until another is
   * executed there. Of several that wait only the last is done; resolves with where the machine stands.
   * Patient: where no worker stays alive, wait for one. Rejects with WorkerDied when two died over it.
   */
  seek(position: number, patient = false): Promise<number> {
    this.#target = position;
    return this.#next(async (connection) => {
      const target = this.#target;
      if (target === undefined) return this.position;
      this.#target = undefined;
      const { position: at } = await this.#twice(connection, seekCall(target));
      this.#journal.moveTo(at);
      this.#announce();
      return at;
    }, patient);
  }
  /** If the worker dies over a call, the next one is asked. */
  async #twice<T>(connection: Connection, call: Call<T>): Promise<T> {
    try {
      return await connection.call(call);
    } catch (error) {
      const next = error instanceof WorkerDied ? await this.#survivor() : undefined;
      if (next === undefined) throw error;
      return next.call(call);
    }
  }

  /** The state after all commands given so far. */
  state(): Promise<MachineState> {
    return this.#next((connection) => connection.call(STATE));
  }

  readonly paths = async (): Promise<readonly string[]> => (await this.#ready()).call(PATHS);
  readonly handles = async (): Promise<readonly string[]> => (await this.#ready()).call(HANDLES);

  /** Bytes of physical memory as they are now; undefined where they are not modelled. */
  async bytes(phys: number, length: number): Promise<Uint8Array | undefined> {
    return (await this.#ready()).call(bytesCall(phys, length));
  }

  /** A call that only reads, whose code comes later than this. */
  async ask<T>(call: Call<T>): Promise<T> {
    return (await this.#ready()).call(call);
  }

  /** The empty call. */
  async ping(): Promise<void> {
    await (await this.#ready()).call(PING);
  }

  /**
   * Put a new worker in place of this one and replay the journal; a command under way is lost.
   * Also the way out of `failed`. Rejects with LinkRefused when no worker stays alive.
   */
  async restart(): Promise<void> {
    if (this.#connection !== undefined) {
      this.#connection.die('user', 'a restart was asked for');
    } else if (this.#status === 'failed') {
      this.#revive({ reason: 'user', detail: 'a restart was asked for' });
    }
    await this.#ready();
  }

  #become(status: Status): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#onStatus.tell(status);
  }

  #announce(): void {
    if (this.#source.fresh) this.#onFrame.tell();
  }

  /** The worker to go to, now or after a restart. */
  async #ready(): Promise<Connection> {
    while (this.#recovery !== undefined) await this.#recovery;
    if (this.#connection === undefined) {
      throw new LinkRefused(this.#status === 'failed' ? 'failed' : 'closed');
    }
    return this.#connection;
  }

  /** As #ready, however long it takes; undefined: the link was closed, or the signal said so while none is alive. */
  async #survivor(signal?: AbortSignal): Promise<Connection | undefined> {
    for (;;) {
      while (this.#recovery !== undefined) await this.#recovery;
      if (this.#connection !== undefined) return this.#connection;
      if (this.#status !== 'failed' || signal?.aborted === true) return undefined;
      await this.#statusOr(signal);
    }
  }
  /** Settles with the next change of the status, or when the signal speaks. */
  #statusOr(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        leave();
        signal?.removeEventListener('abort', settle);
        resolve();
      };
      const leave = this.#onStatus.add(settle);
      signal?.addEventListener('abort', settle);
    });
  }

  /** Work in its turn: one command or run at a time. */
  #next<T>(work: (connection: Connection) => Promise<T>, patient = false): Promise<T> {
    const turn = this.#queue.then(async () => {
      const patiently = patient ? await this.#survivor() : undefined;
      return work(patiently ?? (await this.#ready()));
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #reserve(commands: readonly Command[]): void {
    if (!this.#journal.fits(commands)) throw new LinkRefused('journal-full');
  }

  async #mutate<T>(connection: Connection, inflight: Inflight, call: Call<T>): Promise<T> {
    // What lay beyond the position is over with the first command executed there.
    this.#journal.cut();
    this.#inflight = inflight;
    try {
      return await connection.call(call);
    } finally {
      this.#inflight = undefined;
    }
  }

  async #run(
    connection: Connection,
    commands: readonly Command[],
    options: RunOptions,
  ): Promise<RunResult> {
    this.#reserve(commands);
    const { signal } = options;
    const gathering = new RunGathering(commands, options);
    let death: Death | undefined;
    try {
      for (let on: Connection | undefined = connection; on !== undefined;) {
        const end = await this.#runOn(on, commands, gathering, signal);
        if (typeof end === 'string') return gathering.result(end, death);
        death = end.death;
        on = await this.#goesOn(end.inflight, gathering, signal);
      }
      return gathering.result(signal?.aborted === true ? 'stopped' : 'died', death);
    } finally {
      gathering.tell();
    }
  }

  /** As far as this worker lives: how the run ended, or what the worker died of and what it had then. */
  async #runOn(
    connection: Connection,
    commands: readonly Command[],
    gathering: RunGathering,
    signal: AbortSignal | undefined,
  ): Promise<RunEnd | { death: Death; inflight: Inflight | undefined }> {
    const stop = (): void => void connection.call(STOP).catch(() => undefined);
    signal?.addEventListener('abort', stop);
    const unwatch = this.#watch(connection, gathering);
    let inflight: Inflight | undefined;
    try {
      while (gathering.next < commands.length) {
        if (signal?.aborted === true) return 'stopped';
        const some = this.#some(commands, gathering);
        inflight = inflightOf(some, ++this.#lastRun, gathering.alone > 0);
        if (await this.#runSome(connection, inflight, gathering)) return 'stopped';
      }
      return 'done';
    } catch (error) {
      const why = whyMissing(error);
      if (why) return why;
      if (!(error instanceof WorkerDied)) throw error;
      return { death: error.death, inflight };
    } finally {
      unwatch();
      signal?.removeEventListener('abort', stop);
    }
  }

  #some(commands: readonly Command[], { next, alone }: RunGathering): readonly Command[] {
    return commands.slice(next, next + (alone > 0 ? 1 : RUN_CALL_COMMANDS));
  }

  /** One call of a run; true when the worker was told to stop over it. */
  async #runSome(
    connection: Connection,
    inflight: Inflight,
    gathering: RunGathering,
  ): Promise<boolean> {
    const { commands, run } = inflight;
    const reply = await this.#mutate(connection, inflight, runCall(commands, run));
    reply.outcomes.forEach((outcome, index) => {
      this.#journal.add(commands[index]!, outcome);
    });
    gathering.add(reply.outcomes);
    this.#announce();
    return reply.ended === 'stopped';
  }

  /** The worker that goes on with a run; undefined: there is none, and nobody waits for it any longer. */
  async #goesOn(
    inflight: Inflight | undefined,
    gathering: RunGathering,
    signal: AbortSignal | undefined,
  ): Promise<Connection | undefined> {
    const next = await this.#survivor(signal);
    const { lost, alone } = inflight?.fate ?? { lost: false, alone: 0 };
    gathering.add(this.#untold);
    this.#untold = [];
    gathering.alone = alone;
    if (lost) gathering.lose();
    // What nobody was told of is as if it had not been executed.
    if (next === undefined && this.#told !== undefined) this.#journal.keep(this.#told);
    return next;
  }

  #watch(connection: Connection, gathering: RunGathering): () => void {
    return watchRun(this.#clock, connection, this.#source, (progress) => {
      const inflight = this.#inflight;
      if (inflight !== undefined && progress !== undefined && progress.run === inflight.run) {
        inflight.progress = progress;
        gathering.tell(progress);
      }
      this.#announce();
    });
  }

  /** The worker that commands went to is dead. */
  #died(death: Death): void {
    this.#told ??= this.journal.length;
    const inflight = this.#inflight;
    if (inflight !== undefined) {
      const fate = fateOf(inflight, death, this.#source.progress ?? inflight.progress);
      inflight.fate = fate;
      for (const command of inflight.commands.slice(0, fate.done)) this.#journal.push(command);
      if (fate.lost) this.#lost = [...this.#lost, inflight.commands[fate.done]!];
    }
    this.#inflight = undefined;
    this.#connection = undefined;
    this.#revive(death);
  }

  #revive(death: Death): void {
    this.#become('restarting');
    this.#recovery = this.#recover(() => {
      const lost = this.#lost;
      this.#lost = [];
      this.#onRestart.tell({ ...death, replayed: this.journal.length, lost });
    });
  }

  /** Bring a worker to where the journal ends. Never rejects: without a worker the status is `failed`. */
  async #recover(onSuccess?: () => void): Promise<void> {
    for (let attempt = 1; attempt <= CONNECT_ATTEMPTS && !this.#disposed; attempt++) {
      try {
        this.#untold = await this.#attempt(this.#told ?? 0);
        break;
      } catch (error) {
        this.#failure = asDeath(error);
      }
    }
    this.#recovery = undefined;
    if (this.#disposed) return;
    if (this.#connection === undefined) {
      this.#become('failed');
      return;
    }
    this.#told = this.#failure = undefined;
    this.#become('ready');
    onSuccess?.();
    this.#announce();
  }

  async #attempt(known: number): Promise<readonly Outcome[]> {
    const { connection, source, outcomes } = await revive(
      { spawn: this.#spawn, clock: this.#clock, shared: this.#mayShare },
      { commands: this.journal, position: this.#journal.position },
      known,
      {
        onSpawn: (candidate) => (this.#candidate = candidate),
        onDeath: (dead, death) => {
          if (dead === this.#connection) this.#died(death);
        },
        nextRun: () => ++this.#lastRun,
      },
    );
    this.#candidate = undefined;
    this.#connection = connection;
    this.#source = source;
    return outcomes;
  }
}

const asDeath = (error: unknown): Death =>
  error instanceof WorkerDied ? error.death : { reason: 'crash', detail: String(error) };
