/**
 * Chunks of an address space in ascending order, and the first of them that is large enough, without
 * walking the ones below it: an AVL tree by address whose nodes know the largest chunk under them.
 *
 * A request may have to skip some bytes at the beginning of a chunk, to be aligned; what is left is
 * `size - gap(address)`. For each way of skipping that is asked for, a column beside the sizes holds
 * the largest remainder under each node, so that chunks which are long enough but misaligned are
 * never opened in vain. Bounds, n = chunks, k = columns kept (at most MAX_COLUMNS, and only those used
 * within the last 2n + LEAST_LIFE changes): a change O((1 + k) log n), a search O(log n); a search with
 * a gap that has no column builds it in O(n), once in as many changes.
 *
 * Chunks are known by a number from 1 that stays the same as long as the chunk is there; 0 = none.
 */
export interface Gap {
  /** What tells one gap from another. */
  readonly key: number;
  /** Bytes skipped at the beginning of a chunk that begins at `address`. */
  readonly of: (address: number) => number;
}
/** The largest remainder under each node, for one gap. */
interface Column {
  readonly gap: Gap;
  best: Float64Array;
  /** The change at which it was last searched. */
  used: number;
}

/** Columns kept at most; the one that was searched longest ago makes room. */
export const MAX_COLUMNS = 24;
/** Changes that a column outlives at least without a search. */
export const LEAST_LIFE = 256;
const FIRST_CAPACITY = 16;
const NONE = -Infinity;

/** Typed arrays, one element a chunk; element 0 stands for "none". */
class Nodes {
  address = new Float64Array(FIRST_CAPACITY);
  size = new Float64Array(FIRST_CAPACITY);
  /** Largest size under the node, itself included. */
  best = new Float64Array(FIRST_CAPACITY).fill(NONE);
  left = new Int32Array(FIRST_CAPACITY);
  right = new Int32Array(FIRST_CAPACITY);
  parent = new Int32Array(FIRST_CAPACITY);
  height = new Int8Array(FIRST_CAPACITY);
  /** The chunks in ascending order; `next` also links the unused nodes. */
  next = new Int32Array(FIRST_CAPACITY);
  previous = new Int32Array(FIRST_CAPACITY);

  /** Doubles the room and keeps the contents. */
  grow(): void {
    const capacity = 2 * this.address.length;
    this.address = longer(this.address, new Float64Array(capacity));
    this.size = longer(this.size, new Float64Array(capacity));
    this.best = longer(this.best, new Float64Array(capacity));
    this.left = longer(this.left, new Int32Array(capacity));
    this.right = longer(this.right, new Int32Array(capacity));
    this.parent = longer(this.parent, new Int32Array(capacity));
    this.height = longer(this.height, new Int8Array(capacity));
    this.next = longer(this.next, new Int32Array(capacity));
    this.previous = longer(this.previous, new Int32Array(capacity));
  }
}
function longer<T extends Float64Array | Int32Array | Int8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Chunks never overlap; the caller keeps them so. */
export class ChunkIndex {
  readonly #n = new Nodes();
  #root = 0;
  #first = 0;
  #last = 0;
  #unused = 0;
  #high = 1;
  #count = 0;
  #total = 0;
  #columns: Column[] = [];
  #changes = 0;

  /** The number of chunks. */
  get count(): number {
    return this.#count;
  }
  /** Sum of the sizes. */
  get total(): number {
    return this.#total;
  }
  /** Size of the largest chunk; 0 if there is none. */
  get largest(): number {
    return this.#root === 0 ? 0 : this.#n.best[this.#root]!;
  }
  /** Columns kept now. */
  get columns(): number {
    return this.#columns.length;
  }
  /** The lowest chunk; 0 if there is none. */
  get first(): number {
    return this.#first;
  }
  /** The highest chunk; 0 if there is none. */
  get last(): number {
    return this.#last;
  }
  /** Gives the chunk after this one in ascending order; 0 after the last. */
  next(chunk: number): number {
    return this.#n.next[chunk]!;
  }
  /** Gives the chunk before this one in ascending order; 0 before the first. */
  previous(chunk: number): number {
    return this.#n.previous[chunk]!;
  }
  /** Gives the address at which a chunk begins. */
  address(chunk: number): number {
    return this.#n.address[chunk]!;
  }
  /** Gives the bytes of a chunk. */
  size(chunk: number): number {
    return this.#n.size[chunk]!;
  }
  /** Gives the first address after a chunk. */
  end(chunk: number): number {
    return this.#n.address[chunk]! + this.#n.size[chunk]!;
  }

  /** The lowest chunk with at least `need` bytes after its gap; 0 if none. */
  fit(need: number, gap?: Gap): number {
    const { left, right, address, size } = this.#n;
    const best = gap ? this.#column(gap).best : this.#n.best;
    let at = this.#root;
    if (best[at]! < need) return 0;
    for (;;) {
      const below = left[at]!;
      if (best[below]! >= need) at = below;
      else if (size[at]! - (gap ? gap.of(address[at]!) : 0) >= need) return at;
      else at = right[at]!;
    }
  }

  /** The lowest chunk that begins at or above an address; 0 if none. */
  atOrAbove(wanted: number): number {
    const { left, right, address } = this.#n;
    let found = 0;
    for (let at = this.#root; at !== 0;)
      if (address[at]! >= wanted) {
        found = at;
        at = left[at]!;
      } else at = right[at]!;
    return found;
  }
  /** The chunk below `chunk` in ascending order; below 0 = none stands the last one. */
  below(chunk: number): number {
    return chunk === 0 ? this.#last : this.#n.previous[chunk]!;
  }

  /** A new chunk right below `above` (0 = after all others). */
  insert(newAddress: number, newSize: number, above: number): number {
    const chunk = this.#take();
    const n = this.#n;
    const below = this.below(above);
    n.address[chunk] = newAddress;
    n.size[chunk] = newSize;
    n.left[chunk] = n.right[chunk] = n.height[chunk] = 0;
    n.next[chunk] = above;
    n.previous[chunk] = below;
    if (below === 0) this.#first = chunk;
    else n.next[below] = chunk;
    if (above === 0) this.#last = chunk;
    else n.previous[above] = chunk;
    // Either the chunk below has no right child, or the one above has no left child.
    const parent = below !== 0 && n.right[below] === 0 ? below : above;
    n.parent[chunk] = parent;
    if (parent === 0) this.#root = chunk;
    else if (parent === below) n.right[parent] = chunk;
    else n.left[parent] = chunk;
    this.#count += 1;
    this.#total += newSize;
    this.#climb(chunk);
    this.#tick();
    return chunk;
  }

  /** A chunk begins or ends elsewhere now, still between its neighbours. */
  change(chunk: number, newAddress: number, newSize: number): void {
    const n = this.#n;
    this.#total += newSize - n.size[chunk]!;
    n.address[chunk] = newAddress;
    n.size[chunk] = newSize;
    this.#climb(chunk);
    this.#tick();
  }

  /** Its number may be given to another chunk from now on. */
  remove(chunk: number): void {
    const n = this.#n;
    const below = n.previous[chunk]!;
    const above = n.next[chunk]!;
    this.#count -= 1;
    this.#total -= n.size[chunk]!;
    this.#unlink(chunk, above);
    if (below === 0) this.#first = above;
    else n.next[below] = above;
    if (above === 0) this.#last = below;
    else n.previous[above] = below;
    n.next[chunk] = this.#unused;
    n.height[chunk] = -1;
    this.#unused = chunk;
    this.#tick();
  }

  /** No chunk is left; room and numbers begin anew. */
  clear(): void {
    this.#root = this.#first = this.#last = this.#unused = 0;
    this.#high = 1;
    this.#count = this.#total = 0;
    this.#columns = [];
  }

  /** Take a chunk out of the tree; `above` is the next one in ascending order. */
  #unlink(chunk: number, above: number): void {
    const n = this.#n;
    const left = n.left[chunk]!;
    const right = n.right[chunk]!;
    if (left === 0 || right === 0) {
      const parent = n.parent[chunk]!;
      this.#replace(chunk, left === 0 ? right : left);
      this.#climb(parent);
      return;
    }
    // The next one in order has no left child and lies in the right subtree: it takes the place.
    const parent = n.parent[above]!;
    if (parent !== chunk) {
      this.#replace(above, n.right[above]!);
      n.right[above] = right;
      n.parent[right] = above;
    }
    n.left[above] = left;
    n.parent[left] = above;
    this.#replace(chunk, above);
    // What the nodes above have seen so far is what `chunk` said.
    n.height[above] = n.height[chunk]!;
    n.best[above] = n.best[chunk]!;
    for (const { best } of this.#columns) best[above] = best[chunk]!;
    if (parent === chunk) this.#climb(above);
    else {
      this.#climb(parent);
      this.#climb(above);
    }
  }

  /** `by` (0 = nothing) takes the place of `chunk` under its parent. */
  #replace(chunk: number, by: number): void {
    const n = this.#n;
    const parent = n.parent[chunk]!;
    if (parent === 0) this.#root = by;
    else if (n.left[parent] === chunk) n.left[parent] = by;
    else n.right[parent] = by;
    if (by !== 0) n.parent[by] = parent;
  }

  /** Bring a node and those above it up to date and into balance. */
  #climb(from: number): void {
    const { left, right, parent, height } = this.#n;
    for (let at = from; at !== 0; at = parent[at]!) {
      const lean = height[left[at]!]! - height[right[at]!]!;
      if (lean > 1 || lean < -1) at = this.#balance(at, lean);
      else if (!this.#update(at)) return;
    }
  }

  /** Height, best and columns of a node from its children; whether any of them changed. */
  #update(at: number): boolean {
    const n = this.#n;
    const l = n.left[at]!;
    const r = n.right[at]!;
    const height = 1 + Math.max(n.height[l]!, n.height[r]!);
    const size = n.size[at]!;
    let best = size;
    if (n.best[l]! > best) best = n.best[l]!;
    if (n.best[r]! > best) best = n.best[r]!;
    let changed = height !== n.height[at] || best !== n.best[at];
    n.height[at] = height;
    n.best[at] = best;
    for (const column of this.#columns) {
      const rest = bestOf(column, l, r, size - column.gap.of(n.address[at]!));
      changed ||= rest !== column.best[at];
      column.best[at] = rest;
    }
    return changed;
  }

  /** Rotate a node whose children differ by two; the node that is on top afterwards. */
  #balance(at: number, lean: number): number {
    const { left, right, height } = this.#n;
    if (lean > 1) {
      const l = left[at]!;
      if (height[right[l]!]! > height[left[l]!]!) this.#rotate(right[l]!);
      return this.#rotate(left[at]!);
    }
    const r = right[at]!;
    if (height[left[r]!]! > height[right[r]!]!) this.#rotate(left[r]!);
    return this.#rotate(right[at]!);
  }
  /** A node changes places with its parent. */
  #rotate(up: number): number {
    const n = this.#n;
    const down = n.parent[up]!;
    this.#replace(down, up);
    if (n.left[down] === up) {
      const middle = n.right[up]!;
      n.left[down] = middle;
      if (middle !== 0) n.parent[middle] = down;
      n.right[up] = down;
    } else {
      const middle = n.left[up]!;
      n.right[down] = middle;
      if (middle !== 0) n.parent[middle] = down;
      n.left[up] = down;
    }
    n.parent[down] = up;
    this.#update(down);
    this.#update(up);
    return up;
  }

  /** A number for a new chunk, one that was given up if there is any. */
  #take(): number {
    const recycled = this.#unused;
    if (recycled !== 0) {
      this.#unused = this.#n.next[recycled]!;
      return recycled;
    }
    if (this.#high === this.#n.address.length) {
      this.#n.grow();
      for (const column of this.#columns)
        column.best = longer(column.best, new Float64Array(this.#n.address.length));
    }
    return this.#high++;
  }

  /** The column of a gap, built in O(n) if it is not kept. */
  #column(gap: Gap): Column {
    let column = this.#columns.find((kept) => kept.gap.key === gap.key);
    if (!column) {
      if (this.#columns.length === MAX_COLUMNS) {
        const oldest = this.#columns.reduce((a, b) => (b.used < a.used ? b : a));
        this.#columns = this.#columns.filter((kept) => kept !== oldest);
      }
      const best = new Float64Array(this.#n.address.length);
      best[0] = NONE;
      column = { gap, best, used: this.#changes };
      this.#fill(column, this.#root);
      this.#columns.push(column);
    }
    column.used = this.#changes;
    return column;
  }
  /** Computes the values of a column for a node and all nodes under it. */
  #fill(column: Column, at: number): void {
    if (at === 0) return;
    const { left, right, size, address } = this.#n;
    this.#fill(column, left[at]!);
    this.#fill(column, right[at]!);
    const own = size[at]! - column.gap.of(address[at]!);
    column.best[at] = bestOf(column, left[at]!, right[at]!, own);
  }
  /** A column that nobody searched for a while costs more than building it again. */
  #tick(): void {
    this.#changes += 1;
    if (this.#columns.length === 0 || this.#changes % LEAST_LIFE !== 0) return;
    const life = LEAST_LIFE + 2 * this.#count;
    this.#columns = this.#columns.filter(({ used }) => this.#changes - used < life);
  }

  /** Throws unless order, links, balance, sums, bests and columns are what the chunks say. */
  check(): void {
    const n = this.#n;
    let below = 0;
    let seen = 0;
    let total = 0;
    const visit = (at: number, parent: number): number => {
      if (at === 0) return 0;
      if (n.parent[at] !== parent) throw new Error(`chunk ${at} has the wrong parent`);
      const left = visit(n.left[at]!, at);
      if (n.previous[at] !== below || (below === 0 ? this.#first : n.next[below]) !== at)
        throw new Error(`chunk ${at} is not after ${below}`);
      if (below !== 0 && n.address[below]! > n.address[at]!)
        throw new Error(`chunk ${at} lies below ${below}`);
      below = at;
      seen += 1;
      total += n.size[at]!;
      const right = visit(n.right[at]!, at);
      if (Math.abs(left - right) > 1) throw new Error(`chunk ${at} is out of balance`);
      if (n.height[at] !== 1 + Math.max(left, right)) throw new Error(`height of chunk ${at}`);
      if (this.#update(at)) throw new Error(`chunk ${at} does not say what lies under it`);
      return n.height[at];
    };
    visit(this.#root, 0);
    if (this.#last !== below || (below !== 0 && n.next[below] !== 0))
      throw new Error('the last chunk');
    if (seen !== this.#count || total !== this.#total) throw new Error('chunks do not add up');
  }
}

/** The largest of a node's own remainder and its children's. */
function bestOf(column: Column, left: number, right: number, own: number): number {
  const { best } = column;
  let found = own;
  if (best[left]! > found) found = best[left]!;
  if (best[right]! > found) found = best[right]!;
  return found;
}
