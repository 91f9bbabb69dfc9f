/**
 * Which alignments are worth a column of their own (see run-index.ts). A search that meets a run long
 * enough but misaligned has opened a subtree in vain; a column spares that but has to be kept up to
 * date at every change. So each alignment runs up a debt by opening in vain and pays it off as time
 * goes by; when the debt has reached the price of building a column, the column is built. It is torn
 * down when its time is up or another one needs its place, and must earn itself again. Thus the cost is
 * within a constant factor of the better of "never" and "always", whatever the workload.
 */
export interface AlignmentColumn {
  readonly mask: number;
  readonly offset: number;
  /** Which of the columns of a node it is. */
  readonly slot: number;
  /** The update at which it is torn down. */
  readonly until: number;
}
interface Account {
  readonly offset: number;
  debt: number;
  /** The update at which `debt` was last looked at. */
  seen: number;
}

/** Subtrees opened in vain that cost as much as keeping a column through one change. */
const UPKEEP = 1;
/** Subtrees opened in vain that cost as much as building a leaf of a column. */
const BUILD_PER_LEAF = 1 / 2;
/** No debt is worth a column below this. */
const LEAST_DEBT = 32;
/** Changes per leaf that a column lives: its building is then a small part of its cost. */
const LIFE_PER_LEAF = 16;

export class AlignmentColumns {
  /** Columns kept now. */
  kept: readonly AlignmentColumn[] = [];
  readonly #slots: readonly number[];
  readonly #leaves: number;
  readonly #price: number;
  /** By the number of bits of the mask. */
  readonly #accounts: (Account | undefined)[] = [];
  #updates = 0;

  /** `slots`: the places there are for columns. */
  constructor(leaves: number, slots: readonly number[]) {
    this.#leaves = leaves;
    this.#slots = slots;
    this.#price = LEAST_DEBT + leaves * BUILD_PER_LEAF;
  }

  /** The column of an alignment if there is one. */
  of(mask: number, offset: number): AlignmentColumn | undefined {
    for (const column of this.kept)
      if (column.mask === mask && column.offset === offset) return column;
    return undefined;
  }

  /** A search opened `count` more subtrees in vain; is it time for a column? */
  owe(mask: number, offset: number, count: number): boolean {
    const order = 31 - Math.clz32(mask);
    let account = this.#accounts[order];
    if (account?.offset !== offset) {
      account = { offset, debt: 0, seen: this.#updates };
      this.#accounts[order] = account;
    }
    const paid = (this.#updates - account.seen) * UPKEEP;
    account.debt = Math.max(0, account.debt - paid) + count;
    account.seen = this.#updates;
    return account.debt >= this.#price;
  }

  /** Room for the column that owe() asked for; the one that would end first makes it if need be. */
  add(mask: number, offset: number): AlignmentColumn {
    this.#accounts[31 - Math.clz32(mask)] = undefined;
    if (this.kept.length === this.#slots.length) this.kept = this.kept.slice(1);
    const slot = this.#slots.find((free) => this.kept.every((column) => column.slot !== free))!;
    const until = this.#updates + LEAST_DEBT + this.#leaves * LIFE_PER_LEAF;
    const column = { mask, offset, slot, until };
    this.kept = [...this.kept, column];
    return column;
  }

  /** The bitmap changed once. */
  tick(): void {
    this.#updates += 1;
    // Oldest first, and all live equally long.
    const oldest = this.kept[0];
    if (oldest && oldest.until <= this.#updates) this.kept = this.kept.slice(1);
  }

  /** No column is kept and nothing is owed. */
  clear(): void {
    this.kept = [];
    this.#accounts.length = 0;
  }
}
