import { describe, expect, it } from 'vitest';
import { ALL_SYSTEMS } from '../../machine/all-systems.ts';
import type { Outcome } from '../../contract/command.ts';
import { lineText, parse, printOutcome } from '../../language/index.ts';
import { createMachine } from '../../machine/machine.ts';
import { POOL_END, PoolBlock } from '../../contract/view.ts';

/** A machine that checks every invariant after each line, and what its lines showed. */
class Lines {
  readonly machine = createMachine(ALL_SYSTEMS);
  last: Outcome | undefined;

  constructor(...lines: string[]) {
    for (const line of lines) this.run(line);
  }
  run(line: string): string[] {
    const { statements, errors } = parse(line);
    expect(errors).toEqual([]);
    const { command } = statements[0]!;
    this.last = this.machine.exec(command);
    this.machine.check();
    return printOutcome(command, this.last).map((printed) => lineText(printed, 'en'));
  }
  /** The last line of what is shown. */
  tail(line: string): string {
    return this.run(line).at(-1) ?? '';
  }
  get log(): string[] {
    return this.last!.log.map(({ text }) => text);
  }
}
const POOLS = '/sys/devices/platform/carveout.0/pools';
const READY = ['board ssd202', 'p = dma_pool_create("ehci_qtd", 64, 32, 4096)'];

describe('one pool', () => {
  it('shows itself in its file, its device and the CMA map', () => {
    const lines = new Lines(...READY);
    expect(lines.run(`cat ${POOLS}`)).toEqual([
      'poolinfo - 0.1',
      'ehci_qtd            0    0   64  0',
    ]);
    expect(lines.run('a = dma_pool_alloc(p)')[0]).toBe(
      'a = virt 0xc6400000, phys 0x26400000, dma 0x26400000, 64 bytes',
    );
    const { blocks, dmaPools } = lines.machine.state();
    expect(blocks.map(({ name, kind, pages }) => [name, kind, pages])).toEqual([
      ['ehci_qtd', 'dma_pool', 1],
    ]);
    expect(dmaPools).toMatchObject([{ name: 'ehci_qtd', active: 1, total: 64, pages: 1 }]);
    lines.run('dma_pool_free(p, a)');
    expect(lines.machine.state().blocks.length).toBe(1);
    expect(lines.run('dma_pool_destroy(p)')).toEqual(['returned: 1 page; leaked: 0']);
    expect(lines.machine.state().blocks).toEqual([]);
    expect(lines.run(`cat ${POOLS}`)).toEqual([
      `cat: can't open '${POOLS}': No such file or directory`,
    ]);
  });

  it.each([
    ['x = dma_pool_alloc(td)', 'there is no handle "td"; td = dma_pool_create(…) makes one'],
    ['dma_pool_free(p, td)', 'there is no handle "td"; td = dma_pool_alloc(…) makes one'],
    ['cma_release(td)', 'there is no handle "td"; td = cma_alloc(…) makes one'],
  ] as const)('%s without its handle is told which call makes one', (line, text) => {
    expect(new Lines(...READY).tail(line)).toContain(text);
  });
  it('its facts are events', () => {
    const lines = new Lines(...READY, 'a = dma_pool_alloc(p)');
    expect(lines.last!.events.filter(({ is }) => is.startsWith('pool-'))).toEqual([
      { is: 'pool-page', pool: 1, phys: 0x26400000, bytes: 4096, blocks: 63, lost: 1 },
      { is: 'pool-chosen', pool: 1, phys: 0x26400000, full: 0 },
      { is: 'pool-taken', pool: 1, phys: 0x26400000, slot: 0, twice: false },
      { is: 'pool-head', pool: 1, page: 0x26400000, phys: 0x26400040 },
    ]);
    lines.run('dma_pool_free(p, a)');
    expect(lines.last!.events).toEqual([
      { is: 'pool-freed', pool: 1, phys: 0x26400000, slot: 0, was: 'in use' },
      { is: 'pool-head', pool: 1, page: 0x26400000, phys: 0x26400000 },
    ]);
    lines.run('dma_pool_free(p, 0x1000)');
    expect(lines.last!.events).toEqual([
      { is: 'pool-refused', pool: 1, phys: 0x1000, error: 'badDma' },
    ]);
    expect(lines.log).toEqual([
      'carveout carveout.0: dma_pool_free ehci_qtd, a0001000/1000 (bad dma)',
    ]);
  });

  it('tells what the free list begins with, and the full pages that were passed', () => {
    const facts = (kernel: string, count: number) => {
      const lines = new Lines(`board ssd202 dma_pool=${kernel}`, READY[1]!);
      for (let i = 0; i < count; i += 1) lines.run(`b${i} = dma_pool_alloc(p)`);
      return lines;
    };
    const told = (lines: Lines, is: string) =>
      lines.last!.events.filter((event) => event.is === is);
    const last = facts('4.x', 63);
    expect(told(last, 'pool-head')).toMatchObject([{ page: 0x26400000, phys: undefined }]);
    last.run('c = dma_pool_alloc(p)');
    last.run('dma_pool_free(p, b5)');
    last.run('dma_pool_alloc(p)');
    // The newer page has room; when it has none the older one is found after it.
    expect(told(last, 'pool-chosen')).toMatchObject([{ phys: 0x26401000, full: 0 }]);
    for (let i = 0; i < 62; i += 1) last.run('dma_pool_alloc(p)');
    expect(told(last, 'pool-chosen')).toMatchObject([{ phys: 0x26400000, full: 1 }]);
    const stack = facts('6.4', 2);
    expect(told(stack, 'pool-chosen')).toEqual([]);
    expect(told(stack, 'pool-head')).toEqual([
      { is: 'pool-head', pool: 1, page: undefined, phys: 0x26400080 },
    ]);
    const bits = facts('2.6.18', 2);
    expect(told(bits, 'pool-head')).toMatchObject([{ page: 0x26400000, phys: 0x26400080 }]);
  });

  it('64 bytes give 63 blocks a page up to 6.3 and 64 from 6.4 on', () => {
    const blocks = (kernel: string) => {
      const lines = new Lines(`board ssd202 dma_pool=${kernel}`, READY[1]!);
      for (let i = 0; i < 64; i += 1) lines.run('dma_pool_alloc(p)');
      return lines.machine.state().dmaPools.map(({ pages, total }) => [pages, total])[0];
    };
    expect([blocks('2.6.18'), blocks('4.x'), blocks('5.9'), blocks('6.4')]).toEqual([
      [1, 64],
      [2, 128],
      [2, 128],
      [1, 64],
    ]);
  });

  it('columns follow', () => {
    const lines = new Lines(...READY, 'a = dma_pool_alloc(p)', 'b = dma_pool_alloc(p)');
    lines.run('dma_pool_free(p, a)');
    const { layout, columns } = lines.machine.view();
    const [pool] = layout.dmaPools;
    expect(pool).toMatchObject({ id: 1, name: 'ehci_qtd', device: 'carveout.0', size: 64 });
    expect(pool).toMatchObject({ blocks: 63, lost: 1, wasted: 64, overrun: 0, mechanism: 'list' });
    expect([pool!.slots.length, pool!.slots[63]]).toEqual([64, 4032]);
    const row = columns.poolPagePool.indexOf(pool!.row + 1);
    expect(columns.poolPageAddress[row]).toBe(0x26400000);
    expect([columns.poolPageUsed[row], columns.poolActive[pool!.row]]).toEqual([1, 1]);
    const first = columns.poolPageFirst[row]!;
    const kinds = [...columns.poolBlockState.subarray(first, first + 64)].map(
      (state) => state & PoolBlock.KIND,
    );
    expect([kinds[0], kinds[1], kinds[2], kinds[63]]).toEqual([
      PoolBlock.FREE,
      PoolBlock.IN_USE,
      PoolBlock.FREE,
      PoolBlock.LOST,
    ]);
    expect(columns.poolPageHead[row]).toBe(first);
    expect(columns.poolBlockNext[first]).toBe(first + 2);
    expect(columns.poolBlockNext[first + 62]).toBe(POOL_END);
    const { id } = layout;
    expect(lines.machine.view().layout.id).toBe(id);
  });

  it('grows to the pool of a real adapter', () => {
    const machine = createMachine(ALL_SYSTEMS);
    const exec = (line: string) => machine.exec(parse(line).statements[0]!.command);
    exec('board generic dma_pool=4.x');
    exec('p = dma_pool_create("mpt3sas", 128, 128)');
    const { command } = parse('dma_pool_alloc(p)').statements[0]!;
    for (let i = 0; i < 31 * 500; i += 1) machine.exec(command);
    machine.check();
    const { layout, columns } = machine.view();
    expect([layout.poolPageRows, layout.poolBlockRows]).toEqual([512, 16_384]);
    expect(columns.poolPages[0]).toBe(500);
  }, 60_000);
});

describe('several devices and pools', () => {
  it('each device has its own file, the newest pool first', () => {
    const lines = new Lines(
      'board ssd202',
      'a = dma_pool_create("one", 64)',
      'b = dma_pool_create("two", 96, 32, 0, dev="1f284800.ehci")',
      'c = dma_pool_create("three", 128)',
    );
    expect(lines.run(`cat ${POOLS}`).map((line) => line.split(' ')[0])).toEqual([
      'poolinfo',
      'three',
      'one',
    ]);
    expect(lines.run('ls /sys/devices/platform')).toEqual(['1f284800.ehci', 'carveout.0']);
    lines.run('dma_pool_destroy(a)');
    expect(lines.tail(`cat ${POOLS}`)).toBe('three               0    0  128  0');
    lines.run('dma_pool_free(b, 0x10)');
    expect(lines.log[0]).toMatch(/^1f284800 1f284800\.ehci: dma_pool_free two, /);
  });

  it('names of 31, 32 and 4,000 characters', () => {
    const lines = new Lines('board ssd202');
    for (const length of [31, 32, 4000]) {
      const shown = lines.run(`dma_pool_create("${'n'.repeat(length)}", 64)`);
      expect(shown.some((line) => line.includes('cut to 31'))).toBe(length > 31);
    }
    const names = lines.run(`cat ${POOLS}`).slice(1);
    expect(names.map((line) => line.split(' ')[0]!.length)).toEqual([31, 31, 31]);
  });
  it('the file is cut at 4,095 characters', () => {
    const lines = new Lines('board ssd202');
    for (let i = 0; i < 130; i += 1) lines.run('dma_pool_create("some pool", 64)');
    const text = lines.run(`cat ${POOLS}`).join('\n');
    expect(text.length).toBe(4095);
  });
});

describe('refusals', () => {
  const refused = (line: string, ...before: string[]): string =>
    new Lines(...(before.length > 0 ? before : ['board ssd202'])).tail(line);
  it.each([
    ['dma_pool_create("x", 64, 3)', /^-ENOMEM \(-12\): .*align 3 is no power of two/],
    ['dma_pool_create("x", 0)', /0 bytes is none/],
    ['dma_pool_create("x", 1, 0, 2)', /boundary of 2 is less than a block/],
    ['dma_pool_create("x", 4, 0, 12)', /boundary of 12 is no power of two/],
    ['dma_pool_create("x", 0x100000000)', /size_t of 32 bits/],
    ['dma_pool_create("x", 0xffffffff, 64)', /C wraps around/],
    ['dma_pool_alloc(p)', /there is no handle "p"/],
    ['dma_pool_alloc(0x1234)', /an address cannot stand for a pool/],
    ['dma_pool_alloc(NULL)', /the kernel oopses: the pool pointer is NULL/],
    ['dma_pool_create("x", 64, dev=NULL)', /the kernel oopses: .*device pointer/],
  ])('%s', (line, want) => expect(refused(line)).toMatch(want));

  it.each([
    ['6.4', /without a device dma_pool_create returns NULL/],
    ['2.6.32', /pool 1 "x" of no device/],
  ])('NULL for a device in %s', (kernel, want) => {
    const lines = new Lines(`board ssd202 dma_pool=${kernel}`);
    expect(lines.run('dma_pool_create("x", 64, dev=NULL)')[0]).toMatch(want);
  });
  it('NULL may be destroyed from 4.3 on', () => {
    expect(refused('dma_pool_destroy(NULL)')).toBe('');
    expect(refused('dma_pool_destroy(NULL)', 'board dm365')).toMatch(/oopses/);
  });
  it('a pool is no pages, and pages are no pool', () => {
    expect(refused('cma_release(p)', ...READY)).toMatch(/came from dma_pool_create/);
    expect(refused('dma_free_coherent(p)', ...READY)).toMatch(/through dma_pool_destroy/);
    const lines = new Lines(...READY, 'c = cma_alloc(1)', 'a = dma_pool_alloc(p)');
    expect(lines.tail('dma_pool_alloc(c)')).toBe('"c" is no pool: it came from cma_alloc');
    expect(lines.tail('dma_pool_free(p, c)')).toMatch(/"c" is no block of a pool/);
    expect(lines.tail('dma_free_coherent(a)')).toMatch(/came from dma_pool_alloc/);
  });
  it('a pool that was destroyed is nobody’s', () => {
    const lines = new Lines(...READY, 'dma_pool_destroy(p)');
    for (const line of ['dma_pool_alloc(p)', 'dma_pool_destroy(p)', 'dma_pool_free(p, 0x10)'])
      expect(lines.tail(line)).toMatch(/"p" was destroyed at operation 2/);
  });
  it('after an oops nothing answers until the board boots', () => {
    const lines = new Lines(...READY, 'dma_pool_alloc(NULL)');
    expect(lines.tail('dma_pool_alloc(p)')).toMatch(/do not answer any more since the oops/);
    lines.run('board ssd202');
    expect(lines.run('dma_pool_create("x", 64)')[0]).toMatch(/^pool 1 /);
  });
  it('CMA that is full is a NULL, or a caller who waits', () => {
    const full = ['dma_pool_create("x", 4096)', 'c = cma_alloc(512)'];
    const lines = new Lines('board ssd202', ...full, 'p = dma_pool_create("y", 64)');
    expect(lines.tail('dma_pool_alloc(p)')).toMatch(/^-ENOMEM .*no free run of 1 page/);
    const old = new Lines('board ssd202 dma_pool=2.6.32', ...full, 'p = dma_pool_create("y", 64)');
    expect(old.tail('dma_pool_alloc(p)')).toMatch(/tries again, until somebody frees a block/);
  });
  it('GFP_ATOMIC wants the atomic pool', () => {
    expect(refused('dma_pool_alloc(p, GFP_ATOMIC)', ...READY)).toMatch(/^-ENOMEM/);
    const lines = new Lines('board ssd202 coherent_pool=256K', READY[1]!);
    expect(lines.run('dma_pool_alloc(p, GFP_ATOMIC)')[0]).toMatch(/phys 0x26400000/);
    expect(lines.run('dma_pool_destroy(p)').at(-1)).toMatch(/1 page is lost/);
  });
});

describe('misuse is done, and explained', () => {
  it('a double free is silent, and the same block comes for ever', () => {
    const lines = new Lines(...READY, 'a = dma_pool_alloc(p)', 'dma_pool_free(p, a)');
    expect(lines.tail('dma_pool_free(p, a)')).toMatch(/^Freed twice, without a word: block 0/);
    expect(lines.log).toEqual([]);
    expect(lines.run('dma_pool_alloc(p)').length).toBe(1);
    expect(lines.tail('dma_pool_alloc(p)')).toMatch(/two owners have it now/);
  });
  it('a debug build says so', () => {
    const debug = ['board ssd202 CONFIG_SLUB_DEBUG_ON=y', READY[1]!];
    const lines = new Lines(...debug, 'a = dma_pool_alloc(p)', 'dma_pool_free(p, a)');
    expect(lines.tail('dma_pool_free(p, a)')).toMatch(/free already/);
    expect(lines.log).toEqual([
      'carveout carveout.0: dma_pool_free ehci_qtd, dma 0x26400000 already free',
    ]);
    expect(lines.tail('poke(a, 1, offset=8)')).toMatch(/only a debug build/);
    expect(lines.tail('dma_pool_alloc(p)')).toMatch(/hands it out all the same/);
    expect(lines.log.slice(0, 2)).toEqual([
      'carveout carveout.0: dma_pool_alloc ehci_qtd, c6400000 (corrupted)',
      '00000000: 40 00 00 00 a7 a7 a7 a7 01 00 00 00 a7 a7 a7 a7  @...............',
    ]);
  });
  it('use after free: bytes, links and where they lead', () => {
    const lines = new Lines(...READY, 'a = dma_pool_alloc(p)', 'b = dma_pool_alloc(p)');
    lines.run('dma_pool_free(p, a)');
    expect(lines.run('peek(a, 8)')).toEqual(['26400000  80 00 00 00 00 00 00 00']);
    expect(lines.tail('poke(a, 0x64)')).toMatch(/the free list leads elsewhere/);
    expect(lines.run('devmem 0x26400000')).toEqual(['0x00000064']);
    lines.run('dma_pool_alloc(p)');
    expect(lines.tail('dma_pool_alloc(p)')).toMatch(/No block begins at 0x26400064/);
    expect(lines.run('poke(b, 5)')).toEqual([]);
    expect(lines.run('devmem 0x26400040 32 7')).toEqual([]);
    expect(lines.run('devmem 0x26400040 8')).toEqual(['0x07']);
  });
  it('a foreign address, an address inside, the block that was dropped, mixed addresses', () => {
    const lines = new Lines(...READY, 'a = dma_pool_alloc(p)');
    expect(lines.tail('dma_pool_free(p, 0x100)')).toMatch(/No page of ehci_qtd holds 0x100/);
    expect(lines.tail('dma_pool_free(p, a, offset=16)')).toMatch(/No block begins at 0x26400010/);
    expect(lines.tail('dma_pool_free(p, 0x26400fc0)')).toMatch(/dropped when the page was carved/);
    expect(lines.run('dma_pool_free(p, 0x26400040, 0x26400000)')[0]).toMatch(/believes the device/);
    const stack = new Lines('board ssd202 dma_pool=6.4', READY[1]!, 'a = dma_pool_alloc(p)');
    expect(stack.tail('dma_pool_free(p, 0x26500000)')).toMatch(/lies in no page of ehci_qtd/);
    stack.run('dma_pool_free(p, a, 0x1234)');
    expect(stack.tail('dma_pool_alloc(p)')).toMatch(
      /The device is told 0x1234, the CPU 0x26400000/,
    );
  });
  it('destroy while busy', () => {
    const lines = new Lines(...READY, 'a = dma_pool_alloc(p)');
    expect(lines.run('dma_pool_destroy(p)').at(-1)).toMatch(/1 page is lost/);
    expect(lines.log[0]).toBe('carveout carveout.0: dma_pool_destroy ehci_qtd, c6400000 busy');
    expect(lines.machine.state().blocks.map(({ name }) => name)).toEqual(['ehci_qtd']);
  });
  it('a kernel without dma_pool_zalloc leaves old bytes', () => {
    const lines = new Lines('board dm365', READY[1]!);
    expect(lines.tail('dma_pool_zalloc(p)')).toMatch(/ignores __GFP_ZERO/);
  });
});

it('the digest knows the order of the free list and the bytes', () => {
  const digest = (...lines: string[]) =>
    new Lines(...READY, 'a = dma_pool_alloc(p)', 'b = dma_pool_alloc(p)', ...lines).machine.state()
      .digest;
  const [a, b] = ['dma_pool_free(p, a)', 'dma_pool_free(p, b)'];
  expect(digest(a, b)).toBe(digest(a, b));
  expect(digest(a, b)).not.toBe(digest(b, a));
  expect(digest('poke(a, 1)')).not.toBe(digest('poke(a, 2)'));
});
