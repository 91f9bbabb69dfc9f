/**
 * What a system is: one folder that fills in one object of this type. Machine, checkpoint, weight, state,
 * digest, files and handles loop over the list of systems (index.ts) and name none of them; a part that a
 * system has not got is written down as `undefined`, so that leaving one out is a type error.
 */
import type { Board } from '../board/board.ts';
import type { HandleUse } from '../board/handles.ts';
import type { Held } from '../board/part.ts';
import type { Recorder, Sink } from '../board/recorder.ts';
import type { BoardTree } from '../board/tree.ts';
import type { Command, CommandOf, Protocols, Result, SystemId } from '../contract/command.ts';
import type { RoomSink } from '../verdict/room.ts';
import type { BoardProfile } from '../contract/profile.ts';
import type { MachineState } from '../saved/machine-state.ts';
import type { Bytes, OpId, PhysAddr } from '../contract/units.ts';

/** Answers one command. `op` is the number of the operation, `sink` takes what it prints and reports. */
export type Handler<C extends Command> = (
  board: Board,
  command: C,
  op: OpId,
  sink: Recorder,
) => Result;
/** A handler for each command of a system. */
export type Handlers<S extends SystemId> = {
  readonly [K in Protocols[S]['command']['kind']]: Handler<CommandOf<K>>;
};
/** Handlers that may leave a command to whoever it belongs to, by answering undefined. */
export type Interceptors = {
  readonly [K in Command['kind']]?: (
    board: Board,
    command: CommandOf<K>,
    op: OpId,
    sink: Recorder,
  ) => Result | undefined;
};

/**
 * A fact that makes two machines differ although no state shows it. Facts enter the digest in the order
 * of `place`, which no other fact has and which never changes: a new fact takes the next free place.
 */
export interface HiddenFact {
  readonly place: number;
  readonly name: string;
  /** Plain data; undefined: nothing to say. */
  readonly value: unknown;
}

/** What a machine needs of a system as long as nobody looks at all of its state. */
export interface LiveSystem<S extends SystemId = SystemId> {
  readonly id: S;
  /** What a board holds of the system from its boot on; undefined: nothing, or nothing before its first call. */
  boot(board: Board): Held[S]['part'] | undefined;
  /** What the kernel does with the system while it boots. A board that is restored is past that. */
  readonly initcall: ((board: Board, sink: Sink) => void) | undefined;
  /** Its commands; those that are missing need the whole system. */
  readonly exec: Partial<Handlers<S>>;
  /** Commands of others that it looks at first. */
  readonly intercepts: Interceptors | undefined;
  /** How handles of each of its kinds are made and given back. */
  readonly handles: { readonly [K in Protocols[S]['handle']]: HandleUse };
  /** Bring its columns up to date; the board may be given others with more room. */
  readonly follow: ((board: Board) => void) | undefined;
  /** Write its counters into the header column. */
  readonly count: ((board: Board, header: Float64Array) => void) | undefined;
  /** The bytes at a physical address as far as it keeps them; undefined: none of its own. */
  bytes(board: Board, phys: PhysAddr, length: Bytes): Uint8Array | undefined;
  /** Tell the room there is on a board without a CMA region; undefined: it manages no memory of its own. */
  readonly room: ((board: Board, sink: RoomSink) => void) | undefined;
  /** Every invariant; throws on the first that is broken. */
  check(board: Board): void;
}

/** All of a system. */
export interface System<S extends SystemId = SystemId> extends LiveSystem<S> {
  readonly exec: Handlers<S>;
  /** Everything it is on a board, as plain data; undefined: there is nothing of it. */
  save(board: Board): Held[S]['saved'] | undefined;
  /** Be what was saved; undefined: nothing of it. */
  restore(board: Board, saved: Held[S]['saved'] | undefined): void;
  /** Rough bytes of memory that `saved` holds and `before`, an older one, does not. */
  weigh(saved: Held[S]['saved'], before: Held[S]['saved'] | undefined): Bytes;
  /** What of it the state of a machine shows. */
  state(board: Board): Pick<MachineState, Held[S]['shown']>;
  /** What else makes two machines differ. */
  hidden(board: Board): readonly HiddenFact[];
  /** The number that each of its values stands for in `expect NUMBER …`. */
  readonly numberOf: {
    readonly [V in Protocols[S]['value']['is']]: (
      value: Extract<Protocols[S]['value'], { readonly is: V }>,
    ) => number | undefined;
  };
  /** Its files of /sys, /proc and debugfs, as they are on the board now. */
  files(tree: BoardTree, board: Board): void;
}

/** A system in the list: what is known of it before its code is there. */
export interface SystemEntry<S extends SystemId = SystemId> {
  readonly id: S;
  /** What of it is there from the beginning; undefined: nothing. */
  readonly live: LiveSystem<S> | undefined;
  /** Fetch all of it. */
  readonly load: () => Promise<{ readonly system: System<S> }>;
  /** Kinds of commands that `live` does not answer. */
  readonly later: RegExp | undefined;
  /** Whether a board needs all of it in order to boot. */
  readonly onBoard: (profile: BoardProfile) => boolean;
  /** What a board answers that has not got the system; undefined: its commands bring it. */
  readonly absent: ((board: Board) => Result) | undefined;
  /**
   * What a state shows of a system whose code was never needed, the same as it shows once the code is there;
   * undefined: a state fetches all of it, as it does of every system that has `live`.
   */
  readonly unused: Pick<MachineState, Held[S]['shown']> | undefined;
}

/** Any system, for loops: what one of them saved is handed back to the same one only. */
export interface AnyLiveSystem extends Omit<LiveSystem, 'boot' | 'exec' | 'handles' | 'id'> {
  readonly id: SystemId;
  boot(board: Board): unknown;
  readonly exec: object;
  readonly handles: object;
}
export interface AnySystem extends AnyLiveSystem {
  save(board: Board): unknown;
  restore(board: Board, saved: unknown): void;
  weigh(saved: unknown, before: unknown): Bytes;
  state(board: Board): Partial<MachineState>;
  hidden(board: Board): readonly HiddenFact[];
  readonly numberOf: object;
  files(tree: BoardTree, board: Board): void;
}
export interface AnyEntry {
  readonly id: SystemId;
  readonly live: AnyLiveSystem | undefined;
  readonly load: () => Promise<{ readonly system: AnySystem }>;
  readonly later: RegExp | undefined;
  readonly onBoard: (profile: BoardProfile) => boolean;
  readonly absent: ((board: Board) => Result) | undefined;
  readonly unused: Partial<MachineState> | undefined;
}
