/** What a board holds of its systems. */
import type { SystemId } from '../contract/command.ts';

/**
 * For each system what a board holds of it (`part`), what a checkpoint does (`saved`), and which fields
 * of the state it shows (`shown`). A system adds its own in its part.ts.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled in by the systems
export interface Held {}

/** By system; absent: the board has nothing of it. */
export type Parts = { [S in SystemId]?: Held[S]['part'] | undefined };
/** By system, as a checkpoint has them. */
export type SavedParts = { readonly [S in SystemId]?: Held[S]['saved'] | undefined };
