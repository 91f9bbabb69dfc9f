/**
 * What a machine works with: its systems, and rooms of the engine whose code is only there for who asks
 * for it. A machine calls one only after `needs` named it for the command at hand.
 */
import { configureBoard } from '../board/boards.ts';
import type { Command, SystemId } from '../contract/command.ts';
import type { AnyEntry } from '../systems/contract.ts';
import { SYSTEMS } from '../systems/index.ts';
import { LoadedSystems } from '../systems/loaded.ts';

/** Rooms of the engine that are fetched by name. */
interface Rooms {
  readonly state: typeof import('../saved/state.ts');
  readonly workload: typeof import('./workload-task.ts');
  readonly checkpoint: typeof import('../saved/index.ts');
  readonly expect: typeof import('./expect.ts');
  readonly shell: typeof import('./shell-door.ts');
}
type RoomName = keyof Rooms;
/** What is fetched by its name. */
export type PartName = RoomName | SystemId;

/** Rooms and systems together. Reading a room that was not fetched throws. */
export interface Systems extends Rooms {
  /** The systems whose code is there, and the list of all. */
  readonly loaded: LoadedSystems;
}

/** What reads and writes files. */
const OF_SHELL = /^(?:cat|ls|echo|dmesg)$/;
const ROOMS: ReadonlySet<PartName> = new Set<RoomName>([
  'state',
  'workload',
  'checkpoint',
  'expect',
  'shell',
]);
/** Rooms that look at all of every system. */
const looksAtAll = (name: PartName): boolean => name !== 'workload' && ROOMS.has(name);

/**
 * What must be there before a machine with the systems of `entries` runs this command. Names of
 * rooms and systems; empty where the command can run at once. A board line needs what its board
 * has.
 */
export function needs(
  command: Command,
  entries: readonly AnyEntry[] = SYSTEMS,
): readonly PartName[] {
  const { kind } = command;
  if (kind === 'expect') return ['expect', ...needs(command.command, entries)];
  if (kind === 'workload') return ['workload'];
  if (OF_SHELL.test(kind)) return ['shell'];
  if (kind !== 'board')
    return entries.flatMap(({ id, later, absent }) => (later?.test(kind) && !absent ? id : []));
  const profile = configureBoard(command.board, command.options);
  if ('refused' in profile) return [];
  return entries.flatMap(({ id, onBoard }) => (onBoard(profile) ? id : []));
}

/** Runs an import, when importing is allowed. */
type Load = <T>(load: () => Promise<T>) => Promise<T>;

/**
 * Systems and rooms that come over a network, each when it is first needed. `load` calls what imports
 * one, once it may be imported.
 */
export class FetchedSystems implements Systems {
  readonly loaded: LoadedSystems;
  readonly #load: Load;
  readonly #here: { -readonly [N in RoomName]?: Rooms[N] } = {};

  constructor(load: Load = (load) => load(), entries: readonly AnyEntry[] = SYSTEMS) {
    this.#load = load;
    this.loaded = new LoadedSystems(entries);
  }

  get state(): Rooms['state'] {
    return this.#get('state');
  }
  get workload(): Rooms['workload'] {
    return this.#get('workload');
  }
  get expect(): Rooms['expect'] {
    return this.#get('expect');
  }
  get shell(): Rooms['shell'] {
    return this.#get('shell');
  }
  get checkpoint(): Rooms['checkpoint'] {
    return this.#get('checkpoint');
  }
  #get<N extends RoomName>(name: N): Rooms[N] {
    const room = this.#here[name];
    if (!room) throw new Error(`${name} was not fetched`);
    return room;
  }

  /** Undefined when everything is there: nothing has to wait. Rejects when the network fails. */
  fetch(names: readonly PartName[]): Promise<unknown> | undefined {
    const all = names.some(looksAtAll);
    const { entries } = this.loaded;
    const systems = entries.filter(
      ({ id, live }) => !this.loaded.has(id) && (names.includes(id) || (all && live)),
    );
    const rooms = names.filter(
      (name): name is RoomName => ROOMS.has(name) && this.#here[name as RoomName] === undefined,
    );
    if (systems.length + rooms.length === 0) return undefined;
    return Promise.all([
      ...systems.map(async ({ load }) => this.loaded.add((await this.#load(load)).system)),
      ...rooms.map((name) => this.#fetch(name)),
    ]);
  }
  async #fetch(name: RoomName): Promise<void> {
    switch (name) {
      case 'state':
        this.#here.state = await this.#load(() => import('../saved/state.ts'));
        return;
      case 'workload':
        this.#here.workload = await this.#load(() => import('./workload-task.ts'));
        return;
      case 'expect':
        this.#here.expect = await this.#load(() => import('./expect.ts'));
        return;
      case 'shell':
        this.#here.shell = await this.#load(() => import('./shell-door.ts'));
        return;
      case 'checkpoint':
        this.#here.checkpoint = await this.#load(() => import('../saved/index.ts'));
    }
  }
}

/** All rooms, and all of each system of a list. */
export async function fetchEverything(entries: readonly AnyEntry[]): Promise<Systems> {
  const systems = new FetchedSystems(undefined, entries);
  await systems.fetch([...ROOMS, ...entries.map(({ id }) => id)]);
  return systems;
}
