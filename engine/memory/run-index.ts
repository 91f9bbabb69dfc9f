/**
 * The free-run index over the words of a bitmap: which run of free bits is the first that is long
 * enough and suitably aligned, without reading the words between here and there.
 *
 * A leaf is LEAF_BITS bits. Over the leaves stands a binary tree in flat arrays, node 1 the root,
 * node i's children 2i and 2i + 1. Each node knows of its own bits
 *
 *   pre   free bits at its beginning         ┌ pre ┐      ┌─ best ─┐     ┌ suf ┐
 *   suf   free bits at its end               ......####..##........###..##.....
 *   best  its longest run of free bits
 *
 * so that a search skips every subtree whose runs are too short. A column is a second `best` that
 * counts each run from its first position of one alignment only; columns.ts says when one is kept.
 */
import { trailingZeros } from './bits.ts';
import { Columns, type Column } from './columns.ts';
import {
  LEAF_BITS,
  LEAF_SHIFT,
  LEAF_WORDS,
  alignUp,
  alignedInLeaf,
  fitInLeaf,
  freeSince,
  longestInWord,
  takenInLeaf,
} from './leaf.ts';

/** Subtrees that one search opens in vain between two looks at the account of its alignment. */
const PATIENCE = 8;

/** What a change did to a node: nothing, only its best, its pre or suf. */
const SAME = 0;
const INSIDE = 1;
const EDGES = 2;

export class RunIndex {
  readonly words: Int32Array;
  readonly leaves: number;
  readonly #pre: Int32Array;
  readonly #suf: Int32Array;
  readonly #best: Int32Array;
  readonly #columns: Columns;
  #vain = 0;

  /** Words to allocate for `bits` bits: whole leaves, a power of two of them. */
  static wordsFor(bits: number): number {
    let leaves = 1;
    while (leaves * LEAF_BITS < bits) leaves *= 2;
    return leaves * LEAF_WORDS;
  }

  /** `words` (1 = taken) have the length wordsFor() gives; whoever changes them calls refresh(). */
  constructor(words: Int32Array) {
    this.words = words;
    this.leaves = words.length / LEAF_WORDS;
    this.#pre = new Int32Array(2 * this.leaves);
    this.#suf = new Int32Array(2 * this.leaves);
    this.#best = new Int32Array(2 * this.leaves);
    this.#columns = new Columns(this.leaves);
    this.rebuild();
  }

  /** Length of the longest run of free bits. */
  get longest(): number {
    return this.#best[1]!;
  }
  /** Columns kept now, and subtrees that searches opened in vain so far. */
  get figures(): { readonly columns: number; readonly vain: number } {
    return { columns: this.#columns.kept.length, vain: this.#vain };
  }

  /** Recompute everything from the words. */
  rebuild(): void {
    this.#columns.clear();
    this.#refreshLeaves(0, this.leaves - 1);
  }

  /**
   * Positions first … first + length - 1 were all free and are taken now, or the reverse. Within a leaf
   * only the run around them has changed, and mostly that settles what there is to know.
   */
  flip(first: number, length: number, taken: boolean): void {
    const leaf = first >>> LEAF_SHIFT;
    const end = (leaf + 1) * LEAF_BITS;
    if (first + length > end) return this.refresh(first, first + length - 1);
    const from = freeSince(this.words, first, leaf * LEAF_BITS);
    const to = takenInLeaf(this.words, first + length, end);
    const node = this.leaves + leaf;
    const edges = this.#flipLeaf(leaf, first, length, from, to, taken);
    const { kept } = this.#columns;
    for (let i = 0; i < kept.length; i += 1) {
      const column = kept[i]!;
      const { best, mask, offset } = column;
      const run = to - alignUp(from, mask, offset);
      const old = best[node]!;
      if (taken) {
        if (run === old && run > 0) best[node] = alignedInLeaf(this.words, leaf, mask, offset);
      } else if (run > old) best[node] = run;
      if (edges > 0 || best[node] !== old) this.#climbColumn(column, node, edges);
    }
    this.#columns.tick();
  }

  /** The words from position `first` to position `last` have changed somehow. */
  refresh(first: number, last: number): void {
    this.#refreshLeaves(first >>> LEAF_SHIFT, last >>> LEAF_SHIFT);
    this.#columns.tick();
  }

  /** First i ≥ from with `length` free bits from i on and `(i + offset) & mask` = 0; -1 if none. */
  find(length: number, mask: number, offset: number, from: number): number {
    const { leaves, words } = this;
    const pre = this.#pre;
    const suf = this.#suf;
    let best = this.#best;
    if (best[1]! < length) return -1;
    let node = 1;
    let base = 0;
    let size = leaves * LEAF_BITS;
    /** Start of the run of free bits that reaches up to the part not yet searched; -1 if none. */
    let carry = -1;
    let vain = 0;
    if (mask !== 0) {
      best = this.#columns.of(mask, offset)?.best ?? best;
      if (best[1]! < length) return -1;
    }
    if (from > 0) {
      node = leaves + (from >>> LEAF_SHIFT);
      base = from & -LEAF_BITS;
      size = LEAF_BITS;
      const met = fitInLeaf(words, from, -1, length, mask, offset);
      if (met >= 0) return met;
      carry = -2 - met;
    }
    for (let searched = from > 0; ; searched = true) {
      // Climb to the next subtree on the right that holds a run long enough or completes the carry.
      while (searched) {
        while ((node & 1) === 1) {
          if (node === 1) return -1;
          node >>>= 1;
          base -= size;
          size *= 2;
        }
        node += 1;
        base += size;
        const head = pre[node]!;
        if (carry >= 0) {
          const at = alignUp(carry, mask, offset);
          if (at + length <= base + head) return at;
        }
        if (best[node]! >= length) break;
        if (head < size) carry = suf[node]! > 0 ? base + size - suf[node]! : -1;
        else if (carry < 0) carry = base;
      }
      // Descend in it, always to the first half that does.
      while (node < leaves && best[node]! >= length) {
        node *= 2;
        size /= 2;
        if (best[node]! >= length) continue;
        const tail = suf[node]!;
        if (tail < size) carry = tail > 0 ? base + size - tail : -1;
        else if (carry < 0) carry = base;
        node += 1;
        base += size;
        if (carry >= 0) {
          const at = alignUp(carry, mask, offset);
          if (at + length <= base + pre[node]!) return at;
        }
      }
      if (best[node]! >= length) {
        const met = fitInLeaf(words, base, carry, length, mask, offset);
        if (met >= 0) return met;
        carry = -2 - met;
      } else if (pre[node]! < size) {
        // The long run lay across the middle, misaligned.
        carry = suf[node]! > 0 ? base + size - suf[node]! : -1;
      } else if (carry < 0) {
        carry = base;
      }
      vain += 1;
      if (vain % PATIENCE === 0) {
        this.#vain += PATIENCE;
        if (this.#columns.owe(mask, offset, PATIENCE)) best = this.#build(mask, offset).best;
      }
    }
  }

  /** First taken position ≥ from; the number of positions there are if none is. */
  nextTaken(from: number): number {
    const end = (from & -LEAF_BITS) + LEAF_BITS;
    const met = takenInLeaf(this.words, from, end);
    if (met < end) return met;
    let node = this.leaves + (from >>> LEAF_SHIFT);
    let base = end;
    let size = LEAF_BITS;
    for (;;) {
      while ((node & 1) === 1) {
        if (node === 1) return base;
        node >>>= 1;
        size *= 2;
      }
      node += 1;
      const head = this.#pre[node]!;
      base += head;
      if (head < size) return base;
    }
  }

  /** Throws unless every node says what its words say. */
  check(): void {
    const twin = new RunIndex(this.words);
    const compare = (what: string, mine: Int32Array, fresh: Int32Array) => {
      const node = mine.findIndex((value, at) => at > 0 && value !== fresh[at]);
      if (node >= 0)
        throw new Error(`${what} of node ${node} is ${mine[node]}, its words say ${fresh[node]}`);
    };
    compare('pre', this.#pre, twin.#pre);
    compare('suf', this.#suf, twin.#suf);
    compare('best', this.#best, twin.#best);
    for (const column of this.#columns.kept) {
      const fresh = { ...column, best: new Int32Array(2 * this.leaves) };
      this.#refreshColumn(fresh, 0, this.leaves - 1);
      compare(`best for mask ${column.mask}`, column.best, fresh.best);
    }
  }

  /** flip() but for the columns. The topmost node on the way whose pre or suf changed; 0 = none. */
  #flipLeaf(
    leaf: number,
    first: number,
    length: number,
    from: number,
    to: number,
    taken: boolean,
  ): number {
    const begin = leaf * LEAF_BITS;
    const end = begin + LEAF_BITS;
    let node = this.leaves + leaf;
    const run = to - from;
    const old = this.#best[node]!;
    if (taken && run === old) this.#summarise(leaf);
    else {
      if (from === begin) this.#pre[node] = taken ? first - begin : run;
      if (to === end) this.#suf[node] = taken ? end - first - length : run;
      if (!taken && run > old) this.#best[node] = run;
    }
    let edges = from === begin || to === end ? node : 0;
    if (edges === 0 && this.#best[node] === old) return 0;
    for (let half = LEAF_BITS; node > 1; half *= 2) {
      node >>>= 1;
      const changed = this.#combine(node, half);
      if (changed === SAME) break;
      if (changed === EDGES) edges = node;
    }
    return edges;
  }

  /** A leaf of a column has changed, or the edges of nodes up to `edges` (0 = none). */
  #climbColumn(column: Column, leaf: number, edges: number): void {
    let moved = true;
    let node = leaf;
    for (let half = LEAF_BITS; node > 1 && (moved || (edges > 0 && node >= edges)); half *= 2) {
      node >>>= 1;
      moved = this.#combineAligned(column, node, half);
    }
  }

  #refreshLeaves(from: number, to: number): void {
    for (let leaf = from; leaf <= to; leaf += 1) this.#summarise(leaf);
    let first = this.leaves + from;
    let last = this.leaves + to;
    for (let half = LEAF_BITS; first > 1; half *= 2) {
      first >>>= 1;
      last >>>= 1;
      for (let node = first; node <= last; node += 1) this.#combine(node, half);
    }
    for (const column of this.#columns.kept) this.#refreshColumn(column, from, to);
  }

  #refreshColumn(column: Column, from: number, to: number): void {
    for (let leaf = from; leaf <= to; leaf += 1)
      column.best[this.leaves + leaf] = alignedInLeaf(this.words, leaf, column.mask, column.offset);
    let first = this.leaves + from;
    let last = this.leaves + to;
    for (let half = LEAF_BITS; first > 1; half *= 2) {
      first >>>= 1;
      last >>>= 1;
      for (let node = first; node <= last; node += 1) this.#combineAligned(column, node, half);
    }
  }

  /** A node from its children, each of `half` positions; what about it changed. */
  #combine(node: number, half: number): number {
    const pre = this.#pre;
    const suf = this.#suf;
    const best = this.#best;
    const l = 2 * node;
    const r = l + 1;
    const newPre = pre[l]! < half ? pre[l]! : half + pre[r]!;
    const newSuf = suf[r]! < half ? suf[r]! : half + suf[l]!;
    const across = suf[l]! + pre[r]!;
    let newBest = best[l]! > best[r]! ? best[l]! : best[r]!;
    if (across > newBest) newBest = across;
    const edges = newPre !== pre[node] || newSuf !== suf[node];
    if (!edges && newBest === best[node]) return SAME;
    pre[node] = newPre;
    suf[node] = newSuf;
    best[node] = newBest;
    return edges ? EDGES : INSIDE;
  }

  /** A node of a column from its children; whether it changed. */
  #combineAligned(column: Column, node: number, half: number): boolean {
    const { best, mask, offset } = column;
    const l = 2 * node;
    let longest = Math.max(best[l]!, best[l + 1]!);
    const tail = this.#suf[l]!;
    if (tail > 0) {
      const firstOfLevel = 1 << (31 - Math.clz32(l));
      const middle = (l + 1 - firstOfLevel) * half;
      const start = alignUp(middle - tail, mask, offset);
      if (start < middle) longest = Math.max(longest, middle - start + this.#pre[l + 1]!);
    }
    const changed = best[node] !== longest;
    best[node] = longest;
    return changed;
  }

  /** pre, suf and best of a leaf from its words. */
  #summarise(leaf: number): void {
    const { words } = this;
    const first = leaf * LEAF_WORDS;
    let head = -1;
    let run = 0;
    let longest = 0;
    for (let word = first; word < first + LEAF_WORDS; word += 1) {
      const taken = words[word]!;
      const low = trailingZeros(taken);
      run += low;
      if (low === 32) continue;
      if (head < 0) head = run;
      if (run > longest) longest = run;
      const high = Math.clz32(taken);
      if (32 - low - high - 2 > longest) longest = longestInWord(taken, longest);
      run = high;
    }
    const node = this.leaves + leaf;
    this.#pre[node] = head < 0 ? run : head;
    this.#suf[node] = run;
    this.#best[node] = run > longest ? run : longest;
  }

  #build(mask: number, offset: number): Column {
    const column = { mask, offset, best: new Int32Array(2 * this.leaves) };
    this.#refreshColumn(column, 0, this.leaves - 1);
    this.#columns.add(column);
    return column;
  }
}
