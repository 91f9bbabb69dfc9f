/**
 * Systems whose code is only there for who asks for it: a page that shows CMA does not fetch CMEM. A
 * machine is given them; it calls one only after `needs` named it for the command at hand.
 */
import { configureBoard } from './boards.ts';
import type { Command } from './command.ts';

export interface Systems {
  readonly cmem: typeof import('./exec/cmem-door.ts');
  readonly dmaPool: typeof import('./exec/dma-pool-door.ts');
  readonly state: typeof import('./state.ts');
  readonly workload: typeof import('./workload-task.ts');
  readonly checkpoint: typeof import('./checkpoint.ts');
  readonly expect: typeof import('./exec/expect.ts');
  readonly shell: typeof import('./exec/shell-door.ts');
}
export type SystemName = keyof Systems;

/** Pools and streaming mappings; coherent memory is CMA's. */
const OF_DMA = /^dma_(?:pool|map|mapping|unmap|sync)_/;

/** What reads and writes files. */
const OF_SHELL = /^(?:cat|ls|echo|dmesg)$/;

/** What must be there before a machine runs this command. */
export function needs(command: Command): readonly SystemName[] {
  if (command.kind === 'expect') return ['expect', ...needs(command.command)];
  if (command.kind === 'workload') return ['workload'];
  if (OF_SHELL.test(command.kind)) return ['shell'];
  if (OF_DMA.test(command.kind)) return ['dmaPool'];
  if (command.kind !== 'board') return [];
  const profile = configureBoard(command.board, command.options);
  if ('refused' in profile) return [];
  const names: SystemName[] = profile.cmem ? ['cmem'] : [];
  return profile.dmaApiDebug ? [...names, 'dmaPool'] : names;
}

/** Systems that come over a network, each when it is first needed. */
export class FetchedSystems implements Systems {
  readonly #here: { -readonly [N in SystemName]?: Systems[N] } = {};

  get cmem(): Systems['cmem'] {
    return this.#get('cmem');
  }
  get dmaPool(): Systems['dmaPool'] {
    return this.#get('dmaPool');
  }
  get state(): Systems['state'] {
    return this.#get('state');
  }
  get workload(): Systems['workload'] {
    return this.#get('workload');
  }
  get expect(): Systems['expect'] {
    return this.#get('expect');
  }
  get shell(): Systems['shell'] {
    return this.#get('shell');
  }
  get checkpoint(): Systems['checkpoint'] {
    return this.#get('checkpoint');
  }
  #get<N extends SystemName>(name: N): Systems[N] {
    const system = this.#here[name];
    if (!system) throw new Error(`${name} was not fetched`);
    return system;
  }

  /** Undefined when everything is there: nothing has to wait. Rejects when the network fails. */
  fetch(names: readonly SystemName[]): Promise<unknown> | undefined {
    const missing = names.filter((name) => this.#here[name] === undefined);
    if (missing.length === 0) return undefined;
    return Promise.all(missing.map((name) => this.#fetch(name)));
  }
  async #fetch(name: SystemName): Promise<void> {
    switch (name) {
      case 'cmem':
        this.#here.cmem = await import('./exec/cmem-door.ts');
        return;
      case 'dmaPool':
        this.#here.dmaPool = await import('./exec/dma-pool-door.ts');
        return;
      case 'state':
        this.#here.state = await import('./state.ts');
        return;
      case 'workload':
        this.#here.workload = await import('./workload-task.ts');
        return;
      case 'expect':
        this.#here.expect = await import('./exec/expect.ts');
        return;
      case 'shell':
        this.#here.shell = await import('./exec/shell-door.ts');
        return;
      case 'checkpoint':
        this.#here.checkpoint = await import('./checkpoint.ts');
    }
  }
}
