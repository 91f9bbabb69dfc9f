/** Every bound of the program, each with its reason. Tests stand on both sides of each. */

/** Pages in all regions of one board together: 16 GiB of 4 KiB pages, the largest the map is drawn at. */
export const MAX_PAGES = 4_194_304;
/** CMA regions of one board: MAX_CMA_AREAS of a kernel with CONFIG_CMA_AREAS=7 (mm/cma.h: 1 + CONFIG_CMA_AREAS). */
export const MAX_CMA_AREAS = 8;
/** Ranges of one region: CMA_MAX_RANGES in mm/cma.h of Linux 6.15+. */
export const MAX_CMA_RANGES = 8;
/** Blocks alive at once: one block record is about 80 bytes in each of three frames. */
export const MAX_BLOCKS = 1_048_576;
/** Buffers of one CMEM pool: a record of about 150 bytes each, and a list in /proc/cmem of 32 MB. */
export const MAX_CMEM_BUFFERS = 1_048_576;
/** Different buffer sizes one plan of pools may have: grouping them costs n log n a pool. */
export const MAX_CMEM_SIZES = 4_096;
/** Places for blocks in one page of a DMA pool: 64 KiB pages of the smallest blocks, and room for odd ones. */
export const MAX_POOL_SLOTS = 65_536;
/** DMA pools alive at once: a line each in files that hold about a hundred lines a device. */
export const MAX_DMA_POOLS = 4_096;
/** Places for blocks in all DMA pools of a board: nine bytes each in three frames. */
export const MAX_POOL_BLOCKS = 4_194_304;
/** Numbers of processes, p1 to p999: more names than a list on the page can show. */
export const MAX_PROCESSES = 999;
/** Bytes one look through a pointer shows: 64 lines. */
export const MAX_PEEK_BYTES = 1_024;
/** Characters of a block's name: TASK_COMM-like room for every msys name (15) and every handle. */
export const MAX_NAME = 31;
/** Handles a session may name; a workload needs none. */
export const MAX_HANDLES = 65_536;
/** Source text that is typed, pasted, edited or put into a link at once: more is refused whole. */
export const MAX_SOURCE_CHARS = 1_000_000;
/** Text of all branches of one experiment: as many lines as a journal has operations, of thirty characters each. */
export const MAX_EXPERIMENT_CHARS = 60_000_000;
/** Characters of one piece of a text: read, written or parsed in a few milliseconds, and short enough for engines to hash whole. */
export const PIECE_CHARS = 16_000;
/** One line of the language; the longest line a command can need is under 5,000 (a 4,000 character name). */
export const MAX_LINE_CHARS = 8_192;
/** Operations of one `workload` line. */
export const MAX_WORKLOAD_OPS = 1_000_000;
/** Operations in the journal of one session. */
export const MAX_JOURNAL_OPS = 2_000_000;
/** Events carried back by one outcome, the first and the last of them; those between are counted, not listed. */
export const MAX_EVENTS = 256;
/** Of these, how many are the last ones: a search is told to its end, however long it was. */
export const LAST_EVENTS = 32;
/** Steps of one search (windows, chunks) that are told; it is not walked further for the telling. */
export const MAX_SEARCH_STEPS = 208;
/** Kernel log lines carried back by one outcome; the rest is in dmesg. */
export const MAX_LOG_LINES = 2_000;
/** Bytes of the kernel's ring buffer: CONFIG_LOG_BUF_SHIFT=17. Older lines fall out. */
export const LOG_BUF_BYTES = 131_072;
/** Bytes a sysfs file may show: PAGE_SIZE - 1. */
export const SYSFS_SHOW_BYTES = 4_095;
/** Largest number the language takes: beyond 2^53 addresses would not be exact. */
export const MAX_NUMBER = Number.MAX_SAFE_INTEGER;
/** Syntax errors listed for one source: more say nothing new. */
export const MAX_SYNTAX_ERRORS = 100;
/** Characters of a link up to which every browser, mail program and chat is known to pass it on. */
export const SAFE_LINK_CHARS = 2_000;
/** Characters of a link that is written or read at all; more is a file's business. */
export const MAX_LINK_CHARS = 8_000;
/** Bytes to which the packed part of a link may unpack: a source of MAX_SOURCE_CHARS without a repeated line, and names. */
export const MAX_LINK_HEAD_BYTES = 1_100_000;
/** Different lines, or words, that a link may list: each takes two bits at least, and a link holds 48,000. */
export const MAX_LINK_LINES = 32_768;
/** Numbers in one line of a link: as many as a line of MAX_LINE_CHARS has, with a character after each of them. */
export const MAX_LINE_HOLES = 4_096;
/** Steps of work to read a link, most of them bits of its lines: with the rest of it a tenth of a second. A session that fills a link takes half of it. */
export const MAX_LINK_STEPS = 1_500_000;
/** Characters of a title and of a branch's name: what a tab or a list can show. */
export const MAX_TITLE = 120;
/** Branches of one experiment: more than a person keeps apart. */
export const MAX_BRANCHES = 64;
/** Fields of the view in a link, and characters of the text in one. */
export const MAX_VIEW_FIELDS = 32;
export const MAX_VIEW_TEXT = 200;
/** Characters of a file: an experiment of MAX_EXPERIMENT_CHARS, and what stands before the lines of branches. */
export const MAX_FILE_CHARS = 80_000_000;
/** Bytes of a file or of standard input that are read: UTF-8 takes at most three for a character of a text. */
export const MAX_INPUT_BYTES = 3 * MAX_FILE_CHARS;
/** Bytes that the checkpoints of a journal may hold, roughly: with the rest of the page well under 300 MB. */
export const MAX_CHECKPOINT_BYTES = 128 * 1024 * 1024;
