import { describe, expect, it } from 'vitest';
import { newest } from './newest.ts';
import type { ConsoleContent, ConsoleLine, KernelLine } from './transcript.ts';

let id = 0;
const line = (at: number, content: ConsoleContent): ConsoleLine => {
  id += 1;
  return { id, op: at, first: true, at, content };
};
const out = (at: number, text: string): ConsoleLine => line(at, { kind: 'out', text });
const typed = (at: number): ConsoleLine => line(at, { kind: 'in', text: 'typed' });
const printk = (at: number, text: string, failed = false): KernelLine => {
  id += 1;
  return { id, op: at, first: true, at, channel: 'printk', text, failed };
};

describe('the newest line', () => {
  it('is none where nothing was said', () => {
    expect(newest([], [], 0)).toBeUndefined();
    expect(newest([typed(1)], [], 1)).toBeUndefined();
  });

  it('is the answer, not what was typed', () => {
    const answer = out(1, 'a = page 0x26400');
    expect(newest([typed(1), answer, typed(2)], [], 2)).toEqual({
      text: 'a = page 0x26400',
      failed: false,
      line: answer,
    });
  });

  it('has words', () => {
    expect(newest([out(1, 'total'), out(1, ' ')], [], 1)?.text).toBe('total');
  });

  it('is the kernel’s where its command is the newer one', () => {
    expect(newest([out(1, 'one')], [printk(2, 'cma: alloc failed', true)], 2)).toEqual({
      text: 'cma: alloc failed',
      failed: true,
      line: undefined,
    });
    expect(newest([out(2, 'two')], [printk(2, 'said')], 2)?.text).toBe('two');
  });

  it('is of the position where one stands', () => {
    const console = [out(1, 'one'), out(3, 'three')];
    expect(newest(console, [printk(2, 'kernel')], 3)?.text).toBe('three');
    expect(newest(console, [printk(2, 'kernel')], 2)?.text).toBe('kernel');
    expect(newest(console, [printk(2, 'kernel')], 1)?.text).toBe('one');
    expect(newest(console, [printk(2, 'kernel')], 0)).toBeUndefined();
  });

  it('is the beginning of a folded answer, and says when it is bad', () => {
    const lines: ConsoleContent[] = [
      { kind: 'err', text: 'insmod: failed' },
      { kind: 'out', text: 'more' },
    ];
    expect(newest([line(1, { kind: 'fold', lines, from: 1 })], [], 1)).toMatchObject({
      text: 'insmod: failed',
      failed: true,
    });
  });
});
