import { ALL_SYSTEMS } from '../../machine/all-systems.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMachine } from '../../index.ts';
import { MAX_PEEK_BYTES } from '../../contract/limits.ts';
import { lineText, parse, printOutcome } from '../../language/index.ts';

const SEED =
  'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 pools=50x512,2x4096,2x8192,2x16384,1x32768,1x51200,1x102400,1x4096000';

/** A machine that is typed at, checked after every line. */
function typed(...lines: string[]) {
  const machine = createMachine(ALL_SYSTEMS);
  /** What the console shows under a line, one string a line. */
  const show = (line: string): string[] => {
    const { statements, errors } = parse(line);
    if (errors.length > 0) throw new Error(`${line}: ${JSON.stringify(errors[0])}`);
    const { command } = statements[0]!;
    const outcome = machine.exec(command);
    machine.check();
    return printOutcome(command, outcome).map((at) => lineText(at, 'en'));
  };
  const run = (line: string) => {
    const outcome = machine.exec(parse(line).statements[0]!.command);
    machine.check();
    return outcome;
  };
  /** ok, or the errno, or what Carveout itself says. */
  const errno = (line: string): string => {
    const { result } = run(line);
    return result.ok ? 'ok' : (result.refusal.errno ?? result.refusal.why.id);
  };
  /** The physical address of a pointer, the number of anything else. */
  const value = (line: string): number | string => {
    const { result } = run(line);
    if (!result.ok) return result.refusal.errno ?? result.refusal.why.id;
    const { value: got } = result;
    if (got.is === 'pointer' || got.is === 'extent') return got.phys;
    return got.is === 'number' ? got.value : got.is;
  };
  for (const line of lines) show(line);
  return { machine, show, run, errno, value };
}
const loaded = (...lines: string[]) => typed('board dm365', SEED, 'CMEM_init()', ...lines);

describe('loading', () => {
  it('lays the seed’s block out as the facts have it', () => {
    const { cmem } = loaded().machine.state();
    expect(cmem?.blocks).toEqual([
      {
        block: 0,
        start: 0x83c00000,
        end: 0x88000000,
        pools: [
          { pool: 0, size: 4096, asked: 512, free: 50, busy: 0 },
          { pool: 1, size: 4096, asked: 4096, free: 2, busy: 0 },
          { pool: 2, size: 8192, asked: 8192, free: 2, busy: 0 },
          { pool: 3, size: 16384, asked: 16384, free: 2, busy: 0 },
          { pool: 4, size: 32768, asked: 32768, free: 1, busy: 0 },
          { pool: 5, size: 53248, asked: 51200, free: 1, busy: 0 },
          { pool: 6, size: 102400, asked: 102400, free: 1, busy: 0 },
          { pool: 7, size: 4096000, asked: 4096000, free: 1, busy: 0 },
        ],
        heap: {
          base: 0x83c00000,
          size: 0x3faa000,
          busy: 0,
          chunks: 1,
          free: 0x3faa000,
          largest: 0x3faa000,
        },
      },
    ]);
  });
  it.each([
    // As the seed prints it, with a comma: a driver of 2.x says no, one of 4.x dies.
    [
      'board dm365',
      'insmod cmemk.ko phys_start=0x83C00000,phys_end=0x88000000 pools=50x512',
      'EINVAL',
    ],
    [
      'board dm365 cmem=4.20',
      'insmod cmemk.ko phys_start=0x83C00000,phys_end=0x88000000',
      'cmem.oops',
    ],
    ['board dm365', 'insmod cmemk.ko phys_start=0x83B00000 phys_end=0x88000000', 'EINVAL'],
    ['board dm365 mem=48M', 'insmod cmemk.ko phys_start=0x83B00000 phys_end=0x88000000', 'ok'],
    ['board dm365', 'insmod cmemk.ko pools=2x4096', 'EINVAL'],
    ['board dm365', 'insmod cmemk.ko', 'ok'],
    ['board dm365', 'modprobe cmemk useHeapIfPoolUnavailable=1', 'ok'],
    ['board dm365 cmem=2.24', 'insmod cmemk.ko useHeapIfPoolUnavailable=1', 'ENOENT'],
    ['board dm365', 'insmod /lib/modules/dsplinkk.ko', 'ENOENT'],
    ['board ssd202', 'insmod cmemk.ko', 'ENOENT'],
    [
      'board dm6446',
      'insmod cmemk.ko phys_start=0x87800000 phys_end=0x88ba0000 pools=20x4096',
      'ok',
    ],
    ['board generic mem=256M', 'insmod cmemk.ko phys_start=0x110000000 phys_end=0x120000000', 'ok'],
    ['board generic', 'insmod cmemk.ko phys_start=0x110000000 phys_end=0x120000000', 'EFAULT'],
    ['board dm365', 'rmmod cmemk', 'ENOENT'],
  ])('%s, %s answers %s', (board, line, answer) => {
    expect(typed(board).errno(line)).toBe(answer);
  });
  it.each([
    ['board dm365 cma=4M', 'board.badOption'],
    ['board dm365 kernel=6.17', 'board.kernelNotHere'],
    ['board dm365 mem=129M', 'board.badOption'],
    ['board dm365 cmem=3.0', 'board.badOption'],
    ['board generic cmem=2.26', 'board.badOption'],
    ['board ssd202 cmem=2.26', 'board.badOption'],
  ])('%s answers %s', (line, answer) => {
    expect(typed().errno(line)).toBe(answer);
  });
  it('says what insmod and rmmod say, and why', () => {
    const { show } = typed('board dm365');
    expect(show('insmod cmemk.ko phys_start=0x1000,phys_end=0x8000 pools=1x4096')).toEqual([
      "insmod: can't insert 'cmemk.ko': Invalid argument",
      '-EINVAL (-22): the comma makes one parameter of two: phys_start is the whole text "0x1000,phys_end=0x8000", and phys_end was never given. Write a blank there',
    ]);
    expect(show('insmod cmemk.ko nosuch=1')[0]).toBe(
      "insmod: can't insert 'cmemk.ko': unknown symbol in module, or unknown parameter",
    );
    expect(show('rmmod')[0]).toBe("rmmod: can't unload module 'cmemk': No such file or directory");
  });
  it('makes /proc/cmem come and go', () => {
    const { machine, show } = typed('board dm365');
    expect(machine.paths()).not.toContain('/proc/cmem');
    show(SEED);
    expect(machine.paths()).toContain('/proc/cmem');
    expect(show('cat /proc/cmem')[1]).toBe('Block 0: Pool 0: 50 bufs size 4096 (512 requested)');
    show('rmmod');
    expect(show('cat /proc/cmem')).toEqual([
      "cat: can't open '/proc/cmem': No such file or directory",
    ]);
  });
  it('is in use as long as somebody has it open', () => {
    const { errno } = loaded();
    expect(errno('rmmod')).toBe('EAGAIN');
    expect(errno('CMEM_exit()')).toBe('ok');
    expect(errno('rmmod')).toBe('ok');
  });
  it('has no CMA to call on a kernel of its time', () => {
    const { errno } = loaded();
    for (const line of ['cma_alloc(1)', 'dma_alloc_coherent(4K)', 'workload cma ops=1', 'pin 0x1'])
      expect(errno(line)).toBe('board.noCma');
  });
});

describe('processes and their buffers', () => {
  it('shows a request land in a pool far too large', () => {
    const { show } = loaded('a = CMEM_alloc(53248)', 'b = CMEM_alloc(53248)');
    expect(show('c = CMEM_alloc(53248)')).toEqual([
      'c = virt 0x40026000 → phys 0x87baa000, 4,096,000 bytes, not cached',
      '53,248 bytes were asked for and the buffer has 4,096,000: 0 are page rounding, 4,042,752 nobody uses',
    ]);
  });
  it('tells which pools were looked at', () => {
    const { run } = loaded('a = CMEM_alloc(4000000)');
    const looked = (line: string) =>
      run(line).events.flatMap((event) => (event.is === 'pool' ? [event.verdict] : []));
    expect(looked('CMEM_alloc(20000)')).toEqual([
      ...Array<string>(4).fill('too small'),
      'best',
      'not better',
      'not better',
      'empty',
    ]);
  });
  it('tells the chunks of a list that somebody wrote over as far as it leads', () => {
    const { run } = loaded('a = CMEM_alloc(1M, CMEM_HEAP)', 'b = CMEM_alloc(1M, CMEM_HEAP)');
    run('CMEM_free(a, CMEM_HEAP)');
    run('devmem 0x83c00000 32 0x58585858');
    const { events, result } = run('CMEM_alloc(40M, CMEM_HEAP)');
    expect(result.ok).toBe(false);
    expect(events.flatMap((event) => (event.is === 'chunk' ? [event] : []))).toMatchObject([
      { phys: 0x83c00000, size: 1 << 20, verdict: 'too small' },
    ]);
  });
  it('gives a process its own file, its own pointers, and takes them when it ends', () => {
    const { show, errno, value, machine } = loaded('a = CMEM_alloc(512)');
    expect(show('proc p2')).toEqual(['returned 0']);
    expect(value('b = CMEM_alloc(512)')).toBe(0x87ffe000);
    // Both are the first mapping of their process: the same number.
    expect(machine.state().cmem?.processes.map(({ mappings }) => mappings[0]?.virt)).toEqual([
      0x40000000, 0x40000000,
    ]);
    expect(errno('CMEM_freePhys(a)')).toBe('cmem.notInVersion');
    expect(errno('ioctl(CMEM_IOCFREEPHYS, address=a)')).toBe('EFAULT');
    expect(errno('r = CMEM_registerAlloc(a)')).toBe('ok');
    show('proc p1');
    expect(errno('CMEM_free(a)')).toBe('ok');
    expect(machine.state().cmem?.blocks[0]?.pools[0]).toMatchObject({ busy: 2 });
    show('kill p2');
    expect(machine.state().cmem?.blocks[0]?.pools[0]).toMatchObject({ busy: 0 });
  });
  it('starts a process without CMEM_init when told so', () => {
    const { show } = loaded();
    expect(show('proc -n p2')).toEqual([]);
    expect(show('CMEM_alloc(1)')).toEqual([
      'CMEM Error: CMEM_init() not called, you must initialize CMEM before making API calls.',
      'the process has not called CMEM_init()',
    ]);
  });
  it('lets a child share the files of its parent', () => {
    const { errno, show } = loaded('a = CMEM_alloc(512)', 'fork p2', 'proc p2');
    expect(errno('CMEM_free(a)')).toBe('ok');
    show('proc p1');
    expect(errno('CMEM_free(a)')).toBe('EFAULT');
    expect(errno('fork p2')).toBe('cmem.processExists');
    expect(errno('kill p9')).toBe('cmem.noProcess');
  });
  it.each([
    ['CMEM_free(a)', 'EFAULT'],
    ['CMEM_free(b, offset=4096)', 'EFAULT'],
    ['CMEM_free(NULL)', 'EFAULT'],
    ['CMEM_free(nobody)', 'handle.unknown'],
    ['CMEM_unregister(b, CMEM_HEAP)', 0],
    ['CMEM_getPhys(b, offset=20)', 0x87ffe014],
    ['CMEM_getPool(4097)', 2],
    ['CMEM_getPool(-1)', 'ENOMEM'],
    ['CMEM_getPool2(1, 1)', 'ENOMEM'],
    ['CMEM_getPool2(2, 1)', 'EINVAL'],
    ['CMEM_getPool2(-1, 1)', 'cmem.blockOutOfBounds'],
    ['CMEM_allocPool(8)', 'EINVAL'],
    ['CMEM_allocPool(-1)', 'EINVAL'],
    ['CMEM_alloc(1G, CMEM_HEAP)', 'ENOMEM'],
    ['CMEM_alloc(4K, CMEM_HEAP, alignment=0)', 0x83c00000],
    ['CMEM_alloc(4K, CMEM_HEAP, alignment=3)', 0x83c00000],
    ['CMEM_alloc(-1, CMEM_HEAP)', 'ENOMEM'],
    ['CMEM_getVersion()', 0x03000100],
    ['CMEM_getBlock()', 0x83c00000],
    ['CMEM_getBlockAttrs(1)', 'EINVAL'],
    ['CMEM_getNumBlocks()', 1],
    ['CMEM_cacheWbInv(b, 4096)', 0],
    ['CMEM_map(b, 4096)', 'cmem.notInVersion'],
    ['mmap(b, 4096)', 0x87ffe000],
    ['mmap(b, 1G)', 0x87ffe000],
    ['mmap(b, 4096, offset=1)', 'EINVAL'],
    ['mmap(b, 0)', 'EINVAL'],
    ['mmap(b, -1)', 'ENOMEM'],
    ['munmap(b, 4096)', 0],
    ['munmap(b, -1)', 'EINVAL'],
    ['close(3)', 0],
    ['close(9)', 'EBADF'],
    ['open()', 4],
    ['ioctl(CMEM_IOCGETSIZE, poolid=5)', 53248],
    ['ioctl(CMEM_IOCGETPOOL, size=4097)', 2],
    ['ioctl(CMEM_IOCALLOC, poolid=2)', 0x87fca000],
    ['ioctl(CMEM_IOCALLOCHEAP, size=4K, align=0)', 'ENOMEM'],
    ['ioctl(CMEM_IOCALLOCHEAP, size=4K, align=1)', 0x83c00000],
    ['ioctl(CMEM_IOCFREE, address=b)', 'freed'],
    ['ioctl(CMEM_IOCGETVERSION, fd=77)', 'EBADF'],
    ['ioctl(0xfe08)', 0x03000100],
    ['ioctl(0x1208)', 0x03000100],
    ['ioctl(0xfe99)', 'EINVAL'],
  ])('%s answers %s', (line, answer) => {
    const { show, value } = loaded('a = CMEM_alloc(512)', 'b = CMEM_alloc(512)', 'CMEM_free(a)');
    // The pointer of a now lies just below b's mapping, which is what the driver translates.
    show('dmesg -c');
    expect(value(line)).toBe(answer);
  });
  it('logs a request of another type and carries it out all the same', () => {
    const { show } = loaded('dmesg -c', 'ioctl(0x1208)');
    expect(show('dmesg')).toEqual(['CMEMK Error: ioctl(): bad command type 0x12 (should be 0xfe)']);
  });
});

describe('4.x', () => {
  const later = (...lines: string[]) =>
    typed(
      'board generic mem=256M',
      'insmod cmemk.ko phys_start=0x110000000 phys_end=0x120000000 pools=2x1000000',
      'CMEM_init()',
      ...lines,
    );
  it.each([
    ['p = CMEM_allocPhys(1000000)', 0x11ff0b000],
    ['CMEM_allocPoolPhys(0)', 0x11ff0b000],
    ['CMEM_alloc(-1, CMEM_HEAP)', 'ENOMEM'],
    ['CMEM_alloc(-8192, CMEM_HEAP)', 'ENOMEM'],
    ['CMEM_getPool(-1)', 'ENOMEM'],
    ['CMEM_alloc2(-1, 4096)', 'ENOMEM'],
    ['CMEM_cacheWbInvAll()', 0],
    ['CMEM_getVersion()', 0x04200001],
  ])('%s answers %s', (line, answer) => {
    expect(later().value(line)).toBe(answer);
  });
  it('maps a part of a buffer, and frees by address', () => {
    const { value, errno } = later('p = CMEM_allocPhys(1000000)');
    expect(value('m = CMEM_map(p, 8K, offset=4K)')).toBe(0x11ff0c000);
    expect(errno('CMEM_map(p, 2M)')).toBe('EINVAL');
    expect(errno('CMEM_unmap(m, 8K)')).toBe('ok');
    expect(errno('CMEM_freePhys(p)')).toBe('ok');
    expect(errno('CMEM_freePhys(p)')).toBe('EFAULT');
  });
  it('prints sizes as the driver does', () => {
    const { show } = later('dmesg -c', 'CMEM_getPool(-1)', 'CMEM_alloc(-8192, CMEM_HEAP)');
    expect(show('dmesg')).toEqual([
      'CMEMK Error: Failed to find a pool which fits 0xffffffffffffffff',
      'CMEMK Error: ioctl: failed to allocate from block 0: heap buffer of size ffffffffffffe000',
    ]);
  });
});

describe('a driver that dies', () => {
  it('hangs on a list that leads to itself, is told why, and may be loaded anew', () => {
    const { show, errno, machine } = loaded('CMEM_alloc(0, CMEM_HEAP)');
    expect(show('CMEM_alloc(4K, CMEM_HEAP)')).toEqual([
      'here the kernel loops for ever and holds cmem_mutex, so every later call would hang too: the list of free chunks leads back to 0xc4000000, and the walk along it never ends. This instance of the driver is stopped; insmod begins anew',
    ]);
    expect(machine.state().cmem?.stopped).toBe('hang');
    expect(errno('CMEM_alloc(512)')).toBe('cmem.stopped');
    expect(errno('cat /proc/cmem')).toBe('cmem.stopped');
    expect(errno(SEED)).toBe('ok');
    expect(errno('CMEM_init()')).toBe('ok');
    expect(errno('CMEM_alloc(4K, CMEM_HEAP)')).toBe('ok');
  });
  it('follows what was written over a free chunk’s header', () => {
    const { show, errno, value } = loaded(
      'a = CMEM_alloc(4K, CMEM_HEAP)',
      'b = CMEM_alloc(4K, CMEM_HEAP)',
      'c = mmap(a, 4096)',
      'CMEM_free(a)',
    );
    // The header: the next free chunk by its kernel address, and the size.
    expect(show('peek(c, 8)')).toEqual(['40002000  00 20 00 c4 00 10 00 00']);
    expect(show('devmem 0x83c00004')).toEqual(['0x00001000']);
    expect(errno('poke(c, 0x100000, offset=4)')).toBe('ok');
    // The chunk of a now claims a megabyte, and the next request gets what is b's.
    expect(value('CMEM_alloc(8K, CMEM_HEAP)')).toBe(0x83c00000);
    show('devmem 0x83c02000 32 0xdeadbeef');
    expect(errno('CMEM_alloc(1M, CMEM_HEAP)')).toMatch(/^cmem\.(oops|wild)$/);
  });
  it('says what of /proc/cmem is a slip of the driver', () => {
    const { show } = loaded('a = CMEM_alloc(512)');
    expect(show('cat /proc/cmem').join('\n')).not.toMatch(/Pool 1472692687/);
    const one = 'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x84000000 pools=1x4096';
    const full = typed('board dm365', one, 'CMEM_init()', 'CMEM_alloc(4096)');
    expect(full.show('cat /proc/cmem').at(-1)).toMatch(
      /^"Pool 1472692687" is the driver’s own slip/,
    );
  });
  it('does not let a process look where it has no mapping', () => {
    const { errno } = loaded('a = CMEM_alloc(512)', 'CMEM_free(a)');
    expect(errno('peek(a)')).toBe('EFAULT');
    expect(errno('poke(a, 1)')).toBe('EFAULT');
  });
});

const anyLine = fc.oneof(
  fc.constantFrom(
    'proc p1',
    'proc p2',
    'proc -n p3',
    'kill p2',
    'kill p1',
    'fork p4',
    'CMEM_init()',
    'CMEM_exit()',
    'rmmod',
    SEED,
    'insmod cmemk.ko phys_start=0x84000000 phys_end=0x84100000 pools=3x5000 useHeapIfPoolUnavailable=1',
    'cat /proc/cmem',
    'CMEM_getNumBlocks()',
  ),
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(0, 1, 5000, 60_000, 2 ** 21))
    .map(([name, size]) => `${name} = CMEM_alloc(${size})`),
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(4096, 60_000), fc.constantFrom(1, 65536))
    .map(([name, size, align]) => `${name} = CMEM_alloc(${size}, CMEM_HEAP, alignment=${align})`),
  fc
    .tuple(
      fc.constantFrom('CMEM_free', 'CMEM_registerAlloc', 'CMEM_getPhys'),
      fc.constantFrom('a', 'b', 'c'),
    )
    .map(([call, name]) => `${call}(${name})`),
  fc
    .tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom(0, 4, 4096),
      fc.constantFrom(0, 0xc4000000, 0x12345),
    )
    .map(([name, offset, value]) => `poke(${name}, ${value}, offset=${offset})`),
);

describe('whatever is typed', () => {
  it('leaves a machine that is sound, and the same again from the same lines', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('board dm365', 'board dm365 cmem=2.24', 'board dm6446 cmem=4.20 mem=48M'),
        fc.array(anyLine, { maxLength: 30 }),
        (board, lines) => {
          const all = [board, SEED, 'CMEM_init()', ...lines];
          const digest = () => typed(...all).machine.state().digest;
          expect(digest()).toBe(digest());
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('shows bytes of memory where they are kept', () => {
  const { machine, show } = loaded('a = CMEM_alloc(4096, CMEM_HEAP)', 'poke(a, 0x11223344)');
  expect(machine.bytes(0x83c00000, 4)).toEqual(Uint8Array.of(0x44, 0x33, 0x22, 0x11));
  expect(machine.bytes(0x80000000, 4)).toBeUndefined();
  expect(machine.bytes(0x83c00000, 1e9)?.length).toBe(MAX_PEEK_BYTES);
  show('board ssd202');
  expect(machine.bytes(0x83c00000, 6)).toBeUndefined();
});
