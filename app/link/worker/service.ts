/**
 * The worker's side of the link: a machine with the flat API of protocol.ts. Every state it
 * answers about is published before the answer goes out.
 */
import { transfer } from 'comlink';
import type { Command } from '../../../engine/contract/command.ts';
import type { SampleWindow } from '../../../engine/journal/time/samples.ts';
import type {
  MachineState,
  RestorableMachine as Machine,
} from '../../../engine/machine/machine.ts';
import { MachineHistory, type TimeParts } from './machine-history.ts';
import { PROTOCOL } from '../protocol.ts';
import type {
  Handover,
  LinkApi,
  OpenReply,
  Progress,
  ProgressReply,
  RunReply,
  SeekReply,
} from '../protocol.ts';
import { Publisher } from './publisher.ts';
import { Runner, travelled } from './runner.ts';
import type { Thread } from './runner.ts';

/** A patch's bytes move to the page instead of being copied once more. */
const moved = <T extends Handover>(reply: T): T =>
  reply.patch === undefined ? reply : transfer(reply, [reply.patch]);

/** Code that comes when it is first needed; undefined when it is there. */
export interface Fetch {
  /** What going back in time needs. */
  time(): Promise<TimeParts>;
  /** What a command needs. */
  command(command: Command): Promise<unknown> | undefined;
  /** What state() needs. */
  state(): Promise<unknown> | undefined;
  /** What paths() needs. */
  paths(): Promise<unknown> | undefined;
}

export class Service implements LinkApi {
  readonly #machine: Machine;
  readonly #thread: Thread;
  readonly #fetch: Fetch;
  readonly #history: MachineHistory;
  #publisher: Publisher | undefined;
  #runner: Runner | undefined;

  constructor(machine: Machine, thread: Thread, fetch: Fetch) {
    this.#machine = machine;
    this.#thread = thread;
    this.#fetch = fetch;
    this.#history = new MachineHistory(
      machine,
      () => fetch.time(),
      (travel) => travelled(travel, thread),
    );
  }

  open(shared: boolean): OpenReply {
    if (this.#publisher !== undefined) throw new Error('open was called twice');
    this.#publisher = new Publisher(shared);
    this.#history.prepare();
    // Most experiments read a file sooner or later, and whoever types wants its name.
    this.#fetch.paths()?.catch(() => undefined);
    return moved({ protocol: PROTOCOL, ...this.#handover() });
  }

  async run(commands: readonly Command[], run: number): Promise<RunReply> {
    const publisher = this.#free();
    const hooks = {
      publish: () => publisher.publish(this.#machine.view()),
      report: (progress: Progress) => publisher.report(progress),
      fetch: (command: Command) => this.#fetch.command(command),
    };
    this.#runner = new Runner(this.#history, this.#thread, hooks, commands, run);
    try {
      const { outcomes, ended } = await this.#runner.run(commands);
      return moved({ outcomes, ended, ...this.#handover() });
    } finally {
      this.#runner = undefined;
    }
  }

  async seek(position: number): Promise<SeekReply> {
    this.#free();
    const at = await this.#history.seek(position);
    return moved({ position: at, ...this.#handover() });
  }

  samples(from: number, to: number, buckets: number): Promise<SampleWindow | undefined> {
    return this.#history.samples(from, to, buckets, () => this.#runner === undefined);
  }

  stop(): void {
    this.#runner?.stop();
  }

  progress(): ProgressReply {
    return moved({ progress: this.#runner?.progress, ...this.#handover() });
  }

  async state(): Promise<MachineState> {
    await this.#fetch.state();
    await this.#history.exact();
    return this.#machine.state();
  }

  async paths(): Promise<readonly string[]> {
    await this.#fetch.paths();
    return this.#machine.paths();
  }

  handles(): readonly string[] {
    return this.#machine.handles();
  }

  bytes(phys: number, length: number): Uint8Array | undefined {
    return this.#machine.bytes(phys, length);
  }

  ping(): Progress | undefined {
    return this.#runner?.progress;
  }

  #opened(): Publisher {
    if (this.#publisher === undefined) throw new Error('open comes first');
    return this.#publisher;
  }

  /** Two commands at a time would mix their operations: the page queues them. */
  #free(): Publisher {
    if (this.#runner !== undefined) throw new Error('a run is under way');
    return this.#opened();
  }

  #handover(): Handover {
    return this.#opened().handover(this.#machine.view());
  }
}
