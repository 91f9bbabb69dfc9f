/** What is held on the board that runs now, as lists and prompts need it; read anew with every frame. */
import { heldBlocks, heldNames, msysNames, releaseLineAt } from './held.ts';
import type { HeldBlock } from './held.ts';
import { freshName } from './quick.ts';
import { session } from './session.svelte.ts';

const NONE: ReadonlySet<string> = new Set();

/** Newest first, bounded. */
export const held = (): readonly HeldBlock[] =>
  session.tick > 0 && session.frame ? heldBlocks(session.frame.columns) : [];

/** A name nobody has, for the next buffer. */
export const nameForNext = (): string =>
  freshName(session.tick > 0 && session.frame ? heldNames(session.frame.columns) : NONE);

/** Names of msys' buffers, for completion. */
export const dmemNames = (): readonly string[] =>
  session.frame ? msysNames(session.frame.columns) : [];

/** Give back what a slot holds, through the console like everything else. */
export function release(slot: number): void {
  if (session.frame) void session.run(releaseLineAt(session.frame.columns, slot));
}
