/**
 * The slow, obvious twin of FreeBitmap: one boolean a bit, every answer by looking at every bit, the
 * search written as the kernel writes it (find the next zero area, move on after the bit that is in
 * the way).
 */
export class SlowBitmap {
  readonly taken: boolean[];

  constructor(bits: number) {
    this.taken = new Array<boolean>(bits).fill(false);
  }

  set(first: number, length: number): number {
    return this.#write(first, length, true);
  }
  clear(first: number, length: number): number {
    return this.#write(first, length, false);
  }

  find(length: number, mask = 0, offset = 0, from = 0): number {
    const bits = this.taken.length;
    for (let start = from; ;) {
      let at = start;
      while (at < bits && this.taken[at]) at += 1;
      while ((at + offset) % (mask + 1) !== 0) at += 1;
      if (at + length > bits) return -1;
      const inTheWay = this.taken.indexOf(true, at);
      if (inTheWay < 0 || inTheWay >= at + length) return at;
      start = inTheWay + 1;
    }
  }

  runs(): [start: number, length: number][] {
    const found: [number, number][] = [];
    this.taken.forEach((taken, at) => {
      if (taken) return;
      const last = found.at(-1);
      if (last && last[0] + last[1] === at) last[1] += 1;
      else found.push([at, 1]);
    });
    return found;
  }
  longest(): number {
    return Math.max(0, ...this.runs().map(([, length]) => length));
  }
  count(): number {
    return this.taken.filter(Boolean).length;
  }

  #write(first: number, length: number, taken: boolean): number {
    let changed = 0;
    for (let at = first; at < first + length; at += 1) {
      if (this.taken[at] !== taken) changed += 1;
      this.taken[at] = taken;
    }
    return changed;
  }
}

/** `#` taken, `.` free. */
export const picture = (taken: readonly boolean[]): string =>
  taken.map((bit) => (bit ? '#' : '.')).join('');
