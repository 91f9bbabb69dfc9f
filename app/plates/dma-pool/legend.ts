/** The legend of pages and blocks. */
import { paintCoast } from '../../render/layers/runs.ts';
import { paintPointer } from '../../render/pointer.ts';
import type { SwatchStage } from '../../render/swatch.ts';
import type { LegendItem, PlateLegend } from '../contract.ts';
import {
  NAMES,
  ownerText,
  paintFree,
  paintGround,
  paintLost,
  paintOwner,
  paintWaste,
} from '../swatches.ts';
import { PoolSurvey, readPoolLegend } from './draw/on-strips.ts';
import { PageIndex } from './draw/pages.ts';
import { paintTwiceMark } from './draw/strip.ts';

type Paint = (stage: SwatchStage) => void;

const paintLinks: Paint = ({ ctx, palette, box: { width, height } }) => {
  ctx.strokeStyle = palette.ink2;
  ctx.lineWidth = 1.1;
  ctx.beginPath();
  ctx.moveTo(3, height - 1);
  ctx.bezierCurveTo(4, -1, width - 6, -1, width - 5, height - 5);
  ctx.stroke();
  paintPointer(ctx, palette, width - 5, height - 1);
};
const paintOverrun: Paint = ({ ctx, palette, brushes, box }) => {
  paintGround(ctx, box, palette.redSoft, brushes.clash);
  paintCoast(ctx, box, palette.red, true, false);
};
const paintUnreachable: Paint = ({ ctx, palette, brushes, box }) => {
  paintGround(ctx, box, palette.redSoft, brushes.unusable);
  paintCoast(ctx, box, palette.line3, false, false);
};
const paintPoisoned: Paint = ({ ctx, palette, brushes, box }) => {
  paintGround(ctx, box, palette.free);
  paintGround(ctx, { ...box, y: box.height - 7, height: 6 }, brushes.lent);
  paintCoast(ctx, box, palette.line2, false, false);
};
const paintTwice: Paint = ({ ctx, palette, box }) => {
  paintGround(ctx, box, palette.free);
  paintTwiceMark(ctx, palette, box);
};

const STATES = {
  free: paintFree,
  dropped: paintLost,
  unused: paintWaste('unused'),
  overrun: paintOverrun,
  links: paintLinks,
  poisoned: paintPoisoned,
  twice: paintTwice,
  unreachable: paintUnreachable,
} as const satisfies Readonly<Record<string, Paint>>;

const pages = new PageIndex();
const survey = new PoolSurvey();

export const legend: PlateLegend = {
  items(frame, say) {
    const on = readPoolLegend(frame, pages, survey);
    if (on === undefined) return [];
    const owners = on.owners.map(({ colour, names }): LegendItem => {
      const shown = { names: names.slice(0, NAMES), more: Math.max(0, names.length - NAMES) };
      return {
        key: `d${colour}`,
        text: say('pool.legend.owner', ownerText(say, shown)),
        mono: true,
        means: `owner ${colour}`,
        paint: paintOwner(colour),
      };
    });
    const states = (Object.keys(STATES) as (keyof typeof STATES)[])
      .filter((state) => on[state])
      .map((state): LegendItem => ({
        key: `s${state}`,
        text: say(`pool.legend.${state}`),
        mono: false,
        means: state === 'free' ? state : undefined,
        paint: STATES[state],
      }));
    return [...owners, ...states];
  },
};
