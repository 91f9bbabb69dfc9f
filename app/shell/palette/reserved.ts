/** Memory that is no page of a region: what the board gave away, CMEM's blocks, and the rest of the RAM. */
import { PAGE_SIZE } from '../../../engine/contract/units.ts';
import type { Layout } from '../../../engine/contract/view.ts';
import { fits, pfnsOf, readings } from './palette.ts';

export interface Reserved {
  readonly is: 'reserved' | 'cmem' | 'ram';
  /** Who has it, as the board names it; of CMEM: the block's number. */
  readonly what: string;
  readonly from: number;
  /** Behind its last byte. */
  readonly to: number;
}

/** What is known of the memory, from the narrowest meaning to the widest. */
function partsOf({ board, cmem }: Layout): readonly Reserved[] {
  const part = (is: Reserved['is'], what: string, from: number, to: number): Reserved => ({
    is,
    what,
    from,
    to,
  });
  return [
    ...board.reserved.map(({ what, base, size }) => part('reserved', what, base, base + size)),
    ...(cmem?.blocks ?? []).map((one) =>
      part('cmem', String(one.index), one.physStart, one.physEnd),
    ),
    ...board.banks.map(({ base, size }) => part('ram', '', base, base + size)),
  ];
}

const inRegion = ({ regions }: Layout, pfn: number): boolean =>
  regions.some(({ ranges }) =>
    ranges.some(({ basePfn, pages }) => pfn >= basePfn && pfn < basePfn + pages),
  );

/** What lies at an address outside every region, or is called what was typed. */
export function findReserved(layout: Layout, query: string): readonly Reserved[] {
  if (query.trim() === '') return [];
  const parts = partsOf(layout);
  const at = readings(query)
    .flatMap((value) => pfnsOf(value, layout.board))
    .filter((pfn) => !inRegion(layout, pfn))
    .map((pfn) => pfn * PAGE_SIZE)
    .map((address) => parts.find(({ from, to }) => address >= from && address < to));
  const named = parts.filter(({ is, what }) => is === 'reserved' && fits(what, query.trim()));
  return [...new Set([...at, ...named])].filter((one) => one !== undefined);
}
