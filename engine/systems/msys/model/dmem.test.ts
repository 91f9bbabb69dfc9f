import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { SlowKeptList } from '../../../test/slow-kept-list.ts';
import { Dmem, type CoherentMemory } from './dmem.ts';
import { KeptList } from './kept-list.ts';
import { RETRY_PLAYED_MAX } from './limits.ts';
import { msysFiles } from './sysfs.ts';
import type { LateText } from '../../../memory/bytes/late-text.ts';

const PROFILE = { debug: true, bytesSuffix: false, sysfsAll: true };

/** A bump arena of `pages` pages that never takes anything back; `fails` calls answer NULL first. */
function arena(pages: number, fails = 0): CoherentMemory & { readonly freed: number[] } {
  let next = 0;
  let failing = fails;
  const freed: number[] = [];
  return {
    freed,
    alloc(size) {
      const wanted = size / 4096;
      if (failing-- > 0 || wanted === 0 || next + wanted > pages)
        return { errno: 'ENOMEM', why: { id: 'cma.noRegion' } };
      const phys = 0x26400000 + next * 4096;
      next += wanted;
      return { phys, kvirt: phys + 0xa0000000 };
    },
    free: (_size, phys) => void freed.push(phys),
  };
}

/** A driver with its log; `request('cam', 4096)` and so on, checked after every call. */
function driver(memory = arena(512), profile = PROFILE) {
  const dmem = new Dmem(memory, profile);
  const log: string[] = [];
  let slept = 0;
  const sink = {
    printk: (text: string) => void log.push(text),
    late: (_channel: 'printk' | 'ftrace', text: LateText) => void log.push(String(text)),
    ftrace: () => undefined,
    event: () => undefined,
    listening: true,
    recording: true,
    sleep: (ms: number) => void (slept += ms),
  };
  const files = new Map(msysFiles(profile).map((file) => [file.name, file]));
  const checked = <T>(value: T): T => {
    dmem.check();
    return value;
  };
  return {
    dmem,
    log,
    slept: () => slept,
    request: (name: string, length: number) => checked(dmem.request(name, length, 1, sink)),
    release: (name: string, phys = 0) => checked(dmem.release(name, phys, sink)),
    read: (file: string) => files.get(file)!.show!(dmem),
    write: (file: string, input: string) => checked(files.get(file)!.store!(dmem, input, 1, sink)),
    names: () => [...dmem.kept.newestFirst()].map((entry) => entry.name),
  };
}

describe('msys_request_dmem', () => {
  it.each([
    ['', -22],
    ['a', 0],
    ['fifteen_chars_x', 0],
    ['sixteen_chars_xx', -22],
  ])('a name of %j answers %i', (name, ret) => {
    expect(driver().request(name, 4096).ret).toBe(ret);
  });

  it('hands out the newest entry whose name starts with the requested one', () => {
    const d = driver();
    d.request('buf_abc', 12288);
    const second = d.request('buf_', 65536);
    expect(second).toMatchObject({ ret: 0, kept: true, info: { name: 'buf_abc', length: 12288 } });
  });

  it('gives a shorter stored name no match', () => {
    const d = driver();
    d.request('cam', 4096);
    expect(d.request('camera', 4096).kept).toBe(false);
  });

  it('retries 16 times, a simulated second each, then says -ENOMEM', () => {
    const d = driver(arena(0));
    expect(d.request('big', 4096)).toMatchObject({ ret: -12, retries: 16, cut: false });
    expect(d.slept()).toBe(16_000);
    expect(d.log.at(-1)).toBe('MSYS: DMEM request: [big]:0x00001000 FAILED!! (retry=16)');
  });

  it('stops playing retries that would hold the mutex for years', () => {
    const d = driver(arena(0));
    d.write('dmem_retry_count', '4294967295\n');
    expect(d.request('x', 4096)).toMatchObject({ retries: RETRY_PLAYED_MAX, cut: true });
    d.write('dmem_retry_count', `${RETRY_PLAYED_MAX}\n`);
    expect(d.request('x', 4096)).toMatchObject({ retries: RETRY_PLAYED_MAX, cut: false });
  });

  it('takes the length modulo 2^32', () => {
    const d = driver();
    expect(d.request('a', 2 ** 32 + 4096).info.length).toBe(4096);
    expect(d.request('b', -1).ret).toBe(-12);
  });

  it('frees and allocates again when realloc is on and the length differs', () => {
    const memory = arena(512);
    const d = driver(memory);
    d.request('cam', 4096);
    d.write('dmem_realloc', '1\n');
    expect(d.request('ca', 8192)).toMatchObject({ kept: false, info: { name: 'ca' } });
    expect(memory.freed).toEqual([0x26400000]);
    expect(d.names()).toEqual(['ca']);
  });
});

describe('sysfs input', () => {
  it.each([
    ['x 4096\n', 7],
    ['x 4096', 6],
    ['x\t4096\n', 7],
    ['x 0\n', -22],
    ['x 0x1000\n', -22],
    [' x 4096\n', -22],
    ['\n', -22],
    ['fourteen_chars 4096\n', 20],
  ])('dmem_alloc takes %j and returns %i', (input, ret) => {
    expect(driver().write('dmem_alloc', input)).toMatchObject({ ret });
  });

  it.each(['fifteen_chars_x 4096\n', '  fifteen_chars_x 4096\n', 'x\n', 'x +5\n', 'x abc\n'])(
    'dmem_alloc declines %j, whose effect is undefined, and keeps the state',
    (input) => {
      const d = driver();
      expect(d.write('dmem_alloc', input)).toHaveProperty('undefinedBehaviour');
      expect(d.names()).toEqual([]);
      expect(d.log).toEqual([]);
    },
  );

  it('ends a name at the byte A0, which the kernel takes for a blank', () => {
    const d = driver();
    d.write('release_dmem', '\xc3\xa0b\n');
    expect(d.log.at(-1)).toBe('MSYS: DMEM [\xc3]@0x00000000 not found, skipping release...');
  });

  it('returns the bytes written although the allocation inside failed', () => {
    const d = driver(arena(0));
    expect(d.write('dmem_alloc', 'c 4096\n')).toMatchObject({ ret: 7, request: { ret: -12 } });
  });

  it('shows an empty fixed list as one newline', () => {
    expect(driver().read('fixed_dmem')).toBe('\n');
  });

  it('creates the switches only with CONFIG_MSYS_DMEM_SYSFS_ALL', () => {
    const names = (sysfsAll: boolean) =>
      msysFiles({ ...PROFILE, sysfsAll }).map((file) => file.name);
    expect(names(false)).toEqual(['dmem', 'dmem_alloc', 'release_dmem']);
    expect(names(true)).toHaveLength(7);
  });

  it('cuts the listing at 4,095 bytes, TOTAL included', () => {
    const d = driver();
    for (let i = 0; i < 200; i++) d.request(`entry_nr_${i}x`, 1);
    expect(d.read('dmem')).toHaveLength(4095);
    expect(d.read('dmem')).not.toContain('TOTAL');
  });
});

const NAME = fc.stringMatching(/^[ab]{1,4}$/);
const STEP = fc.oneof(
  fc.record({ do: fc.constant('add' as const), name: NAME }),
  fc.record({ do: fc.constant('remove' as const), name: NAME }),
);

describe('the kept list', () => {
  it('answers like a plain walk from the head', () => {
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 300 }), (steps) => {
        const fast = new KeptList();
        const slow = new SlowKeptList();
        for (const [i, step] of steps.entries()) {
          if (step.do === 'add') {
            const entry = { name: step.name, length: i, phys: i * 4096, kvirt: 0, born: i };
            fast.add(entry);
            slow.add(entry);
          } else {
            const found = fast.findByPrefix(step.name);
            expect(found?.born).toBe(slow.findByPrefix(step.name)?.born);
            if (found) fast.remove(found);
            slow.removeNewest(step.name);
          }
          fast.check();
          expect(fast.findByName(step.name)?.born).toBe(slow.findByName(step.name)?.born);
        }
        expect([...fast.newestFirst()].map((entry) => entry.born)).toEqual(slow.born());
      }),
    );
  });
});
