/** What plates hand to the pieces that all of them share. */

/** A figure of a head. */
export interface HeadFigure {
  readonly name: string;
  readonly value: string;
  readonly help: string;
  /** The name is the machine's own. */
  readonly machine?: boolean;
  /** Something is wrong. */
  readonly red?: boolean;
}

/** A fact of the inspector. */
export interface FactRow {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
  /** What is copied instead of the value. */
  readonly copy?: string | undefined;
}

/** What the inspector says of what is chosen. */
export interface Inspected {
  /** Colour of its owner; undefined: nobody has it. */
  readonly colour: number | undefined;
  readonly title: string;
  readonly where: string;
  readonly prose: readonly string[];
  /** The prose says that something is wrong. */
  readonly red: boolean;
  readonly rows: readonly FactRow[];
}
