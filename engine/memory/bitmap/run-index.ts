/**
 * The free-run index over the words of a bitmap: which run of free bits is the first that is long
 * enough and suitably aligned, without reading the words between here and there.
 *
 * A leaf is LEAF_BITS bits. Over the leaves stands a binary tree in one flat array, node 1 the root,
 * node i's children 2i and 2i + 1, side by side in a cache line. Each node knows of its own bits
 *
 *   pre   free bits at its beginning         ┌ pre ┐      ┌─ best ─┐     ┌ suf ┐
 *   suf   free bits at its end               ......####..##........###..##.....
 *   best  its longest run of free bits
 *
 * so that a search skips every subtree whose runs are too short. A column is a second `best` that
 * counts each run from its first position of one alignment only; columns.ts says when one is kept.
 */
import { trailingZeros } from './bits.ts';
import { AlignmentColumns, type AlignmentColumn } from './columns.ts';
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

/** A node is 2^NODE integers: these, then one for each column there is room for. */
const NODE = 3;
const PRE = 0;
const SUF = 1;
const BEST = 2;
const COLUMN_SLOTS = [3, 4, 5, 6, 7];

/** Subtrees that one search opens in vain between two looks at the account of its alignment. */
const PATIENCE = 8;

/** It answers about words that somebody else changes and tells of. */
export class RunIndex {
  /** The bitmap; the index never writes to it. */
  readonly words: Int32Array;
  /** A power of two. */
  readonly leaves: number;
  readonly #nodes: Int32Array;
  readonly #columns: AlignmentColumns;
  #vain = 0;

  /** Words to allocate for `bits` bits: whole leaves, a power of two of them. */
  static wordsFor(bits: number): number {
    let leaves = 1;
    while (leaves * LEAF_BITS < bits) leaves *= 2;
    return leaves * LEAF_WORDS;
  }

  /** `words` (1 = taken) have the length wordsFor() gives; whoever changes them tells. */
  constructor(words: Int32Array) {
    this.words = words;
    this.leaves = words.length / LEAF_WORDS;
    this.#nodes = new Int32Array((2 * this.leaves) << NODE);
    this.#columns = new AlignmentColumns(this.leaves, COLUMN_SLOTS);
    this.#rebuild();
  }

  /** Length of the longest run of free bits. */
  get longest(): number {
    return this.#nodes[(1 << NODE) + BEST]!;
  }
  /** Columns kept now, and subtrees that searches opened in vain so far. */
  get figures(): { readonly columns: number; readonly vain: number } {
    return { columns: this.#columns.kept.length, vain: this.#vain };
  }

  /** Recompute everything from the words. */
  #rebuild(): void {
    this.#columns.clear();
    this.#refreshLeaves(0, this.leaves - 1);
  }

  /**
   * Positions first … first + length - 1 were all free and are taken now, or the reverse. Within a leaf
   * only the run around them has changed, and mostly that settles what there is to know.
   */
  flip(first: number, length: number, taken: boolean): void {
    const { words } = this;
    const leaf = first >>> LEAF_SHIFT;
    const begin = leaf * LEAF_BITS;
    const end = begin + LEAF_BITS;
    if (first + length > end) return this.refresh(first, first + length - 1);
    const from = freeSince(words, first, begin);
    const to = takenInLeaf(words, first + length, end);
    const nodes = this.#nodes;
    const node = this.leaves + leaf;
    const at = node << NODE;
    const longest = nodes[at + BEST]!;
    if (taken && to - from === longest) this.#summarise(leaf);
    else {
      if (from === begin) nodes[at + PRE] = taken ? first - begin : to - begin;
      if (to === end) nodes[at + SUF] = taken ? end - first - length : end - from;
      if (!taken && to - from > longest) nodes[at + BEST] = to - from;
    }
    let edges = from === begin || to === end ? node : 0;
    if (edges > 0 || nodes[at + BEST] !== longest) edges = this.#climb(node, edges);
    for (const column of this.#columns.kept) {
      const { mask, offset } = column;
      const run = to - alignUp(from, mask, offset);
      const old = nodes[at + column.slot]!;
      let best = old;
      if (!taken) best = run > old ? run : old;
      else if (run === old) best = run > 0 ? alignedInLeaf(words, leaf, mask, offset) : 0;
      nodes[at + column.slot] = best;
      if (edges > 0 || best !== old) this.#climbColumn(column, node, edges);
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
    const nodes = this.#nodes;
    let best = BEST;
    if (mask !== 0) best = this.#columns.of(mask, offset)?.slot ?? BEST;
    if (nodes[(1 << NODE) + best]! < length) return -1;
    let node = 1;
    let base = 0;
    let size = leaves * LEAF_BITS;
    /** Start of the run of free bits that reaches up to the part not yet searched; -1 if none. */
    let carry = -1;
    let vain = 0;
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
        const at = node << NODE;
        const head = nodes[at + PRE]!;
        if (carry >= 0) {
          const start = alignUp(carry, mask, offset);
          if (start + length <= base + head) return start;
        }
        if (nodes[at + best]! >= length) break;
        const tail = nodes[at + SUF]!;
        if (head < size) carry = tail > 0 ? base + size - tail : -1;
        else if (carry < 0) carry = base;
      }
      // Descend in it, always to the first half that does.
      while (node < leaves && nodes[(node << NODE) + best]! >= length) {
        node *= 2;
        size /= 2;
        const at = node << NODE;
        if (nodes[at + best]! >= length) continue;
        const tail = nodes[at + SUF]!;
        if (tail < size) carry = tail > 0 ? base + size - tail : -1;
        else if (carry < 0) carry = base;
        node += 1;
        base += size;
        if (carry >= 0) {
          const start = alignUp(carry, mask, offset);
          if (start + length <= base + nodes[(node << NODE) + PRE]!) return start;
        }
      }
      const at = node << NODE;
      if (nodes[at + best]! >= length) {
        const met = fitInLeaf(words, base, carry, length, mask, offset);
        if (met >= 0) return met;
        carry = -2 - met;
      } else if (nodes[at + PRE]! < size) {
        // The long run lay across the middle, misaligned.
        const tail = nodes[at + SUF]!;
        carry = tail > 0 ? base + size - tail : -1;
      } else if (carry < 0) {
        carry = base;
      }
      vain += 1;
      if (vain % PATIENCE === 0) {
        this.#vain += PATIENCE;
        if (this.#columns.owe(mask, offset, PATIENCE)) best = this.#build(mask, offset).slot;
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
      const head = this.#nodes[(node << NODE) + PRE]!;
      base += head;
      if (head < size) return base;
    }
  }

  /** Throws unless every node says what its words say. */
  check(): void {
    const twin = new RunIndex(this.words);
    const { kept } = this.#columns;
    for (const column of kept) twin.#fill(column, 0, this.leaves - 1);
    for (const slot of [PRE, SUF, BEST, ...kept.map((column) => column.slot)])
      for (let at = (1 << NODE) + slot; at < this.#nodes.length; at += 1 << NODE)
        if (this.#nodes[at] !== twin.#nodes[at])
          throw new Error(
            `entry ${slot} of node ${at >> NODE} is ${this.#nodes[at]}, its words say ${twin.#nodes[at]}`,
          );
  }

  /** Summarise these leaves and combine all nodes above them. */
  #refreshLeaves(from: number, to: number): void {
    for (let leaf = from; leaf <= to; leaf += 1) this.#summarise(leaf);
    let first = this.leaves + from;
    let last = this.leaves + to;
    for (let half = LEAF_BITS; first > 1; half *= 2) {
      first >>>= 1;
      last >>>= 1;
      for (let node = first; node <= last; node += 1) this.#combine(node, half);
    }
    for (const column of this.#columns.kept) this.#fill(column, from, to);
  }

  /** The part of a column that depends on some leaves. */
  #fill(column: AlignmentColumn, from: number, to: number): void {
    const { mask, offset, slot } = column;
    for (let leaf = from; leaf <= to; leaf += 1)
      this.#nodes[((this.leaves + leaf) << NODE) + slot] = alignedInLeaf(
        this.words,
        leaf,
        mask,
        offset,
      );
    let first = this.leaves + from;
    let last = this.leaves + to;
    for (let half = LEAF_BITS; first > 1; half *= 2) {
      first >>>= 1;
      last >>>= 1;
      for (let node = first; node <= last; node += 1) this.#combineAligned(column, node, half);
    }
  }

  /**
   * A leaf has changed. The topmost node whose pre or suf did, given that of the leaf; 0 = none. Where
   * this spends its time: first fit fills what was freed last, so `best` rises and falls on most of the
   * way up at every pair of changes. Hence #combine() written out.
   */
  #climb(leaf: number, edges: number): number {
    const nodes = this.#nodes;
    let top = edges;
    let changed = edges;
    let node = leaf;
    for (let half = LEAF_BITS; node > 1; half *= 2) {
      node >>>= 1;
      const at = node << NODE;
      const l = at * 2;
      const r = l + (1 << NODE);
      const tail = nodes[l + SUF]!;
      const head = nodes[r + PRE]!;
      let best = tail + head;
      if (nodes[l + BEST]! > best) best = nodes[l + BEST]!;
      if (nodes[r + BEST]! > best) best = nodes[r + BEST]!;
      if (changed > 0) {
        changed = 0;
        const pre = nodes[l + PRE]! < half ? nodes[l + PRE]! : half + head;
        const suf = nodes[r + SUF]! < half ? nodes[r + SUF]! : half + tail;
        if (pre !== nodes[at + PRE] || suf !== nodes[at + SUF]) {
          nodes[at + PRE] = pre;
          nodes[at + SUF] = suf;
          changed = top = node;
        }
      }
      if (changed === 0 && best === nodes[at + BEST]) break;
      nodes[at + BEST] = best;
    }
    return top;
  }

  /** A leaf of a column has changed, or the edges of nodes up to `edges` (0 = none). */
  #climbColumn(column: AlignmentColumn, leaf: number, edges: number): void {
    const nodes = this.#nodes;
    const { mask, offset, slot } = column;
    let node = leaf;
    let base = (leaf - this.leaves) * LEAF_BITS;
    for (let half = LEAF_BITS; node > 1; half *= 2) {
      if ((node & 1) === 1) base -= half;
      const reached = edges > 0 && node >= edges;
      node >>>= 1;
      const l = node << (NODE + 1);
      const r = l + (1 << NODE);
      let best = nodes[l + slot]! > nodes[r + slot]! ? nodes[l + slot]! : nodes[r + slot]!;
      const middle = base + half;
      const run = middle + nodes[r + PRE]! - alignUp(middle - nodes[l + SUF]!, mask, offset);
      // A run that begins in the right half is the right half's own.
      if (run > best && run > nodes[r + PRE]!) best = run;
      const at = (node << NODE) + slot;
      if (!reached && best === nodes[at]) return;
      nodes[at] = best;
    }
  }

  /** A node from its children, each of `half` positions. */
  #combine(node: number, half: number): void {
    const nodes = this.#nodes;
    const at = node << NODE;
    const l = at * 2;
    const r = l + (1 << NODE);
    const tail = nodes[l + SUF]!;
    const head = nodes[r + PRE]!;
    nodes[at + PRE] = nodes[l + PRE]! < half ? nodes[l + PRE]! : half + head;
    nodes[at + SUF] = nodes[r + SUF]! < half ? nodes[r + SUF]! : half + tail;
    nodes[at + BEST] = Math.max(tail + head, nodes[l + BEST]!, nodes[r + BEST]!);
  }

  /** A node of a column from its children, each of `half` positions. */
  #combineAligned({ mask, offset, slot }: AlignmentColumn, node: number, half: number): void {
    const nodes = this.#nodes;
    const l = node << (NODE + 1);
    const r = l + (1 << NODE);
    const firstOfLevel = 1 << (31 - Math.clz32(node));
    const middle = (2 * (node - firstOfLevel) + 1) * half;
    const start = alignUp(middle - nodes[l + SUF]!, mask, offset);
    const across = start < middle ? middle - start + nodes[r + PRE]! : 0;
    nodes[(node << NODE) + slot] = Math.max(nodes[l + slot]!, nodes[r + slot]!, across);
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
      if (30 - low - high > longest) longest = longestInWord(taken, longest);
      run = high;
    }
    const at = (this.leaves + leaf) << NODE;
    this.#nodes[at + PRE] = head < 0 ? run : head;
    this.#nodes[at + SUF] = run;
    this.#nodes[at + BEST] = run > longest ? run : longest;
  }

  /** A column for an alignment that has owed enough. */
  #build(mask: number, offset: number): AlignmentColumn {
    const column = this.#columns.add(mask, offset);
    this.#fill(column, 0, this.leaves - 1);
    return column;
  }
}
