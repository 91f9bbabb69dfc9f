import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ALL_SYSTEMS } from '../../machine/all-systems.ts';
import { createMachine, type Machine } from '../../machine/machine.ts';
import { parse } from '../../language/index.ts';
import {
  CMEM_HEAP_POOL,
  CMEM_WORDS,
  CmemRow,
  CmemState,
  type MachineView,
} from '../../contract/view.ts';

const SEED = 'phys_start=0x83C00000 phys_end=0x84000000 pools=4x5000,2x8192,0x4096,1x262144';

function machineWith(board = 'dm365', args = SEED): Machine {
  const machine = createMachine(ALL_SYSTEMS);
  run(machine, `board ${board}`, `insmod cmemk.ko ${args}`, 'CMEM_init()');
  return machine;
}
function run(machine: Machine, ...lines: string[]): void {
  for (const { command } of parse(lines.join('\n')).statements) machine.exec(command);
}

interface Seen {
  readonly kind: number;
  readonly phys: number;
  readonly size: number;
  readonly asked: number;
  readonly state: number;
  readonly owner: number;
  readonly users: number;
  readonly op: number;
  readonly place: string;
}
const rowAt = ({ columns: c }: MachineView, row: number): Seen => ({
  kind: c.cmemKind[row]!,
  phys: c.cmemPhys[row]!,
  size: c.cmemSize[row]!,
  asked: c.cmemAsked[row]!,
  state: c.cmemState[row]!,
  owner: c.cmemOwner[row]!,
  users: c.cmemUsers[row]!,
  op: c.cmemOp[row]!,
  place: c.cmemPool[row] === CMEM_HEAP_POOL ? 'heap' : `${c.cmemPool[row]!}/${c.cmemId[row]!}`,
});
const rowsOf = (view: MachineView): Seen[] =>
  Array.from(view.columns.cmemKind.keys())
    .map((row) => rowAt(view, row))
    .filter(({ kind }) => kind !== CmemRow.none);
const sorted = (rows: readonly Seen[]): string[] =>
  rows.map((row) => JSON.stringify(row)).sort((a, b) => (a < b ? -1 : 1));

/** What a machine that is looked at for the first time shows. */
function freshRows(lines: readonly string[]): string[] {
  const machine = machineWith();
  run(machine, ...lines);
  return sorted(rowsOf(machine.view()));
}

it('shows pools from the top down and the heap below', () => {
  const view = machineWith().view();
  const [block] = view.layout.cmem!.blocks;
  expect(block!.pools).toEqual([
    {
      index: 0,
      num: 4,
      size: 8192,
      requested: 5000,
      firstRow: 0,
      id0: 0x83ffe000,
      low: 0x83ff8000,
    },
    {
      index: 1,
      num: 2,
      size: 8192,
      requested: 8192,
      firstRow: 4,
      id0: 0x83ff6000,
      low: 0x83ff4000,
    },
    {
      index: 2,
      num: 0,
      size: 4096,
      requested: 4096,
      firstRow: 6,
      id0: 0x83c00000,
      low: 0x83c00000,
    },
    {
      index: 3,
      num: 1,
      size: 262144,
      requested: 262144,
      firstRow: 6,
      id0: 0x83fb4000,
      low: 0x83fb4000,
    },
  ]);
  expect(block!.heap).toMatchObject({
    base: 0x83c00000,
    size: 0x3b4000,
    nextBytes: 4,
    sizeBytes: 4,
  });
  expect(rowAt(view, 0)).toMatchObject({
    kind: CmemRow.buffer,
    phys: 0x83ffe000,
    state: CmemState.NEXT,
  });
  expect(rowAt(view, 1)).toMatchObject({ phys: 0x83ffc000, state: 0, asked: 0 });
  expect(rowsOf(view).at(-1)).toMatchObject({
    kind: CmemRow.hole,
    phys: 0x83c00000,
    size: 0x3b4000,
  });
});

it('knows who holds what, and what was asked', () => {
  const machine = machineWith();
  run(machine, 'a = CMEM_alloc(4000, CMEM_CACHED)', 'proc p2', 'b = CMEM_registerAlloc(a)');
  run(machine, 'c = CMEM_alloc(5000, CMEM_HEAP)');
  const view = machine.view();
  const op = view.columns.header[0]!;
  expect(rowAt(view, 0)).toMatchObject({
    state: CmemState.BUSY | CmemState.CACHED,
    asked: 4000,
    owner: 1,
    users: 2,
    op: op - 3,
  });
  expect(rowAt(view, 1).state).toBe(CmemState.NEXT);
  expect(rowsOf(view).find(({ kind }) => kind === CmemRow.heap)).toMatchObject({
    phys: 0x83c00000,
    size: 8192,
    asked: 5000,
    owner: 2,
    state: CmemState.BUSY,
    op,
  });
});

it('marks a free header that somebody wrote over, with its bytes', () => {
  const machine = machineWith();
  run(machine, 'a = CMEM_alloc(4096, CMEM_HEAP)', 'b = CMEM_alloc(4096, CMEM_HEAP)');
  run(machine, 'CMEM_free(a, CMEM_HEAP)');
  machine.view();
  run(machine, 'devmem 0x83c00000 32 0x58585858');
  const view = machine.view();
  const row = rowsOf(view).findIndex(
    ({ phys, kind }) => kind === CmemRow.hole && phys === 0x83c00000,
  );
  const index = Array.from(view.columns.cmemKind.keys()).filter(
    (at) => view.columns.cmemKind[at] !== CmemRow.none,
  )[row]!;
  expect(view.columns.cmemState[index]).toBe(CmemState.CORRUPT);
  const words = view.columns.cmemWords.subarray(index * CMEM_WORDS, (index + 1) * CMEM_WORDS);
  expect(Array.from(words)).toEqual([0x58585858, 4096, 0, 0]);
  // Written back as it was: the chain is whole again.
  const old = machineWith();
  run(old, 'devmem 0x83c00000 32 0x0');
  expect(rowsOf(old.view()).filter(({ state }) => state === CmemState.CORRUPT)).toEqual([]);
});

it('forgets everything with the module, and says why a driver died', () => {
  const machine = machineWith();
  run(machine, 'CMEM_exit()', 'rmmod cmemk');
  expect(machine.view().layout.cmem).toBeUndefined();
  expect(machine.view().layout.cmemRows).toBe(0);
  const dead = machineWith();
  run(dead, 'a = CMEM_alloc(4096, CMEM_HEAP)', 'CMEM_free(a, CMEM_HEAP)');
  run(dead, 'devmem 0x83c00000 32 0x10', 'CMEM_alloc(16M, CMEM_HEAP)');
  expect(dead.view().layout.cmem!.stopped?.id).toBe('cmem.heapOops');
});

const line = fc.oneof(
  fc
    .record({ bytes: fc.integer({ min: 0, max: 300_000 }), heap: fc.boolean(), n: fc.nat(9) })
    .map(
      ({ bytes, heap, n }) =>
        `h${n} = CMEM_alloc(${bytes}${heap ? ', CMEM_HEAP' : ', CMEM_CACHED'})`,
    ),
  fc
    .record({ n: fc.nat(9), heap: fc.boolean() })
    .map(({ n, heap }) => `CMEM_free(h${n}${heap ? ', CMEM_HEAP' : ''})`),
  fc.nat(9).map((n) => `g${n} = CMEM_registerAlloc(h${n})`),
  fc.constantFrom('proc p1', 'proc p2', 'kill p2', 'CMEM_exit()', 'CMEM_init()'),
  fc
    .nat(3)
    .map(
      (page) =>
        `devmem 0x${(0x83c00000 + page * 4096).toString(16)} 32 0x${(page * 77).toString(16)}`,
    ),
);

it('sees a walk that writes back what somebody wrote', () => {
  const lines = [
    'h0 = CMEM_alloc(4097, CMEM_HEAP)',
    'devmem 0x83c02000 32 0x9a',
    'h1 = CMEM_alloc(0, CMEM_HEAP)',
  ];
  const machine = machineWith();
  for (const one of lines) {
    run(machine, one);
    machine.view();
  }
  expect(sorted(rowsOf(machine.view()))).toEqual(freshRows(lines));
});

it('shows the same whether it is looked at after every line or once at the end', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const machine = machineWith();
      for (const one of lines) {
        run(machine, one);
        machine.check();
        machine.view();
      }
      const marks = (row: string): string => row;
      expect(sorted(rowsOf(machine.view())).map(marks)).toEqual(freshRows(lines).map(marks));
    }),
    { numRuns: 120 },
  );
});
