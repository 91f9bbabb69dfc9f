/**
 * The other contestant: the pages of a pool walked in list order, as dma_pool_alloc and dma_pool_free
 * of mm/dmapool.c up to 6.3 walk them, over arrays instead of memory.
 */
export class PoolWalk {
  /** Offset of the first free block of each page, and of the next one after each block. */
  readonly #head: Int32Array;
  readonly #next: Int32Array;
  readonly #blocks: number;
  readonly #end: number;

  /** Pages with all blocks in use. A block is named by page * blocks + its number. */
  constructor(pages: number, blocks: number) {
    this.#blocks = blocks;
    this.#end = blocks;
    this.#head = new Int32Array(pages).fill(blocks);
    this.#next = new Int32Array(pages * blocks);
  }

  /** The newest page that has a free block; -1 if none has. */
  alloc(): number {
    for (let page = this.#head.length - 1; page >= 0; page -= 1) {
      const block = this.#head[page]!;
      if (block >= this.#end) continue;
      const name = page * this.#blocks + block;
      this.#head[page] = this.#next[name]!;
      return name;
    }
    return -1;
  }
  free(name: number): void {
    const from = this.#blocks;
    for (let page = this.#head.length - 1; page >= 0; page -= 1) {
      const block = name - page * from;
      if (block < 0 || block >= from) continue;
      this.#next[name] = this.#head[page]!;
      this.#head[page] = block;
      return;
    }
  }
}
