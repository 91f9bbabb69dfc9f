/** What is held on the board that runs now, as lists and prompts need it; read anew with every frame. */
import { heldBlocks, heldNames, msysNames, releaseLineAt } from './held.ts';
import type { HeldBlock } from './held.ts';
import { HELD_SHOWN } from '../page/limits.ts';
import { freshName, quickLine } from './quick.ts';
import type { QuickDraft } from './quick.ts';
import type { AnyPlate, HeldItem } from '../plates/contract.ts';
import { initialised, namesGiven } from '../session/cmem-script.ts';
import type { Session } from '../session/session.svelte.ts';
import { t } from '../words/i18n.svelte.ts';

const NONE: ReadonlySet<string> = new Set();

export class Holding {
  readonly #session: Session;
  readonly #plates: readonly AnyPlate[];

  constructor(session: Session, plates: readonly AnyPlate[]) {
    this.#session = session;
    this.#plates = plates;
  }

  /** Newest first, bounded. */
  readonly held = (): readonly HeldBlock[] => {
    const { tick, frame } = this.#session;
    return tick > 0 && frame ? heldBlocks(frame.columns) : [];
  };

  /** What plates hold besides, newest first, bounded; and what is said of a plate that has more. */
  readonly heldOnPlates = (): {
    readonly items: readonly HeldItem[];
    readonly more: readonly string[];
  } => {
    const { frame, tick } = this.#session;
    const parts = this.#plates.flatMap(({ held: its }) =>
      tick > 0 && frame && its ? [{ its, items: its.items(frame) }] : [],
    );
    const full = parts.filter(({ items }) => items.length === HELD_SHOWN);
    return {
      items: parts.flatMap(({ items }) => items),
      more: full.map(({ its }) => its.more(t, HELD_SHOWN)),
    };
  };

  /** Everything that is held, of every system. */
  readonly heldCount = (): number => {
    const { frame, tick, blocks } = this.#session;
    if (tick <= 0 || !frame) return blocks;
    return this.#plates.reduce((sum, { held: its }) => sum + (its?.count(frame) ?? 0), blocks);
  };

  /** A name nobody has, for the next buffer. */
  readonly nameForNext = (): string => {
    const { tick, frame, layout, script } = this.#session;
    const named = tick > 0 && frame ? heldNames(frame.columns) : NONE;
    const given = layout?.board.cmem === undefined ? NONE : namesGiven(script.items);
    return freshName(new Set([...named, ...given]));
  };

  /** What the quick form types: a program that uses CMEM calls CMEM_init() first. */
  readonly quickLines = (draft: QuickDraft): string => {
    const line = quickLine(draft);
    const cmem = draft.way === 'pool' || draft.way === 'heap';
    return cmem && !initialised(this.#session.script.items) ? `CMEM_init()\n${line}` : line;
  };

  /** Names of msys' buffers, for completion. */
  readonly dmemNames = (): readonly string[] => {
    const { frame } = this.#session;
    return frame ? msysNames(frame.columns) : [];
  };

  /** Give back what a slot holds, through the console like everything else. */
  readonly release = (slot: number): void => {
    const { frame } = this.#session;
    if (frame) void this.#session.run(releaseLineAt(frame.columns, slot));
  };
}
