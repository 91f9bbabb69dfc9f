/**
 * The page's side of the link. It queues commands, keeps the journal of those executed, and holds
 * the newest frame. When the worker dies it starts another, replays the journal and says what was
 * lost: at most the command under way. Whatever happens, the journal is here.
 */
import { stepsOf } from '../../engine/journal/steps.ts';
import type { Command, Outcome } from '../../engine/command.ts';
import type { MachineState } from '../../engine/machine.ts';
import {
  bytesCall,
  execCall,
  HANDLES,
  PATHS,
  PING,
  runCall,
  seekCall,
  STATE,
  STOP,
} from './calls.ts';
import type { Call } from './calls.ts';
import { pageClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { WorkerDied } from './connection.ts';
import type { Connection, Death, DeathReason, WorkerLike } from './connection.ts';
import type { Frame } from './frames.ts';
import { Journal } from './journal.ts';
import { CONNECT_ATTEMPTS, EXEC_OPS, RUN_CALL_COMMANDS } from './limits.ts';
import { Listeners } from './listeners.ts';
import type { Progress } from './protocol.ts';
import { RunGathering } from './result.ts';
import type { RunOptions, RunResult } from './result.ts';
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
  /** Commands that were under way and not repeated. */
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

/** Commands that the worker has and that are not in the journal yet. */
interface Inflight {
  readonly commands: readonly Command[];
  /** Of a run, to tell its progress from that of others; 0 for exec. */
  readonly run: number;
  progress: Progress | undefined;
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
  /** While there is no worker to go to: settles with the outcomes it had to repeat to know. */
  #recovery: Promise<readonly Outcome[]> | undefined;
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
      this.#recovery = this.#recover(0);
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
  frame(): Frame | undefined {
    return this.#source.frame();
  }

  /**
   * Execute one command behind those already given. The frame that shows it is there when this
   * resolves. Rejects with WorkerDied when the worker died over it, and then it had no effect.
   */
  async exec(command: Command): Promise<Outcome> {
    if (stepsOf(command) > EXEC_OPS) return this.#execLong(command);
    return this.#next(async (connection) => {
      this.#reserve([command]);
      const { outcome } = await this.#mutate(connection, [command], 0, execCall(command));
      this.#journal.add(command, outcome);
      this.#announce();
      return outcome;
    });
  }

  /** Execute many commands, or long ones, behind those already given; see RunResult for how it may end. */
  run(commands: readonly Command[], options: RunOptions = {}): Promise<RunResult> {
    return this.#next((connection) => this.#run(connection, commands, options));
  }

  /** Operations executed, and those behind which the machine stands. */
  get length(): number {
    return this.#journal.ops;
  }
  get position(): number {
    return this.#journal.position;
  }

  /**
   * Go to where the machine stood behind so many operations; the commands beyond stay until another is
   * executed there. Of several that wait only the last is done; resolves with where the machine stands.
   */
  seek(position: number): Promise<number> {
    this.#target = position;
    return this.#next(async (connection) => {
      const target = this.#target;
      if (target === undefined) return this.position;
      this.#target = undefined;
      const { position: at } = await connection.call(seekCall(target));
      this.#journal.moveTo(at);
      this.#announce();
      return at;
    });
  }

  /** The state behind all commands given so far. */
  state(): Promise<MachineState> {
    return this.#next((connection) => connection.call(STATE));
  }

  async paths(): Promise<readonly string[]> {
    return (await this.#ready()).call(PATHS);
  }

  async handles(): Promise<readonly string[]> {
    return (await this.#ready()).call(HANDLES);
  }

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
      this.#revive({ reason: 'user', detail: 'a restart was asked for' }, [], this.journal.length);
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

  /** The worker to go to, now or behind a restart. */
  async #ready(): Promise<Connection> {
    while (this.#recovery !== undefined) await this.#recovery;
    if (this.#connection === undefined) {
      throw new LinkRefused(this.#status === 'failed' ? 'failed' : 'closed');
    }
    return this.#connection;
  }

  /** Work in its turn: one command or run at a time. */
  #next<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => work(await this.#ready()));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #reserve(commands: readonly Command[]): void {
    if (!this.#journal.fits(commands)) throw new LinkRefused('journal-full');
  }

  async #mutate<T>(
    connection: Connection,
    commands: readonly Command[],
    run: number,
    call: Call<T>,
  ): Promise<T> {
    // What lay beyond the position is over with the first command executed there.
    this.#journal.cut();
    this.#inflight = { commands, run, progress: undefined };
    const reply = await connection.call(call);
    this.#inflight = undefined;
    return reply;
  }

  async #execLong(command: Command): Promise<Outcome> {
    const { outcomes, death } = await this.run([command]);
    // Nobody can stop it: without an outcome it died.
    if (outcomes[0] === undefined) throw new WorkerDied(death!);
    return outcomes[0];
  }

  async #run(
    connection: Connection,
    commands: readonly Command[],
    options: RunOptions,
  ): Promise<RunResult> {
    this.#reserve(commands);
    const { signal } = options;
    const gathering = new RunGathering(commands, options);
    const stop = (): void => void connection.call(STOP).catch(() => undefined);
    signal?.addEventListener('abort', stop);
    const unwatch = this.#watch(connection, gathering);
    try {
      while (gathering.executed < commands.length) {
        if (signal?.aborted === true || (await this.#runSome(connection, commands, gathering))) {
          return gathering.result('stopped');
        }
      }
      return gathering.result('done');
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      gathering.add((await this.#recovery) ?? []);
      return gathering.result('died', error.death);
    } finally {
      unwatch();
      signal?.removeEventListener('abort', stop);
      gathering.tell();
    }
  }

  /** One call of a run; true when the worker was told to stop over it. */
  async #runSome(
    connection: Connection,
    commands: readonly Command[],
    gathering: RunGathering,
  ): Promise<boolean> {
    const first = gathering.executed;
    const some = commands.slice(first, first + RUN_CALL_COMMANDS);
    const run = ++this.#lastRun;
    const reply = await this.#mutate(connection, some, run, runCall(some, run));
    reply.outcomes.forEach((outcome, index) => {
      this.#journal.add(some[index]!, outcome);
    });
    gathering.add(reply.outcomes);
    this.#announce();
    return reply.ended === 'stopped';
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
    const commands = this.#inflight?.commands ?? [];
    const done = this.#doneInflight();
    const known = this.journal.length;
    for (const command of commands.slice(0, done)) this.#journal.push(command);
    this.#inflight = undefined;
    this.#connection = undefined;
    this.#revive(death, commands.slice(done, done + 1), known);
  }

  /** Commands under way that are certainly complete: as shared memory says, or the last answer that told. */
  #doneInflight(): number {
    const inflight = this.#inflight;
    const progress = this.#source.progress ?? inflight?.progress;
    const told = inflight !== undefined && inflight.run > 0 && progress?.run === inflight.run;
    return told ? Math.min(progress.index, inflight.commands.length) : 0;
  }

  #revive(death: Death, lost: readonly Command[], known: number): void {
    this.#become('restarting');
    this.#recovery = this.#recover(known, () => {
      this.#onRestart.tell({ ...death, replayed: this.journal.length, lost });
    });
  }

  /**
   * Bring a worker to where the journal ends. Answers the outcomes of its commands from `known` on;
   * the page was never told these. Never rejects: without a worker the status is `failed`.
   */
  async #recover(known: number, onSuccess?: () => void): Promise<readonly Outcome[]> {
    let outcomes: readonly Outcome[] = [];
    for (let attempt = 1; attempt <= CONNECT_ATTEMPTS && !this.#disposed; attempt++) {
      try {
        outcomes = await this.#attempt(known);
        break;
      } catch (error) {
        this.#failure = asDeath(error);
      }
    }
    this.#recovery = undefined;
    if (this.#disposed) return [];
    if (this.#connection === undefined) {
      this.#become('failed');
      return [];
    }
    this.#failure = undefined;
    this.#become('ready');
    onSuccess?.();
    this.#announce();
    return outcomes;
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
