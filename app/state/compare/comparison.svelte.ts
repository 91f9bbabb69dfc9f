/**
 * Two experiments side by side: what stands on either side, the row of commands up to which both were
 * executed, and everything that differs there. It lives as long as the pane that shows it.
 */
import { compareStates, DIFFERENCE_SECTIONS } from '../../../engine/journal/index.ts';
import type { Difference, DifferenceSection } from '../../../engine/journal/index.ts';
import { HEADER } from '../../../engine/view.ts';
import type { RegionLayout } from '../../../engine/view.ts';
import { COMPARE_REST_MS, COMPARE_STATE_BLOCKS } from '../limits.ts';
import { blockDifferences } from './blocks.ts';
import type { BlockDifferences } from './blocks.ts';
import { pageDifferences } from './pages.ts';
import type { PageDifferences } from './pages.ts';
import { nextDifferent, RowKind, rowsOf } from './rows.ts';
import type { Rows } from './rows.ts';
import { Side } from './side.svelte.ts';
import type { Material, NoMaterial, Pick } from './sources.ts';

export type Which = 'left' | 'right';
export const SIDES = ['left', 'right'] as const satisfies readonly Which[];
export const other = (which: Which): Which => (which === 'left' ? 'right' : 'left');

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

export class Comparison {
  readonly left: Side;
  readonly right: Side;
  picks: Readonly<Record<Which, Pick>>;
  /** Rows of commands that both have executed. */
  at = $state(0);
  /** Name of the region that is compared; undefined: the first. */
  regionName = $state.raw<string | undefined>();
  /** Undefined: not known yet. large: too much to be compared field by field on a page. */
  states = $state.raw<StateDifferences | 'large' | undefined>();
  #asked = 0;
  readonly #find: (pick: Pick) => Promise<Material | NoMaterial>;

  constructor(
    first: Readonly<Record<Which, Pick>>,
    find: (pick: Pick) => Promise<Material | NoMaterial>,
    side: () => Side = () => new Side(),
  ) {
    this.picks = $state.raw(first);
    this.#find = find;
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
    const lines = (which: Which) => (this[which].phase === 'ready' ? this[which].lines : []);
    return rowsOf(lines('left'), lines('right'));
  });
  /** Both machines stand where the row says. */
  readonly settled = $derived.by(
    () =>
      this.ready &&
      this.left.position === this.rows.leftEnds[this.at] &&
      this.right.position === this.rows.rightEnds[this.at],
  );

  /** The region of a side, by its name, else the first; undefined: there is none. */
  region(which: Which): RegionLayout | undefined {
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
  #frame(which: Which) {
    const side = this[which];
    return side.tick > 0 ? side.frame : undefined;
  }

  /** Put the first picks on both sides. */
  start(): Promise<unknown> {
    return Promise.all(SIDES.map((which) => this.show(which, this.picks[which])));
  }

  /** Put something else on a side; the other stays where it is until the rows are known. */
  async show(which: Which, pick: Pick): Promise<void> {
    this.picks = { ...this.picks, [which]: pick };
    await this[which].load(() => this.#find(pick));
    if (!this.busy) await this.goTo(this.rows.count);
  }
  async swap(): Promise<void> {
    const { left, right } = this.picks;
    await Promise.all([this.show('left', right), this.show('right', left)]);
  }

  /** Have both execute the first `row` rows, each its own commands of them. */
  async goTo(row: number): Promise<void> {
    const { count, leftEnds, rightEnds } = this.rows;
    this.at = Math.max(0, Math.min(count, Math.round(row)));
    const ends = { left: leftEnds[this.at]!, right: rightEnds[this.at]! };
    const away = SIDES.filter(
      (which) => this[which].phase === 'ready' && this[which].target !== ends[which],
    );
    await Promise.all(away.map((which) => this[which].seek(ends[which])));
  }
  /** To the next (or the last) line that differs; behind the line, so that what it did is seen. */
  async goToDifferent(step: 1 | -1): Promise<void> {
    const row = nextDifferent(this.rows, this.at - 1, step);
    if (row !== undefined) await this.goTo(row + 1);
  }

  /**
   * Where the last answer differs: what made it differ is then still there to be seen. At the end much
   * of it is often released, and the maps look alike.
   */
  async goToTelling(): Promise<void> {
    const { kinds, different } = this.rows;
    const last = different.findLast((row) => kinds[row] !== RowKind.setting);
    if (last !== undefined) await this.goTo(last + 1);
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
    const size = (which: Which): number => {
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
