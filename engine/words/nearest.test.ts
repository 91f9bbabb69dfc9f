import { describe, expect, test } from 'vitest';
import { callNames } from '../language/calls/index.ts';
import { nearest, nearestNames } from './nearest.ts';

const MOST = 4;
const near = (found: string): readonly string[] => nearestNames(found, callNames, MOST);

describe('the nearest names', () => {
  test.each([
    ['cma_aloc', ['cma_alloc']],
    ['CMEM_fre', ['CMEM_free', 'CMEM_freePhys']],
    ['release', ['cma_release', 'msys_release_dmem']],
    ['frobnicate', []],
    ['x', []],
  ])('%s', (found, names) => {
    expect(near(found)).toEqual(names);
  });

  test('words that are shared count where no slip explains the name', () => {
    expect(near('alloc')).toEqual(expect.arrayContaining(['cma_alloc', 'CMEM_alloc']));
    expect(near('malloc')).toEqual(expect.arrayContaining(['cma_alloc', 'CMEM_alloc']));
    expect(near('alloc')).toHaveLength(MOST);
  });

  test('begin with the nearest', () => {
    for (const name of callNames)
      for (const slip of [name.slice(1), `${name}s`, name.replace(/.$/, '')]) {
        const best = nearest(slip, callNames);
        if (best !== undefined && !callNames.includes(slip))
          expect(near(slip).map((one) => one.toLowerCase())[0]).toBe(best.toLowerCase());
      }
  });

  test('nobody means a name of 65 characters', () => {
    expect(near('cma_alloc'.repeat(8))).toEqual([]);
  });
});
