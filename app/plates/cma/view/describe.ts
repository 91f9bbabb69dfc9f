/** A page in words: for the read-out, the live region and the title of what is chosen. */
import { pfnToPhys } from '../../../../engine/contract/units.ts';
import { PageState } from '../../../../engine/contract/view.ts';
import type { RegionLayout } from '../../../../engine/contract/view.ts';
import { blockAt, isAllocated, pfnOfPage, slotOf } from '../../../frame/frame.ts';
import type { Frame } from '../../../frame/frame.ts';
import type { HoleIndex } from '../../../render/geometry/holes.ts';
import { addressText, pfnText } from '../../../words/format.ts';
import type { MapT } from '../../../words/dictionary/map.ts';

export interface Described {
  /** "pfn 0x26450, emac1_buff, page 1 of 97". */
  readonly text: string;
  readonly phys: string;
}

export const describePage = (
  frame: Frame,
  region: RegionLayout,
  holes: HoleIndex,
  t: MapT,
  page: number,
): Described | undefined => {
  const pfn = pfnOfPage(region, page);
  if (pfn === undefined) return undefined;
  return { text: textOf(frame, holes, t, page, pfn), phys: addressText(pfnToPhys(pfn)) };
};

const textOf = (frame: Frame, holes: HoleIndex, t: MapT, page: number, pfn: number): string => {
  const state = frame.columns.page[page] ?? 0;
  const at = pfnText(pfn);
  if (isAllocated(state)) {
    const block = blockAt(frame, slotOf(frame, page));
    const name = block === undefined || block.name === '' ? t('map.unnamed') : block.name;
    if (state & PageState.SLACK) return t('map.at.slack', at, name);
    return block === undefined
      ? t('map.at.block', at, name, 1, 1)
      : t('map.at.block', at, name, pfn - block.pfn + 1, block.pages);
  }
  if (state & PageState.PINNED) return t('map.at.pinned', at);
  if (state & PageState.LENT) return t('map.at.lent', at);
  const hole = holes.holeAt(page) ?? { page, count: 1 };
  return t('map.at.free', at, page - hole.page + 1, hole.count);
};
