/** Scripts that fuzzing found, made smaller by it: each failed a checked run once. */
import { expect, test } from 'vitest';
import { checkedRun } from '../check/checked-run.ts';
import { parse } from '../language/index.ts';

const INSMOD = 'insmod cmemk.ko phys_start=0x83c00000 phys_end=0x83d00000';
test.each([
  [
    'a header of the heap that somebody wrote over stays marked',
    `board dm365\n${INSMOD}\ndevmem 0x83c00004 32 3048589479`,
  ],
  [
    'a buffer of the heap that 2.24 freed as a pool’s has no row',
    `board dm365 cmem=2.24\n${INSMOD} pools=1x4096\nCMEM_init()\nh1 = CMEM_alloc(4K, CMEM_HEAP)\nCMEM_free(h1)`,
  ],
])('%s', (_, source) => {
  const { statements, errors } = parse(source);
  expect(errors).toEqual([]);
  const { broken, outcomes } = checkedRun(statements.map(({ command }) => command));
  expect(broken).toBeUndefined();
  expect(outcomes).toHaveLength(statements.length);
});
