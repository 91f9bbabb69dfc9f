import { describe, expect, test } from 'vitest';
import { OBJECT_BYTES, REFERENCE_BYTES } from '../board/weight.ts';
import { parse } from '../language/index.ts';
import type { Checkpoint } from '../machine/machine.ts';
import { typed } from '../test/typed.ts';

type Parts = Checkpoint['parts'];

const { machine, run } = typed(
  'board ssd202 CONFIG_DMA_API_DEBUG=y',
  'dma_map_single(0x20001000, 64, DMA_NONE)',
  'a = cma_alloc(2)',
  'b = cma_alloc(1)',
);
const saved = machine.checkpoint();
const { parts } = saved;
const having = (change: Partial<Parts>): Checkpoint => ({
  ...saved,
  parts: { ...parts, ...change },
});
const weigh = (checkpoint: Checkpoint, before?: Checkpoint): number =>
  machine.weigh(checkpoint, before);
/** What it weighs more than what was saved. */
const more = (change: Partial<Parts>): number => weigh(having(change)) - weigh(saved);

const [area] = parts.areas;
const [a, b] = parts.handles;
const withLines = ({ lines, lost }: Parts['klog'], ...added: string[]): Parts['klog'] => ({
  lines: [...lines, ...added],
  lost,
});
const THREE_RUNS = { values: new Uint8Array(3), lengths: new Uint32Array(3) };

describe('a checkpoint weighs more', () => {
  test.each([
    ['by a region', { areas: [area!, area!] }, OBJECT_BYTES],
    ['by runs of pages', { areas: [{ ...area!, pages: THREE_RUNS }] }, 3 * (1 + 4)],
    ['by a handle', { handles: [a!, b!, { ...b! }] }, OBJECT_BYTES + REFERENCE_BYTES],
    ['by a name', { blocks: { ...parts.blocks, names: ['', 'a', 'b', 'c'] } }, REFERENCE_BYTES],
    ['by a line of the log', { klog: withLines(parts.klog, 'cma: ok') }, 7 + 24],
    ['by lines of the trace', { trace: withLines(parts.trace, 'ab', 'c') }, 2 + 24 + 1 + 24],
    [
      'by slots that differ',
      { blocks: { ...parts.blocks, slots: new Uint32Array(5), freeSlots: new Uint32Array(2) } },
      7 * 4,
    ],
  ] as const)('%s', (_, change, bytes) => expect(more(change)).toBe(bytes));

  test('by what systems saved', () => expect(more({ systems: {} })).toBeLessThan(0));

  test('by what a workload holds', () => {
    const lines = typed('board ssd202');
    const [work] = parse('workload cma ops=90 seed=1 mix=small').statements;
    const task = lines.machine.start(work!.command);
    task.step(30);
    const inside = lines.machine.checkpoint();
    const held = lines.machine.state().blocks.length;
    expect(held).toBeGreaterThan(5);
    const without = { ...inside, workload: undefined };
    expect(weigh(inside) - weigh(without)).toBe(held * 8);
  });
});

/** What the systems say of a checkpoint beside itself. */
const OF_SYSTEMS = weigh(saved, saved) - weigh(having({ systems: {} }), saved);

describe('beside an older one a checkpoint weighs nothing for', () => {
  /** By how much the older one makes it lighter. */
  const spared = (change: Partial<Parts>): number =>
    weigh(saved, having(NOTHING)) - weigh(saved, having({ ...NOTHING, ...change }));
  /** Nothing of it is the same object. */
  const NOTHING: Partial<Parts> = structuredClone(parts);

  test.each([
    ['all handles', { handles: parts.handles }, 2 * (OBJECT_BYTES + REFERENCE_BYTES)],
    ['one handle but its place', { handles: [b!] }, OBJECT_BYTES],
    ['names', { blocks: { ...NOTHING.blocks!, names: parts.blocks.names } }, 3 * REFERENCE_BYTES],
    // Two rows of 18 bytes and a dozen arrays.
    [
      'its base',
      { blocks: { ...NOTHING.blocks!, base: parts.blocks.base } },
      36 + 12 * OBJECT_BYTES,
    ],
    [
      'its log',
      { klog: parts.klog },
      parts.klog.lines.join('').length + 24 * parts.klog.lines.length,
    ],
  ] as const)('%s', (_, change, bytes) => expect(spared(change)).toBe(bytes));

  test('what it shares: itself, a region and the arrays of what differs are left', () =>
    expect(weigh(saved, saved) - OF_SYSTEMS).toBe((1 + 1 + 12) * OBJECT_BYTES));
  test('handles that were bound before, when one more is', () => {
    run('c = cma_alloc(1)');
    const then = machine.checkpoint();
    const handles = weigh(then, saved) - weigh(then, having({ handles: then.parts.handles }));
    expect(handles).toBe(3 * REFERENCE_BYTES + OBJECT_BYTES);
  });
});
