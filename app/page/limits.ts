/** Bounds of what the page keeps and shows, each with its reason. */

/** Console lines kept: a session of a day; a folded answer is one. */
export const TRANSCRIPT_LINES = 4_000;
/** An answer of more lines is folded: a few screens can still be read in one go. */
export const FOLD_ABOVE_LINES = 200;
/** Lines that all folded answers of the console may have together: some 100 MB. */
export const FOLDED_LINES = 1_000_000;
/** Lines of one answer that can be open: beyond, a browser does not scroll any further. */
export const UNFOLDED_LINES = 400_000;
/** Places that a search in the console finds. */
export const FOUND_LINES = 10_000;
/** Kernel log lines kept on the page: about what the kernel's own 128 KiB ring holds twice. */
export const KERNEL_LOG_LINES = 4_000;
/** Lines of the experiment: as many as a journal has commands, for it is what links and files are made of. */
export const SCRIPT_LINES = 2_000_000;
/** Entries of the console's history, and the longest one worth remembering. */
export const HISTORY_ENTRIES = 200;
export const HISTORY_CHARS = 2_000;
/** A run longer than this shows its progress and can be cancelled; below, a bar would only flicker. */
export const PROGRESS_AFTER_MS = 200;
/** Block slots looked at for the short list beside the forms; beyond, the table is the place. */
export const HELD_SCAN_SLOTS = 8_192;
/** Entries of that short list. */
export const HELD_SHOWN = 60;
/** The least time between two looks of a list while a run is under way: faster nobody reads, and each makes its rows anew. */
export const LIST_REST_MS = 250;
/** Work of lists in one task: with the largest of them it stays well below what a person notices. */
export const TURN_MS = 6;
/** From so many blocks on sorting them takes longer than a frame: their list rests without a run too. */
export const MANY_BLOCKS = 5_000;
/** Hits of one kind in the palette. */
export const PALETTE_HITS = 8;
/** Operations whose own steps are kept, and their steps together: about 150 bytes each, 3 MB in all. */
export const STEP_TALES = 200;
export const STEP_EVENTS = 20_000;
/** Of these operations' lines, as much as a heading shows. */
export const STEP_LINE_CHARS = 200;
/** Milliseconds from step to step when they are played; four fifths of it the picture moves. */
export const STEP_SHOWN_MS = 300;
export const STEP_SPEEDS = [0.5, 1, 2, 4, 16] as const;
export type StepSpeed = (typeof STEP_SPEEDS)[number];
/** Recent sessions kept, and characters of all of them together: four of the longest, well within what browsers grant. */
export const RECENT_SESSIONS = 60;
export const RECENT_CHARS = 240_000_000;
/** The same for sessions that only came from a link: as many as a person may look at in a day; they can be opened again. */
export const RECENT_LINKED = 20;
export const RECENT_LINKED_CHARS = 4_000_000;
/** Storage that took no longer than this is slow; beyond, a person waits for nothing. */
export const STORAGE_MS = 2_000;
/** The least time between two savings, while nothing is large: what a crash may cost. */
export const AUTOSAVE_MS = 400;
/** A piece of a kept session that is no longer than this stands in its head: a record of its own would weigh more. */
export const PIECE_INLINE_CHARS = 1_000;
/** Characters of pieces written in one transaction, and pieces read in one: some ten milliseconds of a slow disk. */
export const PIECE_BATCH_CHARS = 500_000;
export const PIECE_BATCH_READ = 32;
/** Characters written while the page is left: half of what sessionStorage takes everywhere. */
export const LEFT_CHARS = 1_000_000;
/** Room in the journal, or of the text, below which it is said that an end comes near: a twentieth. */
export const NEARLY_FULL = 0.05;
/** The address follows so long after the last change. */
export const ADDRESS_MS = 350;
/** From so many characters on a link is made by a worker of its own: here it would cost a frame. */
export const LINK_HERE_CHARS = 10_000;
/** Commands of one side of a comparison: a table of this length scrolls smoothly, and is put side by side within a frame or two. */
export const COMPARE_COMMANDS = 50_000;
/** Lines in which two scripts may differ and still be put side by side line by line; the search costs its square. */
export const COMPARE_EDITS = 1_000;
/** Lines of one answer that a comparison keeps to show; all of them count for whether it differs. */
export const COMPARE_ANSWER_LINES = 24;
/** Characters of one such line. */
export const COMPARE_LINE_CHARS = 400;
/** Blocks and kept entries of both sides up to which their states are compared field by field on the page. */
export const COMPARE_STATE_BLOCKS = 20_000;
/** A position must rest this long before whole states are compared: it costs a digest on either side. */
export const COMPARE_REST_MS = 180;
/** Differences of one section that are listed; the rest is counted. As `carveout diff` does. */
export const COMPARE_LISTED = 20;
