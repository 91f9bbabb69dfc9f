import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CmemCase, cmem } from '../../test/cmem-lines.ts';
import { restoreCmem, saveCmem } from './checkpoint.ts';
import { digestText } from './model/digest.ts';
import type { CmemVersionId } from './model/version.ts';

const ARGS =
  'phys_start=0x83C00000 phys_end=0x83C40000 pools=3x4096,2x8192,1x20000 phys_start_1=0x90000000 phys_end_1=0x90020000 pools_1=2x4096 useHeapIfPoolUnavailable=1';

const STEP = fc
  .tuple(
    fc.nat({ max: 2 }),
    fc.constantFrom(
      'init',
      'exit',
      'kill',
      'alloc',
      'alloc',
      'alloc',
      'pool',
      'free',
      'reg',
      'poke',
    ),
    fc.nat({ max: 30_000 }),
    fc.nat({ max: 5 }),
    fc.boolean(),
  )
  .map(([process, what, size, pick, flag]) => {
    const name = `n${pick}`;
    const heap = flag ? ' heap' : '';
    const detail = {
      alloc: ` ${size + 1}${heap} blk=${pick % 2} as ${name}`,
      pool: ` ${pick} as ${name}`,
      free: ` ${name}${heap}`,
      reg: ` ${0x83c0_0000 + pick * 4096} as ${name}`,
      poke: ` ${name}+${(pick % 3) * 4} ${size % 256}`,
    } as Record<string, string>;
    return `${process} ${what}${detail[what] ?? ''}`;
  });

/** All there is to see of a machine. */
const seen = (made: CmemCase): unknown => ({
  text: made.machine.system.module && digestText(made.machine.system.module),
  proc: made.machine.proc(),
  pools: made.machine.pools(),
  heaps: made.machine.heaps(),
  bytes: made.machine.memory.save(),
});

it('a restored machine answers as the saved one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<CmemVersionId>('2.26', '4.20'),
      fc.array(STEP, { maxLength: 40 }),
      fc.array(STEP, { maxLength: 40 }),
      (version, before, after) => {
        const one = cmem(version, ARGS);
        one.do('0 init', '1 init', ...before);
        const saved = saveCmem(one.machine);
        const plain = structuredClone(saved);
        const other = new CmemCase(one.machine.profile);
        other.load(ARGS);
        other.do('2 init', '2 alloc 5000 heap');
        restoreCmem(other.machine, plain);
        other.machine.check();
        expect(seen(other)).toEqual(seen(one));
        expect(saveCmem(other.machine)).toEqual(saved);
        other.adopt(one);
        expect(other.do(...after)).toEqual(one.do(...after));
        expect(seen(other)).toEqual(seen(one));
      },
    ),
    { numRuns: 120 },
  );
});
it('so does one without a module, and one that is dead', () => {
  const none = new CmemCase(cmem('4.20', ARGS).machine.profile);
  const dead = cmem('4.20', ARGS);
  dead.do('0 init', '0 alloc 0 heap', '0 alloc 1 heap');
  const saved = [saveCmem(none.machine), saveCmem(dead.machine)] as const;
  restoreCmem(dead.machine, saved[0]);
  expect([dead.machine.digest(), dead.load(ARGS)]).toEqual([undefined, '0']);
  restoreCmem(none.machine, saved[1]);
  expect(none.do('0 alloc 1 heap')).toEqual(['null']);
  expect(none.machine.system.stopped!.stopped).toBe('hang');
});
