/**
 * What a plate of several sections shows and where the reader is in it: blocks of CMEM, pools. Places
 * outlive frames: they name a thing, not a row of the columns.
 */

/** What only a mounted section can do. */
export interface SectionPort<Place> {
  focus(): void;
  /** Bring a place of this section into view. */
  reveal(place: Place): void;
}

export abstract class PlateView<Place> {
  selection = $state.raw<Place | undefined>();
  /** Place under the pointer. */
  pointer = $state.raw<Place | undefined>();
  /** Place of the keyboard's cursor. */
  cursor = $state.raw<Place | undefined>();
  /** Moves when what lies over the maps of this plate changed (render/overlay.ts). */
  overlaid = $state(0);
  /** Filter of the table. */
  filter = $state('');
  readonly #ports = new Map<number, SectionPort<Place>>();
  #free: (() => boolean) | undefined;

  /** Number of the section that a place is in. */
  abstract sectionOf(place: Place): number;

  select(place: Place | undefined): void {
    this.selection = place;
  }
  /** Choose and bring into view. */
  selectAndShow(place: Place): void {
    this.selection = place;
    this.reveal(place);
  }
  /** Bring into view, where its section is mounted. */
  reveal(place: Place): void {
    this.#ports.get(this.sectionOf(place))?.reveal(place);
  }
  /** A section is mounted; the answer takes it away again. */
  attach(section: number, port: SectionPort<Place>): () => void {
    this.#ports.set(section, port);
    return () => {
      if (this.#ports.get(section) === port) this.#ports.delete(section);
    };
  }
  /** Who can free what is chosen; the answer takes that away again. */
  attachFree(free: () => boolean): () => void {
    this.#free = free;
    return () => {
      if (this.#free === free) this.#free = undefined;
    };
  }
  /** Free what is chosen; false: there is nothing to free. */
  freeChosen(): boolean {
    return this.#free?.() ?? false;
  }
  /** Go to the plate: to the section where the reader is, else to the first that is mounted. */
  focusPlate(): void {
    const [first] = this.#ports.keys();
    const place = this.cursor ?? this.selection;
    this.focusSection(place === undefined ? first : this.sectionOf(place));
  }
  focusSection(section: number | undefined): void {
    if (section !== undefined) this.#ports.get(section)?.focus();
  }
}
