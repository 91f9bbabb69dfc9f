/** What the kernel side answers: a value, an errno, or that it is dead. */
import type { Errno, Message, Refusal } from '../../../contract/command.ts';
import type { Bytes, PhysAddr, VirtAddr } from '../../../contract/units.ts';

/**
 * The kernel did not come back: `hang` = it loops for ever and holds cmem_mutex, `oops` = it followed
 * a bad pointer, `wild` = it goes on, but in memory of which Carveout knows nothing.
 */
export interface Stop {
  readonly stopped: 'hang' | 'oops' | 'wild';
  readonly why: Message;
}
/** A system call that failed; `errno` undefined = Carveout declines and nothing was changed. */
export interface Failed {
  readonly failed: Refusal;
}
/** A system call that succeeded, and what it returned. */
export interface Done<T> {
  readonly value: T;
}
/** Every function of the kernel side answers with one of these; none throws. */
export type Answer<T> = Done<T> | Failed | Stop;

/** A pointer and what it leads to. */
export interface Pointer {
  readonly virt: VirtAddr;
  readonly phys: PhysAddr;
  /** Bytes that are mapped from `virt` on. */
  readonly length: Bytes;
  /** The attribute of the mapping. */
  readonly cached: boolean;
}
type Args = Readonly<Record<string, string | number>>;

export const done = <T>(value: T): Done<T> => ({ value });
export const failed = (errno: Errno | undefined, id: string, args?: Args): Failed => ({
  failed: { errno, why: args ? { id, args } : { id } },
});
export const stop = (stopped: Stop['stopped'], id: string, args?: Args): Stop => ({
  stopped,
  why: args ? { id, args } : { id },
});
