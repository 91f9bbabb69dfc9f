/** The figures of one side, of all plates. */
import type { AnyPlate, FigureSide, PlateFigure } from '../../plates/contract.ts';

/** By id; undefined: the side has nothing of the kind. */
export type Figures = Readonly<Record<string, number | undefined>>;

export const allFigures = (plates: readonly AnyPlate[]): readonly PlateFigure[] =>
  plates.flatMap(({ figures }) => figures?.all ?? []);

/** Nothing as long as a side has no frame. */
export const figuresOf = (plates: readonly AnyPlate[], side: FigureSide | undefined): Figures =>
  Object.assign({}, ...plates.map(({ figures }) => side && figures?.read(side))) as Figures;
