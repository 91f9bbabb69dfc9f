import { describe, expect, it } from 'vitest';
import { FrameError, FrameWriter } from '../frames/frames.ts';
import { PatchWriter } from '../frames/patches.ts';
import { columnsOf, contents } from '../test/machine.ts';
import { FrameSource } from './source.ts';

const columns = columnsOf(100, 10);
const { layout } = columns;
const write = (at: number, value: number): void => {
  columns.columns.page[at] = value;
  columns.touch('page', at, at + 1);
};

describe('a source', () => {
  it('has nothing before anything was handed over', () => {
    const source = new FrameSource();
    source.attach({});
    expect(source).toMatchObject({ shared: false, fresh: false, mustAsk: true });
    expect([source.progress, source.frame()]).toEqual([undefined, undefined]);
  });
  it('of shared memory is read without asking, until the buffer is retired', () => {
    const source = new FrameSource();
    const writer = new FrameWriter(layout);
    source.attach({ layout, buffer: writer.buffer });
    expect(source).toMatchObject({ shared: true, fresh: false, mustAsk: false });
    write(1, 5);
    writer.publish(columns);
    writer.report({ run: 1, index: 0, done: 2, total: 3 });
    expect(source.fresh).toBe(true);
    expect(source.progress).toEqual({ run: 1, index: 0, done: 2, total: 3 });
    const frame = source.frame()!;
    expect(contents(frame)).toBe(contents(columns));
    expect([source.fresh, source.frame()]).toEqual([false, frame]);
    writer.retire();
    expect(source.mustAsk).toBe(true);
  });
  it('of patches must be asked, and knows no progress', () => {
    const source = new FrameSource();
    const writer = new PatchWriter(layout);
    source.attach({ layout, patch: writer.build(columns)! });
    expect(source).toMatchObject({ shared: false, fresh: true, mustAsk: true });
    expect(source.progress).toBeUndefined();
    const frame = source.frame()!;
    expect([source.fresh, source.frame()]).toEqual([false, frame]);
    write(2, 7);
    source.attach({ patch: writer.build(columns)! });
    expect(source.fresh).toBe(true);
    expect(contents(source.frame()!)).toBe(contents(columns));
    // The same memory: what is not newer need not be painted again.
    expect(source.frame()!.epoch).toBe(frame.epoch);
  });
  it('begins another epoch with each memory', () => {
    const epochs = [0, 1, 2].map((n) => {
      const source = new FrameSource();
      const shared = new FrameWriter(layout);
      shared.publish(columns);
      source.attach(
        n === 1
          ? { layout, patch: new PatchWriter(layout).build(columns)! }
          : { layout, buffer: shared.buffer },
      );
      return source.frame()!.epoch;
    });
    expect(epochs).toEqual([epochs[0], epochs[0]! + 1, epochs[0]! + 2]);
  });
  it.each([
    ['a buffer without its layout', { buffer: new FrameWriter(layout).buffer }],
    ['a patch of nothing', { patch: new PatchWriter(layout).build(columns)! }],
  ])('takes no %s', (what, handover) => {
    const source = new FrameSource();
    expect(() => source.attach(handover)).toThrow(new FrameError(what));
    expect(source.fresh).toBe(false);
  });
  it('takes no patch of shared memory', () => {
    const source = new FrameSource();
    source.attach({ layout, buffer: new FrameWriter(layout).buffer });
    const patch = new PatchWriter(layout).build(columns)!;
    expect(() => source.attach({ patch })).toThrow(FrameError);
  });
});
