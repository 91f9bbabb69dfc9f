/** The legend of racks and heap. */
import { paintCoast } from '../../render/layers/runs.ts';
import { paintPointer } from '../../render/pointer.ts';
import type { SwatchStage } from '../../render/swatch.ts';
import type { LegendItem, PlateLegend } from '../contract.ts';
import { ownerText, paintGround, paintLost, paintOwner, paintWaste } from '../swatches.ts';
import type { CmemNews } from './cmem-news.svelte.ts';
import { paintFlag } from './draw/choice.ts';
import { HeapIndex } from './draw/heap-index.ts';
import { readCmemLegend } from './draw/on-racks.ts';
import type { OnRacks } from './draw/on-racks.ts';
import { paintNotch } from './draw/slots.ts';

type Paint = (stage: SwatchStage) => void;

const paintCached: Paint = ({ ctx, palette, box }) => {
  paintCoast(ctx, box, palette.line3, false, false);
  paintNotch(ctx, palette, box);
};
const paintNext: Paint = ({ ctx, palette, box }) =>
  paintPointer(ctx, palette, box.width / 2, box.height / 2 + 3);
const paintChain: Paint = ({ ctx, palette, box: { width, height } }) => {
  ctx.strokeStyle = palette.ink2;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(3, 2);
  ctx.bezierCurveTo(3, height, width - 4, height, width - 4, 5);
  ctx.stroke();
  ctx.fillStyle = palette.ink2;
  ctx.beginPath();
  ctx.moveTo(width - 4, 1);
  ctx.lineTo(width - 7, 6);
  ctx.lineTo(width - 1, 6);
  ctx.fill();
};
const paintCorrupt: Paint = ({ ctx, palette, brushes, box }) => {
  paintGround(ctx, box, palette.redSoft);
  paintGround(ctx, { ...box, width: 14 }, brushes.clash);
  paintCoast(ctx, box, palette.red, false, false);
};
const paintFlagOf =
  (is: 'empty' | 'taken'): Paint =>
  ({ ctx, palette, box }) =>
    paintFlag(ctx, { palette }, box.width / 2, box.height / 2, is);

type State = Exclude<keyof OnRacks, 'owners'> | 'empty' | 'taken';
const STATES: Readonly<Record<State, Paint>> = {
  rounding: paintWaste('waste'),
  unused: paintWaste('unused'),
  cached: paintCached,
  next: paintNext,
  chain: paintChain,
  corrupt: paintCorrupt,
  lost: paintLost,
  empty: paintFlagOf('empty'),
  taken: paintFlagOf('taken'),
};

const heaps = new HeapIndex();

export const legendOn = (news: CmemNews): PlateLegend => ({
  items(frame, say) {
    const on = readCmemLegend(frame, heaps);
    if (on === undefined) return [];
    // The last request shows on its racks.
    const looked = (news.choice?.looks.length ?? 0) > 0;
    const is = { ...on, empty: looked, taken: looked };
    const owners = on.owners.map((owner): LegendItem => ({
      key: `p${owner.colour}`,
      text: say('cmem.legend.process', ownerText(say, owner)),
      mono: true,
      means: undefined,
      paint: paintOwner(owner.colour),
    }));
    const states = (Object.keys(STATES) as State[])
      .filter((state) => is[state])
      .map((state): LegendItem => ({
        key: `c${state}`,
        text: say(`cmem.legend.${state}`),
        mono: false,
        means: undefined,
        paint: STATES[state],
      }));
    return [...owners, ...states];
  },
});
