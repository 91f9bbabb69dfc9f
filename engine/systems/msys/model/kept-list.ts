/**
 * The kept list of ms_msys.c: entries are added at the head and found by "the requested name is a
 * prefix of the stored one, newest first". The driver walks the list; here every prefix of a stored
 * name points at the entries that carry it, newest last, so a look-up costs no walk.
 */
import type { Bytes, OpId, PhysAddr, VirtAddr } from '../../../contract/units.ts';
import { NAME_MAX } from './limits.ts';

/** struct DMEM_INFO_LIST: what request copied from the caller. `name` is a byte string. */
export interface DmemEntry {
  readonly name: string;
  /** As requested: not page aligned. */
  readonly length: Bytes;
  readonly phys: PhysAddr;
  /** The CPU's address in the kernel. */
  readonly kvirt: VirtAddr;
  /** The operation that made it. */
  readonly born: OpId;
}

/** An entry with its place; one that was removed stays in the arrays as a dead slot for a while. */
interface Slot extends DmemEntry {
  live: boolean;
  position: number;
}

/** Dead slots tolerated before the arrays are packed again. */
const SLACK_SLOTS = 64;

/** Removing costs no walk either: slots die and are packed later. */
export class KeptList {
  /** Oldest first; the head of the driver's list is the end of this array. */
  #slots: Slot[] = [];
  #dead = 0;
  #byPrefix = new Map<string, Slot[]>();
  #totalLength = 0;

  /** Entries on the list. */
  get size(): number {
    return this.#slots.length - this.#dead;
  }
  /** Sum of the raw lengths, not cut to 32 bits. */
  get totalLength(): Bytes {
    return this.#totalLength;
  }

  /** list_add(): at the head. */
  add(entry: DmemEntry): void {
    const slot: Slot = { ...entry, live: true, position: this.#slots.length };
    this.#slots.push(slot);
    this.#totalLength += entry.length;
    for (let n = 1; n <= entry.name.length; n++) {
      const prefix = entry.name.slice(0, n);
      const list = this.#byPrefix.get(prefix);
      if (list) list.push(slot);
      else this.#byPrefix.set(prefix, [slot]);
    }
  }

  /** strncmp(stored, requested, strnlen(requested, 15)) == 0, newest first; "" matches every entry. */
  findByPrefix(requested: string): DmemEntry | undefined {
    const prefix = requested.slice(0, NAME_MAX);
    if (prefix === '') return this.newestFirst().next().value ?? undefined;
    const list = this.#byPrefix.get(prefix);
    if (!list) return undefined;
    while (list.length > 0 && !list.at(-1)!.live) list.pop();
    if (list.length === 0) this.#byPrefix.delete(prefix);
    return list.at(-1);
  }

  /** strncmp(stored, name, 16) == 0: the whole name. */
  findByName(name: string): DmemEntry | undefined {
    const list = this.#byPrefix.get(name) ?? [];
    return list.findLast((slot) => slot.live && slot.name === name);
  }

  /** The newest entry that starts at exactly this address. */
  findByStart(phys: PhysAddr): DmemEntry | undefined {
    for (const entry of this.newestFirst()) if (entry.phys === phys) return entry;
    return undefined;
  }

  /** The newest entry with phys <= address < phys + length. */
  findByAddress(phys: PhysAddr): DmemEntry | undefined {
    for (const entry of this.newestFirst())
      if (entry.phys <= phys && phys < entry.phys + entry.length) return entry;
    return undefined;
  }

  /** list_del_init(). The entry must be one that this list gave out. */
  remove(entry: DmemEntry): void {
    const slot = entry as Slot;
    if (this.#slots[slot.position] !== slot || !slot.live) throw new Error('not on the kept list');
    slot.live = false;
    this.#dead++;
    this.#totalLength -= slot.length;
    if (this.#dead > SLACK_SLOTS && this.#dead * 2 > this.#slots.length) this.#pack();
  }

  /** From the head, as dmem_show walks. */
  *newestFirst(): Generator<DmemEntry, undefined> {
    for (let i = this.#slots.length - 1; i >= 0; i--) {
      const slot = this.#slots[i]!;
      if (slot.live) yield slot;
    }
    return undefined;
  }

  /** Drops the dead slots; the order stays. */
  #pack(): void {
    const live = this.#slots.filter((slot) => slot.live);
    this.#slots = [];
    this.#dead = 0;
    for (const slot of live) {
      slot.position = this.#slots.length;
      this.#slots.push(slot);
    }
    for (const [prefix, list] of this.#byPrefix) {
      const kept = list.filter((slot) => slot.live);
      if (kept.length > 0) this.#byPrefix.set(prefix, kept);
      else this.#byPrefix.delete(prefix);
    }
  }

  /** Throws unless counters, places and lengths are those of the slots. */
  check(): void {
    let total = 0;
    let live = 0;
    for (const [i, slot] of this.#slots.entries()) {
      if (slot.position !== i)
        throw new Error(`kept list: slot ${i} thinks it is ${slot.position}`);
      if (!slot.live) continue;
      live++;
      total += slot.length;
    }
    if (live !== this.size) throw new Error(`kept list: ${live} live, ${this.size} counted`);
    if (total !== this.#totalLength) throw new Error('kept list: lengths do not add up');
  }
}
