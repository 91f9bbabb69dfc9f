/**
 * The state of a machine as JSON, and its digest: sha256 over everything that makes two machines the
 * same. Two people who see the same digest see the same memory.
 */
import type { Area } from '../board/area.ts';
import type { Board } from '../board/board.ts';
import { fromByteString } from '../memory/bytes/cstring.ts';
import { sha256Hex } from '../memory/digest.ts';
import type { AnyEntry, AnySystem, HiddenFact } from '../systems/contract.ts';
import type { BlockState, MachineState, RegionState } from './machine-state.ts';

/** Figures of a region; its bitmap is told by its digest. */
function regionState({ region }: Area): RegionState {
  const { lent, pinned } = region.pageStates;
  return {
    name: region.name,
    orderPerBit: region.orderPerBit,
    ranges: region.ranges.map(({ basePfn, pages }) => ({ basePfn, pages })),
    used: region.used,
    lent,
    pinned,
    maxchunk: region.maxchunk,
    bitmapSha256: sha256Hex(littleEndian(region.ranges.map(({ map }) => map.toWords()))),
  };
}
/** Words as bytes, lowest first, one bitmap after the other. */
function littleEndian(bitmaps: readonly Uint32Array[]): Uint8Array {
  const words = bitmaps.reduce((sum, bitmap) => sum + bitmap.length, 0);
  const view = new DataView(new ArrayBuffer(words * 4));
  let at = 0;
  for (const bitmap of bitmaps)
    for (const word of bitmap) {
      view.setUint32(at, word, true);
      at += 4;
    }
  return new Uint8Array(view.buffer);
}

/** Who holds what, ascending by address; names are text again. */
function blockStates(board: Board): readonly BlockState[] {
  return [...board.blocks.slots()]
    .map((slot) => board.blocks.describe(slot))
    .map((block) => ({ ...block, name: fromByteString(block.name) }))
    .sort((a, b) => a.pfn - b.pfn);
}

/** What makes two machines differ besides their states, as far as no system knows it. */
function hiddenOfBoard(board: Board): readonly HiddenFact[] {
  const pointers = board.handles
    .entries()
    .filter(({ dma }) => dma !== undefined)
    .map(({ name, pool, phys, dma }) => [name, pool, phys, dma]);
  const pages = board.areas.map(({ region }) => sha256Hex(region.pageStates.states));
  return [
    { place: 0, name: 'profile', value: board.profile },
    { place: 1, name: 'pages', value: pages },
    { place: 3, name: 'booting', value: board.booting && board.op > 0 ? true : undefined },
    { place: 6, name: 'pointers', value: pointers.length > 0 ? pointers : undefined },
  ];
}

/** Every system there may be, and those whose code is there. */
interface Systems {
  readonly entries: readonly AnyEntry[];
  readonly whole: readonly AnySystem[];
}

/** The state of a board and of what systems have on it, with its digest. */
export function machineState(board: Board, { entries, whole: systems }: Systems): MachineState {
  const { cmaTotal, cmaFree } = board.meminfo();
  const state = {
    format: 'carveout-state/1',
    board: board.profile.id,
    release: board.profile.release,
    op: board.op,
    uptimeMs: board.uptimeMs,
    cmaTotalKiB: cmaTotal * 4,
    cmaFreeKiB: cmaFree * 4,
    regions: board.areas.map(regionState),
    blocks: blockStates(board),
    handles: board.handles
      .entries()
      .map(({ name, kind, pfn, pages, released }) => ({ name, kind, pfn, pages, released })),
  } as const;
  const shown: Partial<MachineState> = {};
  // In the order of the list, whatever of it was fetched: the digest goes by the order.
  for (const { id, unused } of entries)
    Object.assign(shown, systems.find((system) => system.id === id)?.state(board) ?? unused);
  // Each system states all that it shows: together they are whole.
  const all = { ...state, ...shown } as Omit<MachineState, 'digest'>;
  const facts = [...hiddenOfBoard(board), ...systems.flatMap((system) => system.hidden(board))];
  facts.sort((one, other) => one.place - other.place);
  const hidden = Object.fromEntries(facts.map(({ name, value }) => [name, value]));
  return { ...all, digest: sha256Hex(JSON.stringify([all, hidden])) };
}
