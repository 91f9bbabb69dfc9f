/**
 * The systems that are there: those of a list, as far as their code was fetched. Everything that a
 * machine does with systems goes through here.
 */
import { Board } from '../board/board.ts';
import { planBoot, type BootPlan } from '../board/boot.ts';
import type { HandleUse, HandleUses } from '../board/handles.ts';
import type { Recorder, Sink } from '../board/recorder.ts';
import type { Command, HandleKind, Refusal, Result, SystemId } from '../contract/command.ts';
import type { BoardProfile } from '../contract/profile.ts';
import type { OpId } from '../contract/units.ts';
import type { AnyEntry, AnyLiveSystem, AnySystem } from './contract.ts';

/** A handler of any command, for tables. */
type Answer<R> = (board: Board, command: Command, op: OpId, sink: Recorder) => R;
type Table<T> = Readonly<Record<string, T | undefined>>;

/** Systems stand in the order of the list, whatever was fetched first. */
export class LoadedSystems implements HandleUses {
  readonly entries: readonly AnyEntry[];
  readonly #whole = new Map<SystemId, AnySystem>();
  #live: readonly AnyLiveSystem[] = [];
  /** Of these, those that have something to do at every look. */
  #following: readonly AnyLiveSystem[] = [];
  #counting: readonly AnyLiveSystem[] = [];
  /** By the kind of the command. */
  readonly #handlers = new Map<string, Answer<Result>>();
  readonly #interceptors = new Map<string, Answer<Result | undefined>[]>();
  /** By the kind of the handle. */
  readonly #uses = new Map<string, HandleUse>();

  /** `entries`: every system there may be, in order. */
  constructor(entries: readonly AnyEntry[]) {
    this.entries = entries;
    this.#index();
  }

  /** A system was fetched. */
  add(system: AnySystem): void {
    this.#whole.set(system.id, system);
    this.#index();
  }
  /** Whether all of the system is there. */
  has(id: SystemId): boolean {
    return this.#whole.has(id);
  }
  /** Tables by kind are made anew from the systems that are there. */
  #index(): void {
    this.#live = this.entries.flatMap(({ id, live }) => this.#whole.get(id) ?? live ?? []);
    this.#following = this.#live.filter(({ follow }) => follow !== undefined);
    this.#counting = this.#live.filter(({ count }) => count !== undefined);
    this.#interceptors.clear();
    for (const { exec, handles, intercepts } of this.#live) {
      for (const [kind, handler] of Object.entries(exec as Table<Answer<Result>>))
        this.#handlers.set(kind, handler!);
      for (const [kind, use] of Object.entries(handles as Table<HandleUse>))
        this.#uses.set(kind, use!);
      for (const [kind, look] of Object.entries((intercepts ?? {}) as Table<Answer<undefined>>))
        this.#interceptors.set(kind, [...(this.#interceptors.get(kind) ?? []), look!]);
    }
  }

  /** Those whose code is there, in order. */
  get live(): readonly AnyLiveSystem[] {
    return this.#live;
  }
  /** Bring the columns of a board up to what its systems hold now. */
  follow(board: Board): void {
    for (const system of this.#following) system.follow!(board);
  }
  /** Write what systems count into the header of its columns. */
  count(board: Board, header: Float64Array): void {
    for (const system of this.#counting) system.count!(board, header);
  }
  /** All of each system that may have anything on a board; throws if one was not fetched. */
  get whole(): readonly AnySystem[] {
    return this.entries.flatMap(({ id, live }) =>
      live ? this.#all(id) : (this.#whole.get(id) ?? []),
    );
  }
  #all(id: SystemId): AnySystem {
    const system = this.#whole.get(id);
    if (!system) throw new Error(`${id} was not fetched`);
    return system;
  }

  /** How handles of a kind are made and given back; throws if no system has them. */
  useOf(kind: HandleKind): HandleUse {
    const use = this.#uses.get(kind);
    if (!use) throw new Error(`no system has handles of kind ${kind}`);
    return use;
  }

  /** Boot a board: its regions, then its systems, as the kernel brings them up. */
  boot(profile: BoardProfile, sink: Sink): Board | Refusal {
    const plan = planBoot(profile, sink);
    if ('why' in plan) return plan;
    const board = this.bare(profile, plan);
    if ('why' in board) return board;
    for (const system of this.#live) system.initcall?.(board, sink);
    return board;
  }
  /** A board as it is before anything happened in it. */
  bare(profile: BoardProfile, plan: BootPlan): Board | Refusal {
    const board = Board.bare(profile, plan, this);
    if ('why' in board) return board;
    for (const { id, onBoard } of this.entries) if (onBoard(profile)) this.#all(id);
    for (const system of this.#live)
      Object.assign(board.parts, { [system.id]: system.boot(board) });
    return board;
  }

  /** The answer of a system to its command. */
  exec(board: Board, command: Command, op: OpId, sink: Recorder): Result {
    const { kind } = command;
    for (const look of this.#interceptors.get(kind) ?? []) {
      const answer = look(board, command, op, sink);
      if (answer) return answer;
    }
    const handler = this.#handlers.get(kind);
    if (handler) return handler(board, command, op, sink);
    const entry = this.entries.find(({ later }) => later?.test(kind));
    if (!entry?.absent) throw new Error(`${entry?.id ?? kind} was not fetched`);
    return entry.absent(board);
  }
}
