import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../../../engine/contract/command.ts';
import type { CmemEvent } from '../../../engine/systems/cmem/protocol.ts';
import { currentProcess, initialised, namesGiven } from '../../session/cmem-script.ts';
import { emptyBetter, readChoice } from './cmem-choice.ts';
import { cmemLine, pointerOf, RMMOD, SEED_INSMOD } from './cmem-commands.ts';
import type { CmemTarget, CmemVerb } from './cmem-commands.ts';
import { parse } from '../../../engine/language/index.ts';
import type { PoolVerdict } from './cmem-facts.ts';
import { readNeeds, readSize, writeNeeds } from './cmem-needs.ts';
import { CmemNews } from './cmem-news.svelte.ts';
import { CmemPeak } from './cmem-peak.ts';
import type { ScriptLine } from '../../session/transcript/transcript.ts';

const outcomeOf = (facts: readonly CmemEvent[], op = 7): Outcome =>
  ({ op, ops: 1, events: facts }) as unknown as Outcome;
const look = (pool: number, size: number, verdict: PoolVerdict, asked = 5000): CmemEvent => ({
  is: 'pool',
  block: 0,
  pool,
  size,
  asked,
  verdict,
});
const taken = (pool: number, phys: number, size: number): CmemEvent => ({
  is: 'taken',
  block: 0,
  pool,
  id: 0,
  phys,
  size,
});
const cut = (phys: number, size: number): CmemEvent => ({
  is: 'cut',
  block: 0,
  phys,
  size,
  chunk: phys,
  chunkSize: 1 << 20,
  skipped: 0,
});
const served = (asked: number, size: number): CmemEvent => ({
  is: 'served',
  asked,
  size,
  rounding: 1,
  unused: size - asked - 1,
});
const freed = (phys: number): CmemEvent => ({ is: 'freed', block: 0, pool: 0, phys, size: 0 });

describe('the choice of a pool', () => {
  const cascade = [
    look(0, 4096, 'too small'),
    look(1, 8192, 'empty'),
    look(2, 16384, 'empty'),
    look(3, 65536, 'best'),
    taken(3, 0x1000, 65536),
    served(5000, 65536),
  ];
  it('is read from what was reported, in order', () => {
    expect(readChoice(outcomeOf(cascade))).toMatchObject({
      op: 7,
      block: 0,
      asked: 5000,
      size: 65536,
      taken: { pool: 3, phys: 0x1000 },
      cut: undefined,
    });
    expect(readChoice(outcomeOf(cascade))!.looks.map((one) => one.pool)).toEqual([0, 1, 2, 3]);
  });
  it('names the pools that would have wasted less', () => {
    const choice = readChoice(outcomeOf(cascade))!;
    expect(emptyBetter(choice).map((one) => one.pool)).toEqual([1, 2]);
  });
  it('an empty pool that is larger than the one that served was not missed', () => {
    const facts = [look(0, 8192, 'best'), look(1, 16384, 'empty'), taken(0, 0x1000, 8192)];
    expect(emptyBetter(readChoice(outcomeOf(facts))!)).toEqual([]);
  });
  it('a refused request has looked and taken nothing', () => {
    const choice = readChoice(outcomeOf([look(0, 4096, 'too small'), look(1, 8192, 'empty')]))!;
    expect([choice.taken, choice.cut, choice.size]).toEqual([undefined, undefined, 0]);
    expect(emptyBetter(choice).map((one) => one.pool)).toEqual([1]);
  });
  it('the fallback goes from the pools to the heap', () => {
    const choice = readChoice(
      outcomeOf([look(0, 4096, 'too small'), cut(0x9000, 8192), served(5000, 8192)]),
    )!;
    expect(choice).toMatchObject({ cut: { phys: 0x9000 }, taken: undefined, size: 8192 });
    expect(choice.looks.length).toBe(1);
  });
  it('a pool taken by number was not searched for', () => {
    const choice = readChoice(outcomeOf([taken(2, 0x1000, 8192)]))!;
    expect(choice).toMatchObject({ looks: [], asked: 8192, taken: { pool: 2 } });
  });
  it('of several requests the last one counts', () => {
    const second = [look(0, 4096, 'best', 100), taken(0, 0x5000, 4096), served(100, 4096)];
    const choice = readChoice(outcomeOf([...cascade, ...second]))!;
    expect([choice.asked, choice.looks.length, choice.taken?.phys]).toEqual([100, 1, 0x5000]);
    const refused = readChoice(outcomeOf([...cascade, look(0, 4096, 'empty', 64)]))!;
    expect([refused.asked, refused.taken]).toEqual([64, undefined]);
  });
  it('what is no request says nothing', () => {
    expect(readChoice(outcomeOf([freed(0x1000)]))).toBeUndefined();
    expect(readChoice(outcomeOf([served(1, 4096)]))).toBeUndefined();
    const scan = { is: 'scan' } as unknown as CmemEvent;
    expect(readChoice(outcomeOf([scan]))).toBeUndefined();
  });
});

describe('the peak', () => {
  const peakOf = (...facts: CmemEvent[]): CmemPeak => {
    const peak = new CmemPeak();
    peak.take(outcomeOf(facts));
    return peak;
  };
  it('counts what was asked for, not what was handed out', () => {
    const peak = peakOf(taken(0, 1, 4096), served(100, 4096), taken(0, 2, 4096), served(100, 4096));
    expect(peak.needs()).toEqual([{ size: 100, count: 2 }]);
  });
  it('is the most at one time, not the sum', () => {
    const peak = peakOf(
      taken(0, 1, 8192),
      taken(0, 2, 4096),
      freed(1),
      taken(0, 3, 4096),
      freed(2),
      freed(3),
    );
    expect(peak.needs()).toEqual([
      { size: 8192, count: 1 },
      { size: 4096, count: 1 },
    ]);
  });
  it('leaves the heap out unless it is asked for', () => {
    const peak = peakOf(cut(1, 1 << 20), taken(0, 2, 4096));
    expect(peak.needs()).toEqual([{ size: 4096, count: 1 }]);
    expect(peak.needs(true).length).toBe(2);
  });
  it('survives the module, but nothing is held any more', () => {
    const peak = peakOf(taken(0, 1, 8192));
    peak.release();
    peak.take(outcomeOf([taken(0, 1, 4096)]));
    expect(peak.needs()).toEqual([{ size: 8192, count: 1 }]);
  });
  it('is what a list kept at every step says', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.nat(9)), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (todo) => {
        const peak = new CmemPeak();
        const live = new Map<number, number>();
        let most: number[] = [];
        const sum = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);
        for (const [phys, pages] of todo) {
          if (live.has(phys)) {
            live.delete(phys);
            peak.take(outcomeOf([freed(phys)]));
          } else {
            live.set(phys, pages + 1);
            peak.take(outcomeOf([taken(0, phys, pages + 1)]));
          }
          if (sum([...live.values()]) > sum(most)) most = [...live.values()];
        }
        const got = peak.needs().flatMap(({ size, count }) => Array<number>(count).fill(size));
        expect(got).toEqual(most.sort((a, b) => b - a));
      }),
    );
  });
});

test.each([
  ['4096', 4096],
  ['0x1000', 4096],
  ['64K', 65536],
  ['64KiB', 65536],
  ['1.5M', 1_572_864],
  ['2mb', 2_097_152],
  ['1G', 2 ** 30],
  ['12 ', undefined],
  ['-1', undefined],
  ['1.0001', undefined],
  ['x', undefined],
])('size %j is %j', (text, bytes) => expect(readSize(text)).toBe(bytes));

describe('a list of buffers', () => {
  it.each([
    ['frame 829440 4', { name: 'frame', size: 829_440, count: 4 }],
    ['829440 4', { name: '', size: 829_440, count: 4 }],
    ['bits: 2M', { name: 'bits', size: 2_097_152, count: 1 }],
    ['osd, 64 KiB, x2', { name: 'osd', size: 65_536, count: 2 }],
    ['video frame\t1.5 MB\t3', { name: 'video frame', size: 1_572_864, count: 3 }],
    ['50x512', { name: '', size: 512, count: 50 }],
    ['small 50x512', { name: 'small', size: 512, count: 50 }],
    ['a 0x1000 3', { name: 'a', size: 4096, count: 3 }],
    ['a 4096 × 3', { name: 'a', size: 4096, count: 3 }],
    ['a 100 bytes 3', { name: 'a', size: 100, count: 3 }],
  ])('%j', (line, need) => expect(readNeeds(line)).toEqual({ needs: [need], wrong: [] }));
  it.each([
    ['frame', 'no-size'],
    ['frame 12abc', 'size'],
    ['frame 4096 many', 'count'],
    ['frame 4096 1.5', 'count'],
    ['frame 4096 9999999999', 'too-much'],
    ['frame 99999999999999', 'too-much'],
  ])('%j: %s', (line, problem) => {
    expect(readNeeds(`\n${line}`).wrong).toEqual([{ line: 2, text: line, problem }]);
  });
  it('skips what is empty and what is a comment', () => {
    expect(readNeeds('# buffers\n\n a 1 # one\n').needs).toEqual([
      { name: 'a', size: 1, count: 1 },
    ]);
  });
  it('reads what it wrote', () => {
    const needs = fc.array(
      fc.record({ size: fc.nat(2 ** 31), count: fc.integer({ min: 1, max: 999 }) }),
    );
    fc.assert(
      fc.property(needs, (list) => {
        const read = readNeeds(writeNeeds(list)).needs;
        expect(read.map(({ size, count }) => ({ size, count }))).toEqual(list);
      }),
    );
  });
  it('never throws, whatever is pasted', () => {
    fc.assert(fc.property(fc.string(), (text) => void readNeeds(text)));
  });
});

describe('lines that buttons type', () => {
  const line = (text: string, op?: number, comment = false): ScriptLine => ({
    id: 1,
    at: op ?? 0,
    steps: comment ? 0 : 1,
    op,
    text,
    comment,
    failed: false,
    line: undefined,
    by: undefined,
  });
  const target = (part: Partial<CmemTarget> = {}): CmemTarget => ({
    phys: 0x87fff000,
    size: 512,
    heap: false,
    process: 'p1',
    pointer: { name: 'a', physical: false },
    ...part,
  });
  const said = (verb: CmemVerb, part: Partial<CmemTarget> = {}, script: ScriptLine[] = []) => {
    const text = cmemLine(verb, target(part), script);
    // What a button types must be something that one can type.
    if (text !== undefined) expect(parse(text).errors).toEqual([]);
    return text;
  };
  it.each([
    ['free', {}, 'CMEM_free(a)'],
    ['free', { heap: true }, 'CMEM_free(a, CMEM_HEAP)'],
    ['cacheWb', {}, 'CMEM_cacheWb(a, 512)'],
    ['cacheInv', {}, 'CMEM_cacheInv(a, 512)'],
    ['cacheWbInv', {}, 'CMEM_cacheWbInv(a, 512)'],
    ['free', { pointer: { name: 'a', physical: true } }, 'CMEM_freePhys(a)'],
    ['cacheWb', { pointer: { name: 'a', physical: true } }, undefined],
    ['free', { pointer: undefined }, 'ioctl(CMEM_IOCFREEPHYS, address=0x87FFF000)'],
    ['free', { pointer: undefined, heap: true }, 'ioctl(CMEM_IOCFREEHEAPPHYS, address=0x87FFF000)'],
    ['cacheInv', { pointer: undefined }, undefined],
  ] as const)('%s of %j: %j', (verb, part, text) => expect(said(verb, part)).toBe(text));
  it('in another process, and back', () => {
    const script = [line('proc p2'), line('# proc p3', undefined, true)];
    expect(said('free', {}, script)).toBe('proc p1\nCMEM_free(a)\nproc p2');
    expect(said('free', { process: 'p2' }, script)).toBe('CMEM_free(a)');
    expect(said('free', { process: '' }, script)).toBe('CMEM_free(a)');
  });
  it.each([
    [[], 'p1'],
    [['proc p2', 'proc  p10 '], 'p10'],
    [['proc -n p3'], 'p3'],
    [['proc p2', 'board dm365'], 'p1'],
  ])('after %j the process is %s', (texts, process) => {
    expect(currentProcess(texts.map((text) => line(text)))).toBe(process);
  });
  it.each([
    ['a = CMEM_alloc(512)', { name: 'a', physical: false }],
    ['a = CMEM_alloc2(0, 512)', { name: 'a', physical: false }],
    ['a = CMEM_allocPool2(0, 1)', { name: 'a', physical: false }],
    ['a = CMEM_registerAlloc(0x1000)', { name: 'a', physical: false }],
    ['a = CMEM_allocPhys(512)', { name: 'a', physical: true }],
    ['a = CMEM_allocPoolPhys2(0, 1)', { name: 'a', physical: true }],
    ['CMEM_alloc(512)', undefined],
    ['a = cma_alloc(1)', undefined],
  ])('%j gave %j', (text, pointer) => {
    expect(pointerOf([line('b = CMEM_alloc(1)', 2), line(text, 3)], 3)).toEqual(pointer);
  });
  it('of a later board’s operation with the same number the later line counts', () => {
    const script = [line('a = CMEM_alloc(1)', 3), line('b = CMEM_alloc(1)', 3)];
    expect(pointerOf(script, 3)?.name).toBe('b');
    expect(pointerOf(script, 4)).toBeUndefined();
  });
  it.each([SEED_INSMOD, RMMOD])('%j can be typed', (text) => {
    expect(parse(text).errors).toEqual([]);
  });
});

const linesOf = (text: string): ScriptLine[] =>
  text
    .split('\n')
    .map(
      (line, i) =>
        ({ text: line, comment: line.startsWith('#'), op: i + 1 }) as unknown as ScriptLine,
    );

describe('whether the library is ready', () => {
  it.each([
    ['board dm365', false],
    ['board dm365\nCMEM_init()', true],
    ['CMEM_init()\nboard dm365', false],
    ['CMEM_init()\nCMEM_exit()', false],
    ['proc p2', true],
    ['proc -n p2', false],
    ['CMEM_init()\nproc p2\nproc p1', true],
    ['proc p2\nkill p2\nproc -n p2', false],
    ['# CMEM_init()', false],
  ])('%j: %s', (script, ready) => expect(initialised(linesOf(script))).toBe(ready));
});

it('knows the names that were given', () => {
  const script = linesOf('a = CMEM_alloc(4K)\nCMEM_free(a)\n# c = no\n b2=cma_alloc(1)');
  expect([...namesGiven(script)]).toEqual(['a', 'b2']);
});

describe('an insmod that was refused', () => {
  const refusal = (id: string, args: Record<string, number>): Outcome =>
    ({
      result: { ok: false, refusal: { errno: 'EINVAL', why: { id, args } } },
      events: [],
    }) as unknown as Outcome;
  const fine = { result: { ok: true, value: { is: 'nothing' } }, events: [] } as unknown as Outcome;
  it.each([
    ['cmem.overlapsKernel', { start: 16, end: 32, blockEnd: 64 }, { from: 16, to: 64 }],
    ['cmem.regionBusy', { start: 16, end: 32 }, { from: 16, to: 32 }],
    ['cmem.blockEmpty', { start: 32, end: 16 }, undefined],
    ['cmem.badPool', {}, undefined],
  ])('%s', (id, args, span) => {
    const news = new CmemNews();
    news.take([refusal(id, args)]);
    expect(news.refused).toEqual({ why: { id, args }, span });
    // A call that fails for want of a driver changes nothing.
    const syscall = { ...refusal('cmem.notLoaded', {}), events: [{ is: 'syscall' }] };
    news.take([syscall as unknown as Outcome]);
    expect(news.refused?.why.id).toBe(id);
    news.take([fine]);
    expect(news.refused).toBeUndefined();
  });
});
