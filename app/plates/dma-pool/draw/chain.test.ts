import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TypedMachine, typedPools } from '../test/pool-scene.ts';
import { chainOf, planChain } from './chain.ts';
import type { Chain } from './chain.ts';
import { PageIndex, servingPage } from './pages.ts';

const beside = (from: number, to: number): boolean => to === from + 1;
const chain = (blocks: number[], end: Chain['end'] = 'end', back = -1): Chain => ({
  blocks,
  end,
  back,
});

describe('how a free list is drawn', () => {
  it('blocks in address order are one stretch', () => {
    const plan = planChain(chain([4, 5, 6, 7]), beside);
    expect(plan.stretches).toEqual([{ from: 4, to: 7, count: 4 }]);
    expect(plan.jumps).toEqual([]);
    expect([...plan.numerals]).toEqual([[4, 1]]);
  });
  it('jumps have a direction, and each block before the tail a numeral', () => {
    const plan = planChain(chain([9, 2, 5, 12, 13, 14, 15]), beside);
    expect(plan.jumps).toEqual([
      { from: 9, to: 2, kind: 'back' },
      { from: 2, to: 5, kind: 'forward' },
      { from: 5, to: 12, kind: 'forward' },
    ]);
    expect([...plan.numerals]).toEqual([
      [9, 1],
      [2, 2],
      [5, 3],
      [12, 4],
    ]);
    expect(plan.stretches).toEqual([{ from: 12, to: 15, count: 4 }]);
  });
  it('two blocks side by side are a jump', () =>
    expect(planChain(chain([4, 5]), beside).jumps).toEqual([{ from: 4, to: 5, kind: 'forward' }]));
  it('a block that leads to itself is a loop of one', () =>
    expect(planChain(chain([4], 'loop', 0), beside).jumps).toEqual([
      { from: 4, to: 4, kind: 'loop' },
    ]));
  it('a circle is closed by a loop', () =>
    expect(planChain(chain([4, 9, 2], 'loop', 1), beside).jumps.at(-1)).toEqual({
      from: 2,
      to: 9,
      kind: 'loop',
    }));
  it('says which block leads to none', () => {
    expect(planChain(chain([4, 9], 'corrupt'), beside).broken).toBe(9);
    expect(planChain(chain([4, 9]), beside).broken).toBeUndefined();
  });
  it('beyond a number jumps are counted, the loop is not left out', () => {
    const blocks = Array.from({ length: 40 }, (_, i) => i * 2);
    const plan = planChain(chain(blocks, 'loop', 3), beside, 10);
    expect([plan.jumps.length, plan.more]).toEqual([11, 29]);
  });
  it('an empty list is nothing', () =>
    expect(planChain(chain([]), beside)).toMatchObject({ head: undefined, jumps: [], more: 0 }));
});

describe.each([
  ['bitmap', '2.6.18'],
  ['list', '4.x'],
  ['stack', '6.4'],
])('the %s', (_mechanism, kernel) => {
  it('is followed in the order in which blocks are handed out', () => {
    const ops = fc.array(fc.nat(60), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ops, (steps) => {
        const machine = new TypedMachine(
          `board ssd202 cma=8M dma_pool=${kernel}`,
          'p = dma_pool_create("t", 512, 32, 0)',
        );
        const held: number[] = [];
        for (const step of steps) {
          if (step > 30 && held.length > 0) {
            const [block] = held.splice(step % held.length, 1);
            machine.run(`dma_pool_free(p, ${block})`);
          } else held.push(machine.taken('dma_pool_alloc(p)'));
        }
        const frame = machine.frame();
        const pages = new PageIndex();
        pages.update(frame);
        const [pool] = frame.layout.dmaPools;
        const page = servingPage(frame, pages, pool!);
        if (page === undefined) return;
        const { blocks } = chainOf(frame, pool!, page);
        const { poolPageAddress, poolPageFirst } = frame.columns;
        const shown = blocks.map((row) => {
          const of = pages.pageOfBlock(frame, row)!;
          return poolPageAddress[of]! + pool!.slots[row - poolPageFirst[of]!]!;
        });
        expect(shown.length).toBeGreaterThan(0);
        expect(shown.map(() => machine.taken('dma_pool_alloc(p)'))).toEqual(shown);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a list that somebody broke', () => {
  const open = (...lines: string[]): Chain => {
    const frame = typedPools('p = dma_pool_create("t", 128, 32, 0)', ...lines).frame();
    const pages = new PageIndex();
    pages.update(frame);
    const [pool] = frame.layout.dmaPools;
    return chainOf(frame, pool!, pages.of(pool!)[0]!);
  };
  const TAKE = ['a = dma_pool_alloc(p)', 'b = dma_pool_alloc(p)'];
  it('freed twice, bites its own tail', () =>
    expect(open(...TAKE, 'dma_pool_free(p, a)', 'dma_pool_free(p, a)')).toMatchObject({
      blocks: [0],
      end: 'loop',
      back: 0,
    }));
  it('written over, leads to no block', () =>
    expect(open(...TAKE, 'dma_pool_free(p, b)', 'poke(b, 0x58)')).toMatchObject({
      blocks: [1],
      end: 'corrupt',
    }));
  it('written over with a large number, is at its end', () =>
    expect(open(...TAKE, 'dma_pool_free(p, b)', 'poke(b, 0x58585858)')).toMatchObject({
      blocks: [1],
      end: 'end',
    }));
  it('is not followed for ever', () => {
    const frame = typedPools('p = dma_pool_create("t", 64, 32, 0)', 'dma_pool_alloc(p)').frame();
    const pages = new PageIndex();
    pages.update(frame);
    const [pool] = frame.layout.dmaPools;
    const { blocks, end } = chainOf(frame, pool!, pages.of(pool!)[0]!, 10);
    expect([blocks.length, end]).toEqual([10, 'more']);
  });
});
