/**
 * Two experiments side by side: what stands on either side, the row of commands up to which both were
 * executed, and everything that differs there. It lives as long as the pane that shows it.
 */
import { compareStates, DIFFERENCE_SECTIONS } from '../../engine/journal/index.ts';
import type { Difference, DifferenceSection } from '../../engine/journal/index.ts';
import { HEADER } from '../../engine/contract/view.ts';
import type { RegionLayout } from '../../engine/contract/view.ts';
import { COMPARE_REST_MS, COMPARE_STATE_BLOCKS } from '../page/limits.ts';
import { blockDifferences } from './blocks.ts';
import type { BlockDifferences } from './blocks.ts';
import { pageDifferences } from './pages.ts';
import type { PageDifferences } from './pages.ts';
import { endAt, nextDifferent, placeOf, rowsOf } from './rows.ts';
import type { Place, Rows, Steps } from './rows.ts';
import { Side } from './side.svelte.ts';
import type { Material, NoMaterial, Pick } from './sources.ts';

export type SideName = 'left' | 'right';
export const SIDES = ['left', 'right'] as const satisfies readonly SideName[];
export const other = (which: SideName): SideName => (which === 'left' ? 'right' : 'left');

/** Differences of whole states, section by section, as `carveout diff` lists them. */
export interface StateDifferences {
  readonly count: number;
  readonly sections: readonly {
    readonly section: DifferenceSection;
    readonly found: readonly Difference[];
  }[];
}

function bySection(found: readonly Difference[]): StateDifferences {
  const sections = DIFFERENCE_SECTIONS.map((section) => ({
    section,
    found: found.filter((one) => one.section === section),
  })).filter((one) => one.found.length > 0);
  return { count: found.length, sections };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const BEGINNING: Place = { row: 0, within: 0 };
const END: Steps = { left: undefined, right: undefined };

export class Comparison {
  readonly left: Side;
  readonly right: Side;
  picks: Readonly<Record<SideName, Pick>>;
  #place = $state.raw<Place>(BEGINNING);
  /** Where both go once both stand. */
  #wanted = $state.raw<Steps>(END);
  /** Name of the region that is compared; undefined: the first. */
  regionName = $state.raw<string | undefined>();
  /** Undefined: not known yet. large: too much to be compared field by field on a page. */
  states = $state.raw<StateDifferences | 'large' | undefined>();
  #asked = 0;
  /** What a pick executes. */
  readonly find: (pick: Pick) => Promise<Material | NoMaterial>;

  constructor(
    first: Readonly<Record<SideName, Pick>>,
    find: (pick: Pick) => Promise<Material | NoMaterial>,
    side: () => Side = () => new Side(),
  ) {
    this.picks = $state.raw(first);
    this.find = find;
    this.left = side();
    this.right = side();
  }

  /** Both sides stand: there is something to compare. */
  readonly ready = $derived.by(() => SIDES.every((which) => this[which].phase === 'ready'));
  readonly busy = $derived.by(() =>
    SIDES.some((which) => ['reading', 'running'].includes(this[which].phase)),
  );
  /** What one side alone has executed is shown as well: its partner may be refused. */
  readonly rows: Rows = $derived.by(() => {
    const lines = (which: SideName) => (this[which].phase === 'ready' ? this[which].lines : []);
    return rowsOf(lines('left'), lines('right'));
  });
  /** Rows of commands that both have executed. */
  get at(): number {
    return this.#place.row;
  }
  /** Steps of the row after them that were executed as well. */
  get within(): number {
    return this.#place.within;
  }
  /** Steps after which a side is to stand. */
  #end(which: SideName): number {
    const { leftEnds, rightEnds } = this.rows;
    return endAt(which === 'left' ? leftEnds : rightEnds, this.#place);
  }
  /** Steps after which the sides stand; while that is not known, where they are to stand. */
  readonly steps: Steps = $derived.by(() =>
    this.ready ? { left: this.#end('left'), right: this.#end('right') } : this.#wanted,
  );
  /** Both machines stand where the place says. */
  readonly settled = $derived.by(
    () => this.ready && SIDES.every((which) => this[which].position === this.#end(which)),
  );

  /** The region of a side, by its name, else the first; undefined: there is none. */
  region(which: SideName): RegionLayout | undefined {
    const regions = this[which].layout?.regions ?? [];
    return regions.find(({ name }) => name === this.regionName) ?? regions[0];
  }
  readonly regionNames: readonly string[] = $derived.by(() => {
    const all = SIDES.flatMap((which) => this[which].layout?.regions ?? []);
    return [...new Set(all.map(({ name }) => name))];
  });

  #lastPages: PageDifferences | undefined;
  #lastBlocks: BlockDifferences | undefined;
  /** On the way to another row one side is there before the other: what was found last stands until both are. */
  readonly pages = $derived.by((): PageDifferences | undefined => {
    const [a, b] = [this.#frame('left'), this.#frame('right')];
    const [regionA, regionB] = [this.region('left'), this.region('right')];
    if (!this.ready || !a || !b || !regionA || !regionB) return (this.#lastPages = undefined);
    if (!this.settled) return this.#lastPages;
    return (this.#lastPages = pageDifferences(a, regionA, b, regionB));
  });
  readonly blocks = $derived.by((): BlockDifferences | undefined => {
    const [a, b] = [this.#frame('left'), this.#frame('right')];
    if (!this.ready || !a || !b) return (this.#lastBlocks = undefined);
    if (!this.settled) return this.#lastBlocks;
    return (this.#lastBlocks = blockDifferences(a, b));
  });
  #frame(which: SideName) {
    const side = this[which];
    return side.tick > 0 ? side.frame : undefined;
  }

  /** Put the first picks on both sides, and go there. */
  start(wanted: Steps = END): Promise<unknown> {
    return this.#put(this.picks, wanted);
  }

  /** Put something else on a side; the other stays where it is. */
  show(which: SideName, pick: Pick): Promise<void> {
    const stays = other(which);
    const wanted = this.ready ? { ...END, [stays]: this.steps[stays] } : this.#wanted;
    return this.#put({ [which]: pick }, wanted);
  }
  swap(): Promise<void> {
    const [picks, { left, right }] = [this.picks, this.steps];
    return this.#put({ left: picks.right, right: picks.left }, { left: right, right: left });
  }

  async #put(picks: Partial<Record<SideName, Pick>>, wanted: Steps): Promise<void> {
    this.picks = { ...this.picks, ...picks };
    this.#wanted = wanted;
    const loads = SIDES.flatMap((which) => {
      const pick = picks[which];
      return pick ? [this[which].load(() => this.find(pick))] : [];
    });
    await Promise.all(loads);
    if (!this.busy) await this.#goTo(placeOf(this.rows, this.#wanted));
  }

  /** Have both execute the first `row` rows, each its own commands of them. */
  goTo(row: number): Promise<void> {
    return this.#goTo({
      row: Math.max(0, Math.min(this.rows.count, Math.round(row))),
      within: 0,
    });
  }
  async #goTo(place: Place): Promise<void> {
    this.#place = place;
    const ends = { left: this.#end('left'), right: this.#end('right') };
    const away = SIDES.filter(
      (which) => this[which].phase === 'ready' && this[which].target !== ends[which],
    );
    await Promise.all(away.map((which) => this[which].seek(ends[which])));
  }
  /** To the next (or the last) line that differs; after the line, so that what it did is seen. */
  async goToDifferent(step: 1 | -1): Promise<void> {
    const row = nextDifferent(this.rows, this.at - 1, step);
    if (row !== undefined) await this.goTo(row + 1);
  }

  /** Compare whole states once both machines rest. */
  async askStates(): Promise<void> {
    const asked = ++this.#asked;
    const stale = (): boolean => asked !== this.#asked;
    if (!this.settled) {
      this.states = undefined;
      return;
    }
    await pause(COMPARE_REST_MS);
    if (stale()) return;
    const size = (which: SideName): number => {
      const header = this[which].frame?.columns.header;
      return (header?.[HEADER.blocks] ?? 0) + (header?.[HEADER.dmemEntries] ?? 0);
    };
    if (size('left') + size('right') > COMPARE_STATE_BLOCKS) {
      this.states = 'large';
      return;
    }
    const [a, b] = await Promise.all([this.left.state(), this.right.state()]);
    if (!stale()) this.states = a && b && bySection(compareStates(a, b));
  }

  dispose(): void {
    this.#asked += 1;
    for (const which of SIDES) this[which].dispose();
  }
}
