/** The legend of the page map. */
import type { Frame } from '../../frame/frame.ts';
import { paintCoast, paintCross } from '../../render/layers/runs.ts';
import type { t } from '../../words/i18n.svelte.ts';
import type { SwatchStage } from '../../render/swatch.ts';
import type { LegendItem, PlateLegend } from '../contract.ts';
import type { MapView } from '../map-view.svelte.ts';
import { ownerText, paintFree, paintGround, paintOwner } from '../swatches.ts';
import { readLegend } from './on-map.ts';
import type { OnMap } from './on-map.ts';

type Paint = (stage: SwatchStage) => void;

/** A pattern over what somebody has. */
const paintHeld =
  (brush: 'waste' | 'slack'): Paint =>
  ({ ctx, palette, brushes, box }) => {
    paintGround(ctx, box, palette.owners[0]!.fill, brushes[brush]);
    paintCoast(ctx, box, palette.owners[0]!.edge, false, false);
  };
/** A pattern over free pages. */
const paintOpen =
  (brush: 'unusable' | 'lent'): Paint =>
  ({ ctx, palette, brushes, box }) => {
    paintGround(ctx, box, palette.free, brushes[brush]);
    paintCoast(ctx, box, palette.line2, false, false);
  };
const paintPinned: Paint = ({ ctx, palette, box }) => {
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 2;
  paintCross(ctx, box.width / 2, box.height / 2, 4.5);
};
const paintColumns: Paint = ({ ctx, palette, box }) => {
  paintGround(ctx, box, palette.free);
  ctx.fillStyle = palette.line3;
  ctx.fillRect(box.width / 2 - 0.5, 0, 1, box.height);
};
const paintMarks: Paint = ({ ctx, palette, box }) => {
  ctx.fillStyle = palette.free;
  ctx.fillRect(8, 2, box.width - 8, box.height - 4);
  ctx.fillStyle = palette.ink2;
  ctx.fillRect(2, 2, 6, 2);
};
const paintDensity: Paint = ({ ctx, palette, box }) => {
  const quarter = box.width / 4;
  for (let i = 0; i < 4; i += 1) {
    ctx.globalAlpha = 0.25 + 0.25 * i;
    ctx.fillStyle = (palette.owners[1] ?? palette.owners[0]!).fill;
    ctx.fillRect(quarter * i, 0, quarter, box.height);
  }
  ctx.globalAlpha = 1;
  paintCoast(ctx, box, palette.line2, false, false);
};

function itemsOf(on: OnMap, { align, zoom }: MapView, say: typeof t): readonly LegendItem[] {
  const list: LegendItem[] = on.owners.map((owner) => ({
    key: `o${owner.colour}`,
    text: ownerText(say, owner),
    mono: true,
    means: `owner ${owner.colour}`,
    paint: paintOwner(owner.colour),
  }));
  const add = (key: string, text: string, when: boolean, paint: Paint): void => {
    if (when) list.push({ key, text, mono: false, means: key === 'free' ? key : undefined, paint });
  };
  const step = 2 ** align;
  const dense = zoom.detail === 'density';
  add('free', say('legend.free'), on.free, paintFree);
  const unusable = on.free && on.walls && align > 0;
  add('unusable', say('legend.lost', step), unusable, paintOpen('unusable'));
  add('columns', say('legend.boundary', step), zoom.boundary === 'columns', paintColumns);
  add('marks', say('legend.boundary', step), zoom.boundary === 'marks', paintMarks);
  add('waste', say('legend.waste'), on.waste && !dense, paintHeld('waste'));
  add('slack', say('legend.slack'), on.slack, paintHeld('slack'));
  add('lent', say('legend.lent'), on.lent, paintOpen('lent'));
  add('pinned', say('legend.pinned'), on.pinned, paintPinned);
  add('density', say('legend.density'), dense, paintDensity);
  return list;
}

export const legendOn = (view: MapView): PlateLegend => ({
  items(frame: Frame, say) {
    const region = frame.layout.regions[view.region];
    return region === undefined ? [] : itemsOf(readLegend(frame, region), view, say);
  },
});
