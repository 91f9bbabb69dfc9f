import { isFolded } from '../plates/go-to.ts';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { Layout } from '../../engine/contract/view.ts';
import { readPageView, writePageView } from '../keep/address/page-view.ts';
import { legendOf } from '../plates/legend/list.ts';
import { allFigures, figuresOf } from '../compare/view/figures.ts';
import type { AnyPlate, Plate } from '../plates/contract.ts';
import { makePlates, makeViews } from '../plates/index.ts';
import { deedOf } from '../plates/key-table.ts';
import { mapAction } from '../plates/map-action.ts';
import { chosenPlate, mapOf } from '../plates/find.ts';
import { digitOf, shownPlates } from '../plates/on-page.ts';
import { cmemFrame, DM365, seedCmem } from '../plates/cmem/test/cmem-frames.ts';
import { typedPools } from '../plates/dma-pool/test/pool-scene.ts';
import { HoleIndex } from '../render/geometry/holes.ts';
import { fragmentedFrame, layoutOf, seedFrame } from '../render/test/frames.ts';
import type { ToldCommand } from '../session/told.ts';
import type { t } from '../words/i18n.svelte.ts';
import { OpSteps } from '../steps/op-steps.svelte.ts';
import { makePage } from './made.ts';
import { mapActions } from './map-actions.ts';
import { AllNews } from './news.ts';
import { ownSections } from './keys/own-keys.ts';

const say = ((key: string) => key) as unknown as typeof t;
const never = () => Promise.reject(new Error('not shown'));

/** The smallest plate: a mark that goes forth and back. Words of other plates stand in for its own. */
class BumpView {
  selection: { readonly mark: number } | undefined = undefined;
  overlaid = 0;
  focused: number | undefined = undefined;
  select(none: undefined): void {
    this.selection = none;
  }
  focusPlate(map?: number): void {
    this.focused = map;
  }
}
const page = makePage();
const { mapView, ui } = page;
const PLATES = makePlates({ ...page, ...makeViews() });
const view = new BumpView();
let told = 0;

const BUMP_KEYS = {
  'kkey.step': { ArrowLeft: 'back', ArrowRight: 'forth' },
  'kkey.free': { 'Mod+Delete': 'reset' },
} as const;

const bump: Plate<number | undefined> = {
  id: 'bump',
  shown: () => true,
  order: () => 5,
  maps: () => 2,
  places: () => [],
  title: 'cmem.title',
  fold: { rests: () => false, none: undefined, summary: () => undefined, paint: () => undefined },
  view,
  follow: undefined,
  has: () => true,
  Maps: never,
  Inspector: never,
  Chosen: never,
  Twin: undefined,
  table: { id: 'marks', title: 'cmem.table.title', has: () => true, load: never },
  keys: { id: 'bump', title: 'keys.group.racks', table: BUMP_KEYS },
  legend: {
    items: () =>
      ['free', 'mark'].map((key) => ({
        key: `bump ${key}`,
        text: key,
        mono: false,
        means: key,
        paint: () => undefined,
      })),
  },
  ribbon: {
    lies: () => true,
    banks: () => [{ base: 0x1000, size: 0x1000 }],
    overlaps: () => [],
    paint: () => undefined,
    Lands: never,
  },
  actions: ({ t: words }) => [
    mapAction(words)(
      'action.cmemPlan',
      ['Q'],
      () => true,
      () => (view.selection = { mark: 1 }),
    ),
  ],
  link: {
    write: (mark) => ({ mark }),
    read: (whole) => whole('mark', 100),
    take: () => view.selection?.mark,
    restore: (mark) => {
      view.selection = mark === undefined ? undefined : { mark };
      return undefined;
    },
  },
  outcomes: {
    concerns: ({ command }) => command.kind === 'pin',
    take: () => (told += 1),
    reset: () => (told = 0),
  },
  steps: undefined,
  held: undefined,
  figures: {
    all: [{ id: 'marks', name: 'compare.blocks', permille: false }],
    read: () => ({ marks: 7 }),
  },
};
const WITH: readonly AnyPlate[] = [...PLATES, bump];
const { layout } = seedFrame();

describe('a plate that nobody knows', () => {
  it('is on the page, and its maps have the numbers after those of the others', () => {
    expect(shownPlates(WITH, layout, undefined).map(({ id }) => id)).toEqual(['cma', 'bump']);
    expect(digitOf(WITH, bump, layout)).toBe(layout.regions.length + 1);
    const env = { t: say, layout: () => layout, frame: () => undefined };
    const go = mapActions(WITH, env, ui).find(
      ({ id }) => id === `map.map${layout.regions.length + 2}`,
    );
    expect(go?.when?.()).toBe(true);
    go?.run();
    expect(view.focused).toBe(1);
  });
  it('is unfolded, or takes the place of the one that stands alone, when its map is gone to', async () => {
    const env = { t: say, layout: () => layout, frame: () => undefined };
    const digit = layout.regions.length + 2;
    const go = mapActions(WITH, env, ui).find(({ id }) => id === `map.map${digit}`);
    ui.fold('bump', true);
    ui.focusOn('cma');
    view.focused = 7;
    go?.run();
    await tick();
    expect([ui.folded, ui.alone, view.focused]).toEqual([[], 'bump', 1]);
    ui.fold('bump', true);
    expect([ui.folded, ui.alone], 'one that is folded does not stand alone').toEqual([
      ['bump'],
      undefined,
    ]);
    ui.fold('bump', false);
  });
  it('rests as a line while it has nothing to show, until it is asked for', () => {
    const quiet = { ...bump, fold: { ...bump.fold, rests: () => true } };
    ui.unfolded = [];
    expect(isFolded(ui, quiet, layout)).toBe(true);
    ui.fold('bump', false);
    expect(isFolded(ui, quiet, layout)).toBe(false);
    ui.fold('bump', true);
    ui.fold('bump', false);
    expect([isFolded(ui, quiet, layout), isFolded(ui, bump, layout)]).toEqual([false, false]);
    ui.unfolded = [];
    ui.focusOn('bump');
    expect(isFolded(ui, quiet, layout), 'alone').toBe(false);
    ui.focusOn(undefined);
    ui.unfolded = [];
  });
  it('stands in the palette with what can be done to it', () => {
    const plain = PLATES.filter(({ id }) => id !== 'cmem');
    const all = mapActions(
      [...plain, bump],
      { t: say, layout: () => layout, frame: () => undefined },
      ui,
    );
    all.find(({ keys }) => keys?.includes('Q'))?.run();
    expect(view.selection).toEqual({ mark: 1 });
  });
  it('is inspected once something of it is chosen', () => {
    view.selection = { mark: 3 };
    expect(chosenPlate(WITH, layout).id).toBe('bump');
    view.select(undefined);
    expect(chosenPlate(WITH, layout).id).toBe('cma');
  });
  it('has its keys on the sheet, the ones that its handler knows', () => {
    const section = ownSections(WITH).find(({ id }) => id === 'bump');
    expect(section?.rows).toEqual([
      { keys: ['ArrowLeft', 'ArrowRight'], name: 'kkey.step' },
      { keys: ['Mod+Delete'], name: 'kkey.free' },
    ]);
    for (const [key, ctrl, deed] of [
      ['ArrowLeft', false, 'back'],
      ['Delete', true, 'reset'],
      ['Delete', false, undefined],
      ['ArrowRight', true, undefined],
    ] as const)
      expect(deedOf<string>(BUMP_KEYS, { key, ctrl })).toBe(deed);
  });
  it('has its swatches in the legend, and none that another named', () => {
    const items = legendOf(WITH, seedFrame(), say).map(({ key }) => key);
    expect(items).toContain('bump mark');
    expect(items).not.toContain('bump free');
    expect(items.slice(-3)).toEqual(['chosen', 'pointer', 'keyboard']);
  });
  it('has its fields in links, its table among them', () => {
    const page = {
      ...{ lang: undefined, plates: { cma: { region: 1 }, bump: 42 }, table: 'marks' },
      ...{ alone: 'bump', folded: ['cma', 'bump'] },
    };
    const fields = writePageView(WITH, page);
    expect(fields).toEqual({
      ...{ region: 1, mark: 42, table: 'marks' },
      ...{ alone: 'bump', folded: 'cma+bump' },
    });
    expect(readPageView(PLATES, fields)).toMatchObject({ alone: undefined, folded: ['cma'] });
    expect(readPageView(WITH, fields)).toMatchObject({ plates: { bump: 42 }, table: 'marks' });
    expect(readPageView(WITH, { mark: 100 })).toMatchObject({ plates: { bump: undefined } });
    expect(readPageView(PLATES, fields).table).toBeUndefined();
  });
  it('is told what concerns it, and forgets it', () => {
    const news = new AllNews(WITH, new OpSteps());
    const line = { id: 1, at: 1 } as ToldCommand['line'];
    const one = { line, command: { kind: 'pin' }, outcome: { result: {}, events: [] } };
    const past = { script: { items: [line], dropped: 0 }, boots: [], position: 1, length: 1 };
    news.take([{ ...one, outcome: { ...one.outcome, dropped: { events: 0 } } } as never], past);
    news.follow(past);
    expect(told).toBe(1);
    news.follow({ ...past, position: 0 });
    expect(told).toBe(0);
  });
  it('has its figures in a comparison', () => {
    expect(allFigures(WITH).at(-1)?.id).toBe('marks');
    const side = { frame: seedFrame(), region: undefined, holes: new HoleIndex(), align: 0 };
    expect(figuresOf(WITH, side)).toMatchObject({ marks: 7, cmem: undefined });
    expect(figuresOf(WITH, undefined)).toEqual({});
  });
});

describe('the list', () => {
  const unique = (names: readonly string[]): void => expect(new Set(names).size).toBe(names.length);
  it('gives no name twice', () => {
    unique(PLATES.map(({ id }) => id));
    unique(PLATES.flatMap(({ table }) => table?.id ?? []));
    unique(ownSections(PLATES).map(({ id }) => id));
    unique(allFigures(PLATES).map(({ id }) => id));
    const writes = (plate: AnyPlate): readonly string[] =>
      Object.keys(plate.link?.write(plate.link.read(() => undefined)) ?? {});
    unique([...PLATES.flatMap(writes), 'lang', 'table']);
    const all = mapActions(PLATES, { t: say, layout: () => undefined, frame: () => undefined }, ui);
    unique(all.map(({ id }) => id));
    unique(all.flatMap(({ keys }) => keys ?? []));
  });
  it('has nothing to do without a board', () => {
    const all = mapActions(PLATES, { t: say, layout: () => undefined, frame: () => undefined }, ui);
    expect(all.filter(({ when }) => when?.() !== false)).toEqual([]);
  });
});

describe('where plates stand', () => {
  const pools = typedPools('p = dma_pool_create("t", 128, 32, 0)').frame().layout;
  const with365 = (of: Layout, board: Partial<Layout['board']>): Layout => ({
    ...of,
    board: { ...of.board, ...board },
  });
  const none = layoutOf({ regions: [] });
  const { cmem } = DM365;
  it.each<[string, Layout | undefined, string | undefined, readonly string[]]>([
    ['nothing booted', undefined, undefined, ['cma']],
    ['a region', layout, undefined, ['cma']],
    ['pools', pools, undefined, ['cma', 'dma-pool']],
    ['the form of a pool', layout, 'dma_pool_create', ['cma', 'dma-pool']],
    ['CMEM beside a region', with365(layout, { cmem: cmem! }), undefined, ['cma', 'cmem']],
    ['CMEM without one', with365(none, { cmem: cmem! }), undefined, ['cmem', 'cma']],
    ['CMEM alone', with365(none, { cmem: cmem!, noCma: true }), undefined, ['cmem']],
    ['a driver', seedCmem().layout, undefined, ['cmem', 'cma']],
  ])('%s', (_what, of, form, ids) => {
    expect(shownPlates(PLATES, of, form).map(({ id }) => id)).toEqual(ids);
  });
  it.each<[string, Layout | undefined, readonly number[]]>([
    ['nothing booted', undefined, [1, 1, 1]],
    ['pools', pools, [1, 2, 2]],
    ['pools and CMEM', with365(pools, { cmem: cmem! }), [1, 2, 3]],
    ['no region', cmemFrame({ blocks: [] }).layout, [1, 1, 2]],
  ])('numbers with %s', (_what, of, digits) => {
    expect(PLATES.map((plate) => digitOf(PLATES, plate, of))).toEqual(digits);
  });
  it('digits lead to maps that exist', () => {
    const regions = fragmentedFrame(4096, 8, 0.7).layout;
    expect(mapOf(PLATES, regions, 1)).toMatchObject({ plate: { id: 'cma' }, map: 0 });
    expect(mapOf(PLATES, regions, 2)).toBeUndefined();
    expect(mapOf(PLATES, pools, 2)).toMatchObject({ plate: { id: 'dma-pool' }, map: 0 });
    expect(mapOf(PLATES, seedCmem().layout, 1)).toMatchObject({ plate: { id: 'cmem' }, map: 0 });
  });
});

it('a block must be chosen to be released, a page to be let go', () => {
  const all = mapActions(PLATES, { t: say, layout: () => layout, frame: () => undefined }, ui);
  const can = (id: string) => all.find((one) => one.id === `map.${id}`)?.when?.();
  const states = [undefined, { page: 5, slot: -1, op: 0 }, { page: 5, slot: 0, op: 1 }].map(
    (one) => {
      mapView.select(one);
      return [can('releaseSelection'), can('clearSelection')];
    },
  );
  mapView.select(undefined);
  expect(states).toEqual([
    [false, false],
    [false, true],
    [true, true],
  ]);
});
