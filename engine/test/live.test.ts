/**
 * What a running 32-bit ARM kernel (6.1, QEMU virt, Cortex-A15) answered to a driver, against a board
 * with its region. Of mm/cma.c 6.1 answers as 6.14 does, of arch/arm/mm/dma-mapping.c as all do.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import type { Command } from '../contract/command.ts';
import { createMachine } from '../index.ts';
import { hexLower, pagesToBytes, pfnToPhys } from '../contract/units.ts';

interface Region {
  readonly op: 'region';
  readonly basePfn: number;
  readonly pages: number;
}
/** An answer without `pfn` is NULL. */
type Recorded =
  | {
      readonly op: 'dma_alloc_coherent';
      readonly bytes: number;
      readonly id?: number;
      readonly pfn?: number;
    }
  | { readonly op: 'dma_free_coherent'; readonly id: number }
  | {
      readonly op: 'cma_alloc';
      readonly count: number;
      readonly align: number;
      readonly pfn?: number;
    }
  | { readonly op: 'cma_release'; readonly pfn: number; readonly count: number };

const linesOf = (name: string): readonly [Region, ...Recorded[]] => {
  const file = new URL(`golden/live/${name}.jsonl.gz`, import.meta.url);
  const text = gunzipSync(readFileSync(file)).toString('utf8').trimEnd();
  return text.split('\n').map((line) => JSON.parse(line) as unknown) as [Region, ...Recorded[]];
};

function commandOf(line: Recorded): Command {
  switch (line.op) {
    case 'dma_alloc_coherent':
      return {
        kind: line.op,
        size: line.bytes,
        ...(line.id === undefined ? {} : { into: `b${line.id}` }),
      };
    case 'dma_free_coherent':
      return { kind: line.op, target: { by: 'handle', handle: `b${line.id}` } };
    case 'cma_alloc':
      return { kind: line.op, count: line.count, align: line.align };
    case 'cma_release':
      return { kind: line.op, target: { by: 'pfn', pfn: line.pfn }, count: line.count };
  }
}

/** Each allocation with what the kernel gave, and with what the machine gives. */
function replayed(name: string) {
  const [{ basePfn, pages }, ...lines] = linesOf(name);
  const machine = createMachine(ALL_SYSTEMS);
  const options = {
    kernel: '6.14',
    mem: '1G',
    cma: `${pagesToBytes(pages)}@0x${hexLower(pfnToPhys(basePfn), 8)}`,
    CONFIG_CMA_ALIGNMENT: '8',
    coherent_pool: '256K',
  };
  expect(machine.exec({ kind: 'board', board: 'ssd202', options }).result.ok).toBe(true);
  return lines.flatMap((line) => {
    const { result } = machine.exec(commandOf(line));
    if (line.op !== 'dma_alloc_coherent' && line.op !== 'cma_alloc') return [];
    const single = line.op === 'dma_alloc_coherent' && line.bytes <= 4096;
    const got = result.ok && result.value.is === 'pages' ? result.value.pfn : undefined;
    const coherent = line.op === 'dma_alloc_coherent';
    return [{ single, coherent, pfn: line.pfn, same: got === line.pfn, refused: !result.ok }];
  });
}

describe('a running ARM kernel', () => {
  test.each([
    ['arm-6.1-64M', { coherent: 494, single: 36, refused: 21 }],
    ['arm-6.1-16M', { coherent: 151, single: 3, refused: 21 }],
  ])('%s: every answer is its answer', (name, counts) => {
    const answers = replayed(name);
    expect(answers.filter(({ same }) => !same)).toEqual([]);
    const coherent = answers.filter((one) => one.coherent);
    expect({
      coherent: coherent.length,
      single: coherent.filter((one) => one.single).length,
      refused: coherent.filter((one) => one.refused).length,
    }).toEqual(counts);
    expect(answers.every(({ pfn, refused }) => refused === (pfn === undefined))).toBe(true);
  });
});
