/**
 * What a plate is: one folder that fills in one object of this type. Legend, ribbon, keys, key sheet,
 * palette, inspector, tables, links, comparison, steps and news loop over the list of plates (index.ts)
 * and name none of them; a part that a plate has not got is written down as `undefined`, so that leaving
 * one out is a type error.
 */
import type { Component } from 'svelte';
import type { Event } from '../../engine/contract/command.ts';
import type { ViewSettings } from '../../engine/journal/index.ts';
import type { MemoryBank } from '../../engine/contract/profile.ts';
import type { Layout, RegionLayout } from '../../engine/contract/view.ts';
import type { Frame } from '../frame/frame.ts';
import type { Action } from '../page/actions.svelte.ts';
import type { HoleIndex } from '../render/geometry/holes.ts';
import type { MarkPainter } from '../render/marks.ts';
import type { Palette } from '../render/palette.ts';
import type { SwatchStage } from '../render/swatch.ts';
import type { ToldCommand } from '../session/told.ts';
import type { PlainKey, t } from '../words/i18n.svelte.ts';
import type { KeyTable } from './key-table.ts';
import type { MapView } from './map-view.svelte.ts';
import type { MapProps } from './map-props.ts';
import type { HeadFigure } from './pieces.ts';
import type { Span } from './spans.ts';
import type { StepPicture } from './step-marks.ts';

/** What the page asks of a view without knowing its places. */
export interface AnyView {
  readonly selection: object | undefined;
  /** Let go what is chosen. */
  select(none: undefined): void;
  /** Give the focus to a map of the plate; `map` counts its maps from 0. */
  focusPlate(map?: number): void;
  /** Moves when what lies over the maps changed. */
  overlaid: number;
}

/** A component whose code is fetched when it is first shown. */
export type Fetched<Props extends object> = () => Promise<{ readonly default: Component<Props> }>;

export interface PlateProps extends MapProps {
  /** Number of the plate's first map among all maps. */
  readonly digit: number;
  /** Run a line as if it had been typed. */
  readonly onrun: (line: string) => void;
}
export interface MapsProps extends PlateProps {
  /** Height that the page has for maps, in CSS pixels. */
  readonly room: number;
  /** Another plate stands in it as well. */
  readonly shared: boolean;
}
export interface ChosenProps extends PlateProps {
  /** Show all of it. */
  readonly onopen: () => void;
}
/** One map of a region beside another one. */
export interface TwinProps extends Omit<MapProps, 'layout'> {
  readonly region: RegionLayout;
  readonly holes: HoleIndex;
  readonly view: MapView;
  readonly maxHeight: number;
  readonly marks: MarkPainter['paint'] | undefined;
  readonly onrelease: () => boolean;
}

/** A plate's place among the others. */
export interface PlacedPlate {
  readonly id: string;
  readonly view: AnyView;
  /** Take in a layout, on the page or not; undefined: the plate does while it is on the page. */
  readonly follow: ((layout: Layout) => void) | undefined;
  /** Whether the page shows the plate; `form`: the call whose form is open. */
  shown(layout: Layout | undefined, form: string | undefined): boolean;
  /** Plates stand on the page from the lowest to the highest. */
  order(layout: Layout | undefined): number;
  /** How many of the numbers 1 to 8 lead to maps of the plate. */
  maps(layout: Layout): number;
  /** Where the memory of each map begins, in bytes; empty: it has no place of its own. */
  places(layout: Layout): readonly number[];
}

/** The plate's table, a tab among the others. */
export interface PlateTable {
  /** Links keep it. */
  readonly id: string;
  readonly title: PlainKey;
  /** Whether the board has something for it. */
  has(layout: Layout | undefined): boolean;
  readonly load: Fetched<MapProps>;
}

/** A group of the key sheet, and what the plate's own handler looks up. */
export interface PlateKeys {
  readonly id: string;
  readonly title: PlainKey;
  readonly table: KeyTable<unknown>;
}

export interface LegendItem {
  /** Unique among all plates. The same key paints the same swatch. */
  readonly key: string;
  readonly text: string;
  /** The text is the machine's. */
  readonly mono: boolean;
  /** What the swatch stands for on more than one plate: said once, by the first that has it. */
  readonly means: string | undefined;
  paint(stage: SwatchStage): void;
}
export interface PlateLegend {
  /** What is on the plate now. */
  items(frame: Frame, say: typeof t): readonly LegendItem[];
}

/** The window of the ribbon, in pixels. */
export interface Strip {
  readonly window: Span;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}
export interface LandsProps {
  readonly layout: Layout;
  readonly window: Span;
  /** Of the strip, in CSS pixels. */
  readonly width: number;
  readonly top: number;
  readonly height: number;
  /** Size of the reader's text relative to 16 px. */
  readonly scale: number;
  readonly digit: number;
  readonly t: typeof t;
}
export interface PlateRibbon {
  /** Whether there is something to lie on the strip. */
  lies(layout: Layout): boolean;
  /** The memory that its system manages, of the RAM or beside it. */
  banks(layout: Layout): readonly MemoryBank[];
  /** What Linux believes to be its own as well. */
  overlaps(layout: Layout): readonly Span[];
  /** Paint what is held in the colours of who holds it. */
  paint(ctx: CanvasRenderingContext2D, frame: Frame, strip: Strip): void;
  /** What lies over the strip: where to go, what overlaps. */
  readonly Lands: Fetched<LandsProps>;
}

export interface PlateActionsEnvironment {
  readonly t: typeof t;
  /** Of the board that runs now. */
  readonly layout: () => Layout | undefined;
  /** The newest one. */
  readonly frame: () => Frame | undefined;
}

/** Reads one field of a link: what is missing, foreign or out of range is undefined. */
export type ReadWhole = (name: string, below: number) => number | undefined;
export interface Now {
  readonly frame: Frame | undefined;
  readonly layout: Layout | undefined;
}
/** What a link keeps of the plate. Names of fields are unique among all plates. */
export interface PlateLink<Kept> {
  /** The fields; undefined: it is as the page opens. */
  write(kept: Kept): Readonly<Record<keyof ViewSettings, number | undefined>>;
  read(whole: ReadWhole): Kept;
  /** What is to be kept of the plate as it stands. */
  take(): Kept;
  /** Put back what still fits; the answer is done after the next frame. */
  restore(kept: Kept, now: Now): (() => void) | undefined;
}

/** What the plate makes of outcomes besides the machine's state. */
export interface PlateOutcomes {
  /** Whether it concerns the plate. */
  concerns(news: ToldCommand): boolean;
  take(news: ToldCommand): void;
  /** As if nothing had been told. */
  reset(): void;
}

/** The steps inside an operation, over the plate's maps. */
export interface PlateSteps {
  /** Lay pictures over the maps until the answer is called; `picture` is asked at each frame. */
  lay(picture: () => StepPicture | undefined): () => void;
  /** Bring what an event is about into view; false: it is not about this plate. */
  reveal(frame: Frame, events: readonly Event[], at: number): boolean;
}

/** A thing that is held, for the short list of them. */
export interface HeldItem {
  readonly key: string;
  /** A name, else an address. */
  readonly name: string;
  readonly unnamed: boolean;
  readonly note: string;
  readonly colour: number;
  readonly onselect: () => void;
  readonly onrelease: () => void;
}
export interface PlateHeld {
  /** Newest first, bounded. */
  items(frame: Frame): readonly HeldItem[];
  count(frame: Frame): number;
  /** What is said where `items` had more. */
  readonly more: (say: typeof t, shown: number) => string;
}

/** One side of a comparison. */
export interface FigureSide {
  readonly frame: Frame;
  readonly region: RegionLayout | undefined;
  readonly holes: HoleIndex;
  readonly align: number;
}
export interface PlateFigure {
  readonly id: string;
  readonly name: PlainKey;
  /** It is per mille of something. */
  readonly permille: boolean;
}
export interface PlateFigures {
  readonly all: readonly PlateFigure[];
  /** By id; undefined: the side has nothing of the kind. */
  read(side: FigureSide): Readonly<Record<string, number | undefined>>;
}

/** A row of pixels that stands for all of a plate. */
export interface FoldedRow {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  /** Device pixels for a CSS pixel. */
  readonly ratio: number;
}
/** What is left of a plate that is folded to a line. */
export interface PlateFold {
  /** Whether the plate has nothing to show and stands as a line until somebody asks for it. */
  rests(layout: Layout | undefined): boolean;
  /** What the line of a plate that rests says; undefined: it never does. */
  readonly none: PlainKey | undefined;
  /** What is said of it; undefined: there is nothing to say. */
  summary(
    frame: Frame,
    say: typeof t,
  ):
    | {
        /** Which of the plate's maps it is, from 0. */
        readonly digit: number;
        readonly name: string;
        readonly figures: readonly HeadFigure[];
      }
    | undefined;
  paint(ctx: CanvasRenderingContext2D, frame: Frame, row: FoldedRow): void;
}

/** All of a plate. */
export interface Plate<Kept = never> extends PlacedPlate {
  readonly title: PlainKey;
  readonly fold: PlateFold;
  /** Whether the machine has what the plate shows: then it can be inspected. */
  has(layout: Layout | undefined): boolean;
  /** The plate itself, what is chosen in full and in one line, its table, its map beside another one. */
  readonly Maps: Fetched<MapsProps>;
  readonly Inspector: Fetched<PlateProps>;
  readonly Chosen: Fetched<ChosenProps>;
  readonly table: PlateTable | undefined;
  readonly Twin: Fetched<TwinProps> | undefined;
  readonly keys: PlateKeys | undefined;
  readonly legend: PlateLegend | undefined;
  readonly ribbon: PlateRibbon | undefined;
  /** What can be done to it from anywhere. */
  readonly actions: ((env: PlateActionsEnvironment) => readonly Action[]) | undefined;
  readonly link: PlateLink<Kept> | undefined;
  readonly outcomes: PlateOutcomes | undefined;
  readonly steps: PlateSteps | undefined;
  readonly held: PlateHeld | undefined;
  readonly figures: PlateFigures | undefined;
}

/** Any plate, for loops: what one of them kept is handed back to the same one only. */
export interface AnyPlate extends Omit<Plate, 'link'> {
  readonly link:
    | {
        write(kept: unknown): Readonly<Record<string, number | undefined>>;
        read(whole: ReadWhole): unknown;
        take(): unknown;
        restore(kept: unknown, now: Now): (() => void) | undefined;
      }
    | undefined;
}
