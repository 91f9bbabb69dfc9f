/**
 * What the palette finds: actions and calls by their words, blocks by name, and whatever lies at an
 * address, typed as hex or decimal, physical, kernel virtual or as a page frame number.
 */
import type { BoardProfile } from '../../../engine/contract/profile.ts';
import { PAGE_SIZE } from '../../../engine/contract/units.ts';
import { HEADER } from '../../../engine/contract/view.ts';
import type { MachineView } from '../../../engine/contract/view.ts';
import { hasWords } from '../../../engine/scenarios/index.ts';
import { nameAt } from '../../forms/held.ts';
import { PALETTE_HITS } from '../../page/limits.ts';

type Seen = Pick<MachineView, 'layout' | 'columns'>;

export interface PlaceHit {
  /** -1 = a free page. */
  readonly slot: number;
  readonly name: string;
  readonly pfn: number;
  readonly pages: number;
  /** Index into the page columns, and the region it lies in. */
  readonly page: number;
  readonly region: number;
}

/** Slots looked at for a name; the table of blocks filters all of them. */
const NAME_SLOTS = 100_000;

/** Every number a text may mean; a bare run of hex digits with a letter can only be hex. */
export function readings(text: string): readonly number[] {
  const word = text.trim().replaceAll(/[_ ]/g, '');
  const found: number[] = [];
  if (/^0x[0-9a-f]+$/i.test(word)) found.push(Number(word));
  else {
    if (/^[0-9]+$/.test(word)) found.push(Number(word));
    if (/^[0-9a-f]{3,}$/i.test(word)) found.push(Number(`0x${word}`));
  }
  return found.filter((value) => Number.isSafeInteger(value));
}

/** Page frames a number may mean on this board: of an address, or a pfn itself. */
export function pfnsOf(value: number, board: BoardProfile): readonly number[] {
  const pfns = [Math.floor(value / PAGE_SIZE), value];
  if (board.virtual) {
    const phys = value - board.virtual.pageOffset + board.physOffset;
    if (phys >= 0) pfns.push(Math.floor(phys / PAGE_SIZE));
  }
  return pfns;
}

/** What lies at a page frame, if a region covers it. */
function placeAt({ layout, columns }: Seen, pfn: number): PlaceHit | undefined {
  for (const region of layout.regions) {
    const range = region.ranges.find((one) => pfn >= one.basePfn && pfn < one.basePfn + one.pages);
    if (!range) continue;
    const page = range.firstPage + (pfn - range.basePfn);
    const slot = (columns.owner[page] ?? 0) - 1;
    if (slot < 0) return { slot, name: '', pfn, pages: 1, page, region: region.index };
    const name = nameAt(columns, slot);
    const pages = columns.blockPages[slot] ?? 0;
    return { slot, name, pfn: columns.blockPfn[slot] ?? pfn, pages, page, region: region.index };
  }
  return undefined;
}

function namedPlaces(seen: Seen, needle: string): readonly PlaceHit[] {
  const { columns } = seen;
  const hits: PlaceHit[] = [];
  const high = Math.min(NAME_SLOTS, columns.header[HEADER.blockHigh] ?? 0);
  for (let slot = 0; slot < high && hits.length < PALETTE_HITS; slot += 1) {
    if (!(columns.blockPages[slot] ?? 0)) continue;
    if (!nameAt(columns, slot).toLowerCase().includes(needle)) continue;
    const hit = placeAt(seen, columns.blockPfn[slot] ?? -1);
    if (hit) hits.push(hit);
  }
  return hits;
}

export interface HeldHit {
  readonly slot: number;
  /** What giving it back is called. */
  readonly text: string;
}

/** Blocks whose release is called what was typed, the newest slots first. */
export function findReleases(
  { columns }: Pick<Seen, 'columns'>,
  query: string,
  textOf: (name: string, pfn: number) => string,
): readonly HeldHit[] {
  if (query.trim() === '') return [];
  const hits: HeldHit[] = [];
  const high = columns.header[HEADER.blockHigh] ?? 0;
  const end = Math.max(0, high - NAME_SLOTS);
  for (let slot = high - 1; slot >= end && hits.length < PALETTE_HITS; slot -= 1) {
    if (!(columns.blockPages[slot] ?? 0)) continue;
    const text = textOf(nameAt(columns, slot), columns.blockPfn[slot] ?? 0);
    if (fits(text, query)) hits.push({ slot, text });
  }
  return hits;
}

/** Blocks and pages for what was typed, addresses first. */
export function findPlaces(seen: Seen, query: string): readonly PlaceHit[] {
  const needle = query.trim().toLowerCase();
  if (needle === '') return [];
  const at = readings(query)
    .flatMap((value) => pfnsOf(value, seen.layout.board))
    .map((pfn) => placeAt(seen, pfn))
    .filter((hit) => hit !== undefined);
  const all = [...at, ...namedPlaces(seen, needle)];
  const pages = new Set<number>();
  return all.filter(({ page }) => !pages.has(page) && pages.add(page)).slice(0, PALETTE_HITS);
}

/** Whether every word typed occurs in the text. */
export const fits = (text: string, query: string): boolean => hasWords(text.toLowerCase(), query);
