import { describe, expect, it } from 'vitest';
import { say } from '../language/index.ts';
import { typed } from '../test/typed.ts';

describe('a board', () => {
  it('boots with 512 free pages where the SSD202 has them', () => {
    const { machine } = typed('board ssd202');
    const { layout, columns } = machine.view();
    expect(layout.regions).toMatchObject([{ name: 'reserved', pages: 512 }]);
    expect(layout.regions[0]!.ranges[0]!.basePfn).toBe(0x26400);
    expect(columns.page.every((state) => state === 0)).toBe(true);
  });
  it.each([
    ['board nosuch', 'board.unknown'],
    ['board ssd202 kernel=2.6', 'board.kernelNotHere'],
    ['board generic kernel=4.9', 'board.kernelNotHere'],
    ['board ssd202 CONFIG_CMA_ALIGNMENT=3', 'board.badOption'],
    ['board ssd202 CONFIG_CMA_ALIGNMENT=13', 'board.badOption'],
    ['board generic CONFIG_CMA_ALIGNMENT=2', 'ok'],
    ['board generic CONFIG_CMA_ALIGNMENT=1', 'board.badOption'],
    ['board ssd202 order_per_bit=10', 'board.badOption'],
    ['board ssd202 CONFIG_CMA_DEBUG=maybe', 'board.badOption'],
    ['board generic CONFIG_MSYS_DMEM_SYSFS_ALL=y', 'board.badOption'],
  ])('%s answers %s', (line, answer) => {
    expect(typed().errno(line)).toBe(answer);
  });
  it('tells a request that is more than there is from one that finds no run', () => {
    const { run } = typed('board generic kernel=6.17 cma=4M');
    const why = (line: string): string | undefined => {
      const { result } = run(line);
      return result.ok ? undefined : result.refusal.why.id;
    };
    for (const name of ['a', 'b', 'c', 'd']) run(`${name} = cma_alloc(256)`);
    run('cma_release(a)');
    run('cma_release(c)');
    // All that is available, and one page more.
    expect(why('cma_alloc(512)')).toBe('cma.noRun');
    expect(why('cma_alloc(513)')).toBe('cma.overAvailable');
  });
  it('keeps the running board when the new one cannot boot', () => {
    const { machine, run } = typed('board ssd202', 'a = cma_alloc(1)');
    const before = machine.state().digest;
    run('board nosuch');
    expect(machine.state().digest).toBe(before);
  });
  it('begins operation numbers anew', () => {
    const { machine, run } = typed('cma_alloc(1)', 'cma_alloc(1)');
    expect(machine.state().op).toBe(2);
    expect(run('board ssd202')).toMatchObject({ op: 0, ops: 0 });
    expect(run('cma_alloc(1)').op).toBe(1);
  });
  it('takes the atomic pool at boot when the command line asks for one', () => {
    const { names, pfn, errno } = typed('board ssd202 coherent_pool=256K');
    expect(names()).toEqual(['atomic_pool']);
    expect(pfn('x = dma_alloc_coherent(4096, GFP_ATOMIC)')).toBe(0x26400);
    expect(pfn('y = dma_alloc_coherent(8192, GFP_ATOMIC)')).toBe(0x26402);
    expect(errno('dma_alloc_coherent(1M, GFP_ATOMIC)')).toBe('ENOMEM');
    expect(errno('dma_free_coherent(x)')).toBe('ok');
    expect(errno('dma_free_coherent(x)')).toBe('handle.released');
  });
  it('has no atomic pool otherwise', () => {
    expect(typed('board ssd202').errno('dma_alloc_coherent(4K, GFP_ATOMIC)')).toBe('ENOMEM');
  });
  it('can be booted without CMA', () => {
    const { errno, show } = typed('board ssd202 cma=0');
    expect(errno('cma_alloc(1)')).toBe('ENOMEM');
    expect(show('cat /proc/meminfo')).toEqual([
      'CmaTotal:              0 kB',
      'CmaFree:               0 kB',
    ]);
  });
});

describe('where dma_alloc_coherent goes', () => {
  const served = (board: string, line: string): string => {
    const { result } = typed(board).run(line);
    return result.ok ? result.value.is : (result.refusal.errno ?? result.refusal.why.id);
  };
  it.each([
    ['board ssd202', 'dma_alloc_coherent(4096)', 'pages'],
    ['board ssd202', 'dma_alloc_coherent(4M)', 'ENOMEM'],
    ['board ssd202 cma=0', 'dma_alloc_coherent(4096)', 'buddy'],
    ['board ssd202 cma=0', 'dma_alloc_coherent(8M)', 'ENOMEM'],
    ['board ssd202 kernel=6.17', 'dma_alloc_coherent(4096)', 'pages'],
    ['board ssd202 kernel=6.17', 'dma_alloc_coherent(4M)', 'ENOMEM'],
    ['board generic cma=2M', 'dma_alloc_coherent(4096)', 'buddy'],
    ['board generic cma=2M', 'dma_alloc_coherent(8192)', 'pages'],
    ['board generic cma=2M', 'dma_alloc_coherent(4M)', 'buddy'],
    ['board ssd202', 'dma_alloc_coherent(0x100001000)', 'cma.beyondWord'],
    ['board ssd202', 'cma_alloc(0x100000001)', 'cma.beyondWord'],
    ['board ssd202', 'cma_alloc(1, align=31)', 'ENOMEM'],
    ['board ssd202', 'cma_alloc(1, align=32)', 'cma.alignUndefined'],
    ['board generic', 'cma_alloc(1, align=52)', 'EBUSY'],
    ['board generic', 'cma_alloc(1, align=53)', 'cma.alignUndefined'],
  ])('%s: %s is %s', (board, line, what) => {
    expect(served(board, line)).toBe(what);
  });
  it('does not take a region declared later for the default one', () => {
    const { errno, pfn } = typed(
      'board ssd202 cma=0',
      'cma_declare_contiguous(0, 2M, 0, 0, 0, 0, "cam")',
    );
    expect(errno('cma_alloc(1)')).toBe('ENOMEM');
    expect(errno('dma_alloc_coherent(8192)')).toBe('ok');
    expect(pfn('cma_alloc(1, region=cam)')).toBe(0x26400);
  });
  it('tells msys why, and records no buffer whose address is not modelled', () => {
    const full = typed('board ssd202').show('echo big 9999999 > /sys/class/mstar/msys/dmem_alloc');
    expect(full.join('\n')).toContain('more than the 512 of the whole region');
    const { show, machine } = typed('board ssd202 cma=0');
    expect(show('msys_request_dmem("a", 4096)').join('\n')).toContain('page allocator');
    expect(machine.state().dmem?.kept).toEqual([]);
  });
});

describe('what a kernel reads silently', () => {
  it.each([
    ['board ssd202 cma=2Mfoo', 'board.cmaIgnored'],
    ['board ssd202 cma=foo', 'board.cmaIgnored'],
    ['board ssd202 cma=4G', 'board.cmaReadsAsZero'],
    ['board ssd202 cma=0', undefined],
    ['board ssd202 cma=2M', undefined],
    ['board ssd202 cma=1M', 'reserve.rounded'],
  ])('%s is told: %s', (line, id) => {
    const { result } = typed().run(line);
    expect(result.ok && result.value.is === 'board' && result.value.notes[0]?.id).toBe(id);
  });
  const LARGEST = 'this kernel makes regions of whole blocks of';
  const PAGEBLOCK = 'this kernel makes regions of whole pageblocks, which are';
  const SHOWN = 'the kernel’s own line still shows the size that was asked for';
  it.each([
    ['board imx6 cma=8M', [`the region has 32 MiB, not the 8 MiB asked for: ${LARGEST} 32 MiB`]],
    ['board imx6 cma=33M', [`the region has 64 MiB, not the 33 MiB asked for: ${LARGEST} 32 MiB`]],
    ['board imx6 cma=64M', []],
    [
      'board imx6 kernel=6.14 cma=8M',
      [`the region has 32 MiB, not the 8 MiB asked for: ${PAGEBLOCK} 32 MiB`],
    ],
    [
      'board generic cma=3M',
      [`the region has 4 MiB, not the 3 MiB asked for: ${PAGEBLOCK} 2 MiB`, SHOWN],
    ],
    ['board ssd202 cma=4K', [`the region has 2 MiB, not the 4 KiB asked for: ${LARGEST} 2 MiB`]],
    [
      'board ssd202\ncma_declare_contiguous(size=2M, alignment=4M, name="more")',
      [
        'the region has 4 MiB, not the 2 MiB asked for: ' +
          'its size is rounded up to the alignment asked for, 4 MiB',
      ],
    ],
    [
      'board ssd202 cma=1Mfoo',
      [
        'the kernel reads cma=1Mfoo up to "foo" and ignores the rest without a word',
        `the region has 2 MiB, not the 1 MiB asked for: ${LARGEST} 2 MiB`,
      ],
    ],
  ])('%j is told where it is shown', (lines, told) => {
    const [last = '', ...before] = lines.split('\n').reverse();
    const shown = typed(...before).show(last);
    const notes = shown.filter((line) => !line.includes('has booted'));
    expect(notes).toHaveLength(told.length);
    for (const [i, words] of told.entries()) expect(notes[i]).toContain(words);
  });
  const MORE = 'cma_declare_contiguous(size=2M, name="more")';
  it.each([
    ['4.9', 'oops on 4.9.84', '4.9.84 上第一次对它 cma_alloc 就会 oops'],
    ['4.14', 'oops on 4.14', '就会 oops'],
    ['6.14', 'every cma_alloc from it would return NULL on 6.14.0', '一律返回 NULL'],
    ['6.17', 'oops on 6.17.0', '就会 oops'],
  ])('a region of a later time, %s: %s', (kernel, en, zh) => {
    const { run, machine, errno } = typed(`board ssd202 kernel=${kernel}`, 'cat /proc/meminfo');
    const { result, log } = run(MORE);
    const why = !result.ok && result.refusal;
    if (!why) throw new Error('taken');
    expect(why.errno).toBeUndefined();
    expect(say(why.why, 'en')).toContain(en);
    expect(say(why.why, 'zh')).toContain(zh);
    expect(log).toEqual([]);
    expect(machine.state().regions).toHaveLength(1);
    // It is no boot that brings the time back, but a board line.
    run('board nosuch');
    expect(errno(MORE)).toBe('reserve.late');
    run(`board ssd202 kernel=${kernel}`);
    expect(errno(MORE)).toBe('ok');
    expect(errno('cma_declare_contiguous(size=2M, name="third")')).toBe('ok');
  });
  it.each(['cma_alloc(1)', 'workload cma ops=2 seed=1 mix=dma', 'cma_alloc(0)'])(
    'the boot is over with %s, also where a checkpoint is restored',
    (line) => {
      const { run, errno, machine } = typed(
        'board ssd202',
        'cma_declare_contiguous(size=0, name="none")',
      );
      const booting = machine.checkpoint();
      const { digest } = machine.state();
      run(line);
      expect(errno(MORE)).toBe('reserve.late');
      const over = machine.checkpoint();
      machine.restore(booting);
      expect(machine.state().digest).toBe(digest);
      expect(errno(MORE)).toBe('ok');
      machine.restore(over);
      expect(errno(MORE)).toBe('reserve.late');
    },
  );
  it('and the digest knows', () => {
    const booting = typed('board ssd202', 'cma_declare_contiguous(size=0, name="none")');
    const over = typed('board ssd202', 'cma_alloc(0)');
    expect(booting.machine.state().digest).not.toBe(over.machine.state().digest);
  });
  it.each(['""', '"a/b"'])('a region cannot be named %s', (name) => {
    expect(typed().errno(`cma_declare_contiguous(0, 2M, 0, 0, 0, 0, ${name})`)).toBe('cma.badName');
  });
  it('counts pages, not bits, in CmaFree', () => {
    const { show } = typed(
      'board generic cma=16M order_per_bit=2',
      'a = cma_alloc(5)',
      'cma_release(a, 2)',
      'cma_release(a)',
    );
    expect(show('cat /proc/meminfo')[1]).toBe('CmaFree:           16384 kB');
  });
});

describe('handles', () => {
  it('hold what is left of a partial release', () => {
    const { machine, run, errno } = typed('board ssd202', 'a = cma_alloc(10)');
    run('cma_release(a, 3)');
    expect(machine.state().blocks).toMatchObject([{ name: 'a', pfn: 0x26403, pages: 7 }]);
    expect(errno('cma_release(a, 8)')).toBe('handle.tooMany');
    run('cma_release(a)');
    expect(errno('cma_release(a)')).toBe('handle.released');
    expect(errno('cma_release(b)')).toBe('handle.unknown');
  });
  it('split a block whose middle is released', () => {
    const { machine, run } = typed('board ssd202', 'a = cma_alloc(10)');
    run('cma_release(0x26404, 2)');
    expect(machine.state().blocks).toMatchObject([
      { name: 'a', pfn: 0x26400, pages: 4 },
      { name: 'a', pfn: 0x26406, pages: 4 },
    ]);
  });
  it('can be bound again: the first block leaks, as in C', () => {
    const { names } = typed('board ssd202', 'a = cma_alloc(1)', 'a = cma_alloc(1)');
    expect(names()).toEqual(['a', 'a']);
  });
});

describe('pages below the bitmap', () => {
  it('are lent, move when they are wanted, and leave CmaFree meanwhile', () => {
    const { show, pfn } = typed('board ssd202', 'lend 0x26400 8');
    expect(show('cat /proc/meminfo')[1]).toBe('CmaFree:            2016 kB');
    expect(pfn('cma_alloc(4)')).toBe(0x26400);
    expect(show('cat /proc/meminfo')[1]).toBe('CmaFree:            2016 kB');
  });
  it('are pinned, and then no window over them can be had', () => {
    const { pfn, errno, run } = typed('board ssd202', 'pin 0x26410');
    expect(pfn('cma_alloc(16, align=4)')).toBe(0x26400);
    expect(pfn('cma_alloc(16, align=4)')).toBe(0x26420);
    run('unpin 0x26410 1');
    expect(pfn('cma_alloc(16, align=4)')).toBe(0x26410);
    expect(errno('lend 0x26410 1')).toBe('pages.allocated');
    expect(errno('pin 0x10 1')).toBe('cma.outside');
    expect(errno('pin 0x265ff 2')).toBe('cma.rangeOutside');
  });
  it('make the last error EBUSY when only they are in the way', () => {
    const { errno } = typed('board ssd202', 'pin 0x26500 1');
    expect(errno('cma_alloc(512, align=0)')).toBe('EBUSY');
    expect(errno('cma_alloc(4, fatal=EINTR@0x26401)')).toBe('EINTR');
  });
});

describe('versions', () => {
  it.each([
    ['4.9', 'ENOMEM'],
    ['4.14', 'ENOMEM'],
    ['6.14', 'ENOMEM'],
    ['6.17', 'EBUSY'],
  ])('a full region on %s answers %s', (kernel, answer) => {
    const { errno } = typed(`board ssd202 kernel=${kernel}`, 'cma_alloc(512)');
    expect(errno('cma_alloc(1)')).toBe(answer);
  });
  it.each(['4.9', '4.14', '6.14', '6.17'])('a single page comes from CMA on ARM, %s', (kernel) => {
    const { pfn, errno } = typed(`board ssd202 kernel=${kernel}`);
    expect(pfn('dma_alloc_coherent(1)')).toBe(0x26400);
    expect(pfn('cma_alloc(511)')).toBe(0x26401);
    for (const size of ['4K', '8K']) expect(errno(`dma_alloc_coherent(${size})`)).toBe('ENOMEM');
  });
  it.each(['6.14', '6.17'])('and from the page allocator on arm64, %s', (kernel) => {
    const { run } = typed(`board generic kernel=${kernel} cma=2M`);
    const ordinary = { ok: true, value: { is: 'buddy' } };
    expect(run('dma_alloc_coherent(4K)').result).toMatchObject(ordinary);
    run('cma_alloc(512)');
    expect(run('dma_alloc_coherent(8K)').result).toMatchObject(ordinary);
  });
});

describe('the shell', () => {
  it.each([
    ['cat /nosuch', ["cat: can't open '/nosuch': No such file or directory"]],
    ['ls /nosuch', ['ls: /nosuch: No such file or directory']],
    ['echo x > /nosuch', ["sh: can't create /nosuch: nonexistent directory"]],
    ['ls /sys/class/mstar/msys', ['dmem', 'dmem_alloc', 'release_dmem']],
    ['cat /proc/sys/kernel/osrelease', ['4.9.84']],
    ['cat /sys/kernel/debug/cma/cma-0/count', ['512']],
  ])('%s', (line, shown) => {
    expect(typed('board ssd202').show(line)).toEqual(shown);
  });
  it('declines a name that would overrun the driver’s stack, and changes nothing', () => {
    const { machine, show } = typed('board ssd202');
    const before = { ...machine.state(), op: 0, digest: '' };
    const [line] = show('echo fifteen_chars_x 4096 > /sys/class/mstar/msys/dmem_alloc');
    expect(line).toContain('15');
    expect({ ...machine.state(), op: 0, digest: '' }).toEqual(before);
  });
  it('tells the failure that a successful write hides', () => {
    const { show } = typed('board ssd202');
    const lines = show('echo frame 4M > /sys/class/mstar/msys/dmem_alloc'.replace('4M', '4194304'));
    expect(lines.join('\n')).toContain('-ENOMEM (-12)');
  });
  it('gives and takes pages through debugfs', () => {
    const { machine, run } = typed('board ssd202');
    run('echo 8 > /sys/kernel/debug/cma/cma-0/alloc');
    run('echo 3 > /sys/kernel/debug/cma/cma-0/free');
    expect(machine.state().blocks).toMatchObject([{ pfn: 0x26403, pages: 5 }]);
  });
});

describe('expect', () => {
  it.each([
    ['expect ENOMEM cma_alloc(1024, align=8)', true],
    ['expect EBUSY cma_alloc(1024, align=8)', false],
    ['expect ok cma_alloc(1)', true],
    ['expect 0x26400 cma_alloc(1)', true],
    ['expect 0x26401 cma_alloc(1)', false],
    ['expect "TOTAL: 0x00000000" cat /sys/class/mstar/msys/dmem', true],
    ['expect "TOTAL: 1" cat /sys/class/mstar/msys/dmem', false],
    ['expect ENOENT cat /nosuch', true],
    ['expect EINVAL echo " x" > /sys/class/mstar/msys/dmem_alloc', true],
    ['expect ENOMEM echo big 9999999 > /sys/class/mstar/msys/dmem_alloc', true],
    ['expect ok echo big 9999999 > /sys/class/mstar/msys/dmem_alloc', false],
  ])('%s holds: %s', (line, held) => {
    expect(typed('board ssd202').run(line).expectation?.held).toBe(held);
  });
});
