/** The CMA plate folded to a line: the region that is shown, what is free of it, and its pages as one row. */
import { leastOf, mostOf } from '../../../engine/contract/long-lists.ts';
import { regionCounters } from '../../render/header.ts';
import { grouped } from '../../words/sizes.ts';
import type { PlateFold } from '../contract.ts';
import type { MapView } from '../map-view.svelte.ts';
import { paintStrip, placeRegions } from '../strip.ts';

export const foldOn = (view: MapView): PlateFold => ({
  rests: () => false,
  none: undefined,
  summary({ layout, columns }, say) {
    const region = layout.regions[view.region];
    if (region === undefined) return undefined;
    const { used, longest } = regionCounters({ columns }, region.index);
    return {
      digit: region.index,
      name: region.name,
      figures: [
        { name: say('map.free'), value: grouped(region.pages - used), help: say('map.free.help') },
        { name: say('map.longest'), value: grouped(longest), help: say('map.longest.help') },
      ],
    };
  },
  paint(ctx, frame, { width, height, palette, ratio }) {
    const region = frame.layout.regions[view.region];
    const ranges = region?.ranges ?? [];
    if (region === undefined || ranges.length === 0) return;
    const from = leastOf(ranges.map(({ basePfn }) => basePfn)) * 4096;
    const to = mostOf(ranges.map(({ basePfn, pages }) => basePfn + pages)) * 4096;
    const only = { ...frame.layout, regions: [region] };
    const placed = placeRegions(only, { from, to }, width);
    paintStrip(ctx, frame, placed, palette, view.align, ratio, height);
  },
});
