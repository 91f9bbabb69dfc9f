/** What is held on the board that runs now, as lists and prompts need it; read anew with every frame. */
import { heldBlocks, heldNames, msysNames, releaseLineAt } from './held.ts';
import type { HeldBlock } from './held.ts';
import { initialised, namesGiven } from './cmem-commands.ts';
import { busyBuffers, heldBuffers } from './held-cmem.ts';
import type { HeldBuffer } from './held-cmem.ts';
import { freshName, quickLine } from './quick.ts';
import type { QuickDraft } from './quick.ts';
import { session } from './session.svelte.ts';

const NONE: ReadonlySet<string> = new Set();

/** Newest first, bounded. */
export const held = (): readonly HeldBlock[] =>
  session.tick > 0 && session.frame ? heldBlocks(session.frame.columns) : [];

/** CMEM's buffers, newest first, bounded. */
export const heldInCmem = (): readonly HeldBuffer[] =>
  session.tick > 0 && session.frame && session.layout?.cmem
    ? heldBuffers(session.frame.columns, session.script.items)
    : [];

/** Everything that is held, of every system. */
export const heldCount = (): number =>
  session.blocks +
  (session.tick > 0 && session.frame && session.layout?.cmem
    ? busyBuffers(session.frame.columns)
    : 0);

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
