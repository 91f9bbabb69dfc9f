/** Bounds of what the page keeps and shows, each with its reason. */

/** Console lines kept: a session of a day, and still a list the browser lays out within a frame. */
export const TRANSCRIPT_LINES = 4_000;
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
/** Hits of one kind in the palette. */
export const PALETTE_HITS = 8;
