/**
 * `cma-boot/1`: regions that the real mm/cma.c declared during a boot, against declareContiguous().
 * 4.19 declares as 4.14 does and 6.18 as 6.17; debug lines of the early boot are not written here.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ERRNO } from '../../../contract/command.ts';
import { DEFAULT_BOARD } from '../../../board/boards.ts';
import type { BoardProfile, Kernel, MemoryBank } from '../../../contract/profile.ts';
import { PAGE_SIZE, pagesToBytes, pfnToPhys } from '../../../contract/units.ts';
import { declareContiguous } from './reserve.ts';

const GOLDEN = new URL('../../../test/golden/boot/', import.meta.url);
const KERNEL_OF: Readonly<Record<string, Kernel>> = {
  '4.19.124': '4.14',
  '6.14.0': '6.14',
  '6.18.35': '6.17',
};

interface Header {
  readonly kernelVersion: string;
  readonly physBits: number;
  readonly pageSize: number;
  readonly maxOrderExclusive: number;
  readonly pageblockOrder: number;
  readonly highmem: string | null;
  readonly banks: readonly { readonly base: string; readonly size: number }[];
  readonly reserved: Header['banks'];
}
interface DeclareOp {
  readonly size: number;
  readonly base: string;
  readonly limit: string;
  readonly alignment: number;
  readonly orderPerBit: number;
  readonly fixed: boolean;
  readonly name: string;
  readonly ret: number;
  readonly log: readonly string[];
  readonly at?: string;
  readonly got?: string;
}

const linesOf = (name: string): readonly unknown[] =>
  gunzipSync(readFileSync(new URL(name, GOLDEN)))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const spans = (list: Header['banks']): readonly MemoryBank[] =>
  list.map(({ base, size }) => ({ base: Number(base), size }));

function boardOf(header: Header): BoardProfile {
  const banks = spans(header.banks);
  const kernel = KERNEL_OF[header.kernelVersion]!;
  const physOffset = banks[0]!.base;
  const { maxOrderExclusive, pageblockOrder, highmem } = header;
  // Where the linear mapping ends says where it begins: at 0xf0000000 less what it maps.
  const pageOffset = 0xf0000000 - (Number(highmem) - physOffset);
  return {
    ...DEFAULT_BOARD,
    kernel,
    arch: header.physBits === 32 ? 'arm' : 'arm64',
    banks,
    reserved: spans(header.reserved).map((span) => ({ ...span, what: 'reserved' })),
    regionOrder:
      kernel === '4.14' ? Math.max(maxOrderExclusive - 1, pageblockOrder) : pageblockOrder,
    physOffset,
    virtual: highmem === null ? undefined : { pageOffset, memMap: 0, structPageBytes: 32 },
  };
}

const told = (ret: number, log: readonly string[], at?: number, got?: number) => ({
  ret,
  log: log.filter((line) => !/^cma: (?:__)?cma_declare_contiguous/.test(line)),
  at,
  got,
});

/**
 * What is declared is reserved for those after it, but takes no slot: here there are enough. What
 * Carveout declines (regions without memory, or larger than it draws) is taken as the kernel gave it.
 */
function answer(board: BoardProfile, taken: MemoryBank[], op: DeclareOp) {
  const reserved = taken.map((span) => ({ ...span, what: 'cma' }));
  const request = { ...op, base: Number(op.base), limit: Number(op.limit) };
  const now = { ...board, reserved: [...board.reserved, ...reserved] };
  const { plan, refusal, log } = declareContiguous(now, [], request);
  if (!plan && refusal.errno !== undefined) return told(-ERRNO[refusal.errno], log);
  if (!plan) {
    taken.push({ base: Number(op.at), size: Number(op.got) });
    return wanted(op);
  }
  const [range] = plan.ranges;
  const span = { base: pfnToPhys(range!.basePfn), size: pagesToBytes(range!.pages) };
  taken.push(span);
  return told(0, log, span.base, span.size);
}

/** What the kernel answered, without the debug line. */
const wanted = ({ ret, log, at, got }: DeclareOp) =>
  told(ret, log, at === undefined ? at : Number(at), got === undefined ? got : Number(got));

/**
 * A recording of arm64 has no end of low memory. The kernel has: high_memory is the end of DRAM there,
 * so that up to 6.14 a region across it is told of that boundary and not of the limit.
 */
function crossesEnd({ arch, kernel, banks }: BoardProfile, { base, size, fixed }: DeclareOp) {
  const last = banks.at(-1)!;
  const end = last.base + last.size;
  const crosses = fixed && Number(base) < end && Number(base) + size > end;
  return arch === 'arm64' && kernel !== '6.17' && crosses;
}

test.each(readdirSync(GOLDEN))('%s', (name) => {
  const [header, ...ops] = linesOf(name) as [Header, ...DeclareOp[]];
  expect(header.pageSize).toBe(PAGE_SIZE);
  const board = boardOf(header);
  const taken: MemoryBank[] = [];
  const asked = ops.filter((op) => !crossesEnd(board, op));
  for (const op of asked)
    expect({ op, ...answer(board, taken, op) }).toEqual({ op, ...wanted(op) });
  expect(asked.length).toBeGreaterThan(18);
});
