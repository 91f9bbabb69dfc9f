/** Every bound of the link between the page and the worker, each with its reason. Milliseconds unless named otherwise. */

/** Work between two yields of the worker: with one step more it stays under 12, well inside a frame. */
export const SLICE_MS = 10;
/** What one Task.step should take: small beside SLICE_MS, so that a slice never overshoots by much. */
export const TASK_STEP_MS = 2;
/** Operations of the first step of a task, whose cost is not known yet, and the most of any step. */
export const STEP_OPS = { first: 1, most: 65_536 } as const;
/** Shortest time between two frames published during a run: the page shows 60 a second. */
export const PUBLISH_MS = 16;

/** Worker script over a slow line, then an empty machine. */
export const OPEN_LIMIT_MS = 30_000;
/** One command in one piece: the slowest (booting the largest board) stays under a second. */
export const EXEC_LIMIT_MS = 10_000;
/** State, paths and handles: the state digests every column of the largest board. */
export const READ_LIMIT_MS = 20_000;
/** A run is sliced and may last; it is dead when it did nothing for this long. */
export const RUN_STALL_MS = 30_000;
/** Between two heartbeats. */
export const PING_EVERY_MS = 3_000;
/** A heartbeat is asked for only when the worker has nothing in one piece to do: it answers within a slice. */
export const PING_LIMIT_MS = 5_000;
/** A timer this late means that the page itself slept (laptop closed, tab frozen): no proof against the worker. */
export const LATE_MS = 1_000;
/** What the worker then gets, once, to answer after all. */
export const GRACE_MS = 2_000;

/** Commands sent by one call of `run`: what is lost or sent again with a call stays small. */
export const RUN_CALL_COMMANDS = 1_000;
/** A run answers with what it has after this long, at the end of a command: the console fills while a script runs. */
export const RUN_REPLY_MS = 200;
/** Characters of outcomes after which a run answers with what it has: one message stays cheap to copy. */
export const RUN_REPLY_CHARS = 1_000_000;
/** Characters of outcomes that the result of a whole run keeps; later ones come without texts (onOutcomes had them). */
export const RUN_KEEP_CHARS = 16_000_000;
/** What an event counts for in the two limits above: its size as JSON. */
export const EVENT_CHARS = 100;

/**
 * A run shorter than this is not watched: its answer brings state and text together, and the page
 * paints once instead of twice.
 */
export const WATCH_AFTER_MS = 50;
/** Without shared memory a running worker is asked for changes this often: each answer copies every moved chunk. */
export const PATCH_POLL_MS = 50;
/** Deaths in a row while opening or replaying, after which the page stops trying. */
export const CONNECT_ATTEMPTS = 2;
