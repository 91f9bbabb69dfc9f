/**
 * Which alignments are worth a column of their own (see run-index.ts). A search that meets a run long
 * enough but misaligned has opened a subtree in vain; a column spares that but has to be kept up to
 * date at every change. So each alignment runs up a debt by opening in vain and pays it off as time
 * goes by; when the debt has reached the price of building a column, the column is built. It is torn
 * down when its time is up, and must earn itself again. Thus the cost is within a constant factor of
 * the better of "never" and "always", whatever the workload.
 */
export interface Column {
  readonly mask: number;
  readonly offset: number;
  /** Longest run per node, each counted from its first aligned position. */
  readonly best: Int32Array;
}
interface Account {
  readonly offset: number;
  debt: number;
  /** The update at which `debt` was last looked at. */
  seen: number;
  column: Column | undefined;
  /** The update at which the column is torn down. */
  until: number;
}

/** Subtrees opened in vain that cost as much as keeping a column through one change. */
const UPKEEP = 2;
/** Subtrees opened in vain that cost as much as building a leaf of a column. */
const BUILD_PER_LEAF = 1 / 4;
/** No debt is worth a column below this. */
const LEAST_DEBT = 32;
/** Changes per leaf that a column lives: its building is then a small part of its cost. */
const LIFE_PER_LEAF = 16;

export class Columns {
  /** Columns kept now. */
  kept: readonly Column[] = [];
  readonly #leaves: number;
  readonly #price: number;
  readonly #accounts: (Account | undefined)[] = [];
  #updates = 0;
  #nextEnd = Infinity;

  constructor(leaves: number) {
    this.#leaves = leaves;
    this.#price = LEAST_DEBT + leaves * BUILD_PER_LEAF;
  }

  /** The column of an alignment if there is one. */
  of(mask: number, offset: number): Column | undefined {
    const account = this.#accounts[31 - Math.clz32(mask)];
    return account?.offset === offset ? account.column : undefined;
  }

  /** One search opened `count` subtrees in vain so far, not yet told of; is it time for a column? */
  owe(mask: number, offset: number, count: number): boolean {
    const order = 31 - Math.clz32(mask);
    let account = this.#accounts[order];
    if (account?.offset !== offset) {
      account = { offset, debt: 0, seen: this.#updates, column: undefined, until: 0 };
      this.#drop(order);
      this.#accounts[order] = account;
    }
    const paid = (this.#updates - account.seen) * UPKEEP;
    account.debt = Math.max(0, account.debt - paid) + count;
    account.seen = this.#updates;
    return account.debt >= this.#price;
  }

  /** Keep a column that owe() asked for. */
  add(column: Column): void {
    const account = this.#accounts[31 - Math.clz32(column.mask)]!;
    account.debt = 0;
    account.column = column;
    account.until = this.#updates + LEAST_DEBT + this.#leaves * LIFE_PER_LEAF;
    this.kept = [...this.kept, column];
    this.#nextEnd = Math.min(this.#nextEnd, account.until);
  }

  /** The bitmap changed once. */
  tick(): void {
    this.#updates += 1;
    if (this.#updates < this.#nextEnd) return;
    this.#nextEnd = Infinity;
    this.#accounts.forEach((account, order) => {
      if (!account?.column) return;
      if (account.until <= this.#updates) this.#drop(order);
      else this.#nextEnd = Math.min(this.#nextEnd, account.until);
    });
  }

  clear(): void {
    this.kept = [];
    this.#accounts.length = 0;
    this.#nextEnd = Infinity;
  }

  #drop(order: number): void {
    const account = this.#accounts[order];
    if (!account?.column) return;
    const { column } = account;
    account.column = undefined;
    this.kept = this.kept.filter((other) => other !== column);
  }
}
