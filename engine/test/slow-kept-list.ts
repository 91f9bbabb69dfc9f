/** The kept list as ms_msys.c has it: one list, walked from the head. */
import type { DmemEntry } from '../systems/msys/model/kept-list.ts';

export class SlowKeptList {
  #entries: DmemEntry[] = [];

  add(entry: DmemEntry): void {
    this.#entries.unshift(entry);
  }
  findByPrefix(name: string): DmemEntry | undefined {
    return this.#entries.find((entry) => entry.name.startsWith(name.slice(0, 15)));
  }
  findByName(name: string): DmemEntry | undefined {
    return this.#entries.find((entry) => entry.name === name);
  }
  removeNewest(name: string): void {
    const found = this.findByPrefix(name);
    this.#entries = this.#entries.filter((entry) => entry !== found);
  }
  born(): readonly number[] {
    return this.#entries.map((entry) => entry.born);
  }
}
