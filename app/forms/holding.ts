/** What is held on the board that runs now, as lists and prompts need it; read anew with every frame. */
import { heldBlocks, heldNames, msysNames, releaseLineAt } from './held.ts';
import type { HeldBlock } from './held.ts';
import { HELD_SHOWN } from '../page/limits.ts';
import { freshName, quickLine } from './quick.ts';
import type { QuickDraft } from './quick.ts';
import { PLATES } from '../plates/index.ts';
import type { HeldItem } from '../plates/contract.ts';
import { initialised, namesGiven } from '../session/cmem-script.ts';
import { session } from '../session/session.svelte.ts';
import { t } from '../words/i18n.svelte.ts';

const NONE: ReadonlySet<string> = new Set();

/** Newest first, bounded. */
export const held = (): readonly HeldBlock[] =>
  session.tick > 0 && session.frame ? heldBlocks(session.frame.columns) : [];

/** What plates hold besides, newest first, bounded; and what is said of a plate that has more. */
export function heldOnPlates(): {
  readonly items: readonly HeldItem[];
  readonly more: readonly string[];
} {
  const { frame } = session;
  const parts = PLATES.flatMap(({ held: its }) =>
    session.tick > 0 && frame && its ? [{ its, items: its.items(frame) }] : [],
  );
  const full = parts.filter(({ items }) => items.length === HELD_SHOWN);
  return {
    items: parts.flatMap(({ items }) => items),
    more: full.map(({ its }) => its.more(t, HELD_SHOWN)),
  };
}

/** Everything that is held, of every system. */
export function heldCount(): number {
  const { frame, tick, blocks } = session;
  if (tick <= 0 || !frame) return blocks;
  return PLATES.reduce((sum, { held: its }) => sum + (its?.count(frame) ?? 0), blocks);
}

/** A name nobody has, for the next buffer. */
export function nameForNext(): string {
  const named = session.tick > 0 && session.frame ? heldNames(session.frame.columns) : NONE;
  const given = session.layout?.board.cmem === undefined ? NONE : namesGiven(session.script.items);
  return freshName(new Set([...named, ...given]));
}

/** What the quick form types: a program that uses CMEM calls CMEM_init() first. */
export function quickLines(draft: QuickDraft): string {
  const line = quickLine(draft);
  const cmem = draft.way === 'pool' || draft.way === 'heap';
  return cmem && !initialised(session.script.items) ? `CMEM_init()\n${line}` : line;
}

/** Names of msys' buffers, for completion. */
export const dmemNames = (): readonly string[] =>
  session.frame ? msysNames(session.frame.columns) : [];

/** Give back what a slot holds, through the console like everything else. */
export function release(slot: number): void {
  if (session.frame) void session.run(releaseLineAt(session.frame.columns, slot));
}
