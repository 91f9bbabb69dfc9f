/**
 * The heap as a C programmer reads it: bytes in a map, headers in them, and a list that is walked. It
 * knows no index and no shortcut, and gives up after more steps than there can be chunks.
 */
export type SlowAnswer = number | 'NULL' | 'hang' | 'lost';

const PAGE = 4096n;

export class SlowHeap {
  readonly bytes = new Map<bigint, bigint>();
  head: bigint;
  /** Headers met on the way in all calls. */
  steps = 0;
  readonly #base: bigint;
  readonly #end: bigint;
  /** Kernel virtual minus physical address (2.x). */
  readonly #offset: bigint;
  readonly #pointerBits: bigint;
  readonly #sizeBits: bigint;
  /** 4.x: the first page of a header's page is looked at, and the remainder is written first. */
  readonly #mapped: boolean;

  constructor(plan: {
    base: number;
    size: number;
    offset: number;
    pointerBits: number;
    sizeBits: number;
    mapped: boolean;
  }) {
    this.#base = BigInt(plan.base);
    this.#end = BigInt(plan.base + plan.size);
    this.#offset = BigInt(plan.offset);
    this.#pointerBits = BigInt(plan.pointerBits);
    this.#sizeBits = BigInt(plan.sizeBits);
    this.#mapped = plan.mapped;
    this.head = this.#base + this.#offset;
    this.#set(this.head, 'next', 0n);
    this.#set(this.head, 'size', BigInt(plan.size));
  }

  #wrap(value: bigint, bits: bigint): bigint {
    return ((value % 2n ** bits) + 2n ** bits) % 2n ** bits;
  }
  #place(pointer: bigint, field: 'next' | 'size'): bigint {
    let at = pointer - this.#offset;
    if (this.#mapped) at -= at % PAGE;
    if (at < this.#base || at >= this.#end) throw new Error('lost');
    return field === 'next' ? at : at + this.#pointerBits / 8n;
  }
  #width(field: 'next' | 'size'): bigint {
    return (field === 'next' ? this.#pointerBits : this.#sizeBits) / 8n;
  }
  #get(pointer: bigint, field: 'next' | 'size'): bigint {
    const at = this.#place(pointer, field);
    let value = 0n;
    for (let i = this.#width(field) - 1n; i >= 0n; i--)
      value = value * 256n + (this.bytes.get(at + i) ?? 0n);
    return value;
  }
  #set(pointer: bigint, field: 'next' | 'size', value: bigint): void {
    const at = this.#place(pointer, field);
    for (let i = 0n; i < this.#width(field); i++)
      this.bytes.set(at + i, (value / 256n ** i) % 256n);
  }
  poke(address: number, bytes: readonly number[]): void {
    bytes.forEach((byte, i) => this.bytes.set(BigInt(address + i), BigInt(byte)));
  }

  #guard(work: () => SlowAnswer): SlowAnswer {
    try {
      return work();
    } catch (error) {
      const { message } = error as Error;
      if (message === 'lost' || message === 'hang') return message;
      throw error;
    }
  }
  #limited(): () => void {
    let left = Number((this.#end - this.#base) / PAGE) * 20 + 100;
    return () => {
      this.steps++;
      if (left-- === 0) throw new Error('hang');
    };
  }

  alloc(requested: number, alignment: number, dry = false): SlowAnswer {
    return this.#guard(() => {
      const tick = this.#limited();
      let size = BigInt(requested);
      if (size % PAGE !== 0n) size += PAGE - (size % PAGE);
      size = this.#wrap(size, this.#sizeBits);
      const align = BigInt(alignment) % PAGE !== 0n ? PAGE : BigInt(alignment);
      const mask = this.#wrap(align - 1n, this.#sizeBits);
      let prev = 0n;
      let cur = this.head;
      while (cur !== 0n) {
        tick();
        const curSize = this.#get(cur, 'size');
        let offset = this.#wrap(cur, this.#sizeBits) & mask;
        if (offset !== 0n) offset = this.#wrap(align - offset, this.#sizeBits);
        if (curSize >= this.#wrap(size + offset, this.#sizeBits)) {
          const addr = this.#wrap(cur + offset, this.#pointerBits);
          if (!dry) this.#take(prev, cur, addr, size, offset, curSize);
          // Alignment 0 skips up to address 0, and who gets that got NULL.
          return addr === 0n ? 'NULL' : Number(addr - this.#offset);
        }
        prev = cur;
        cur = this.#get(cur, 'next');
      }
      return 'NULL';
    });
  }
  #take(
    prev: bigint,
    cur: bigint,
    addr: bigint,
    size: bigint,
    offset: bigint,
    curSize: bigint,
  ): void {
    const remain = this.#wrap(curSize - size - offset, this.#sizeBits);
    const tail = this.#wrap(addr + size, this.#pointerBits);
    const makeTail = () => {
      this.#set(tail, 'next', this.#get(cur, 'next'));
      this.#set(tail, 'size', remain);
    };
    if (remain !== 0n && this.#mapped) makeTail();
    if (offset !== 0n) {
      this.#set(cur, 'size', offset);
      if (remain !== 0n) {
        if (!this.#mapped) makeTail();
        this.#set(cur, 'next', tail);
      }
      return;
    }
    if (remain !== 0n && !this.#mapped) makeTail();
    const next = remain !== 0n ? tail : this.#get(cur, 'next');
    if (prev === 0n) this.head = next;
    else this.#set(prev, 'next', next);
  }

  free(address: number, given: number): SlowAnswer {
    return this.#guard(() => {
      const tick = this.#limited();
      let size = BigInt(given);
      if (size % PAGE !== 0n) size += PAGE - (size % PAGE);
      size = this.#wrap(size, this.#sizeBits);
      const block = BigInt(address) + this.#offset;
      let cur = 0n;
      let next = this.head;
      while (next !== 0n && next < block) {
        tick();
        cur = next;
        next = this.#get(next, 'next');
      }
      this.#set(block, 'next', next);
      this.#set(block, 'size', size);
      if (cur === 0n) this.head = block;
      else this.#set(cur, 'next', block);
      if (next !== 0n && this.#wrap(block + size, this.#pointerBits) === next) {
        this.#set(block, 'next', this.#get(next, 'next'));
        const both = this.#get(block, 'size') + this.#get(next, 'size');
        this.#set(block, 'size', this.#wrap(both, this.#sizeBits));
      }
      if (cur !== 0n && this.#wrap(cur + this.#get(cur, 'size'), this.#pointerBits) === block) {
        this.#set(cur, 'next', this.#get(block, 'next'));
        const both = this.#get(cur, 'size') + this.#get(block, 'size');
        this.#set(cur, 'size', this.#wrap(both, this.#sizeBits));
      }
      return 0;
    });
  }
}
