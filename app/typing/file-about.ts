/** One sentence on each kind of file of the simulated tree. Source of truth: engine/fs/board-tree.ts. */
import { FILE_WRITES } from './file-writes.ts';
import type { Key } from '../words/i18n.svelte.ts';

const AREA = String.raw`^/sys/kernel/debug/cma/[^/]+`;
const COUNTS = '^/sys/kernel/mm/cma/[^/]+';

const FILES: readonly (readonly [RegExp, Key])[] = [
  [/^\/proc\/cmdline$/, 'file.about.cmdline'],
  [/^\/proc\/meminfo$/, 'file.about.meminfo'],
  [/^\/proc\/cmem$/, 'file.about.cmem'],
  [/^\/proc\/sys\/kernel\/osrelease$/, 'file.about.osrelease'],
  [/^\/sys\/class\/mstar\/msys\/dmem$/, 'file.about.dmem'],
  [/^\/sys\/devices\/platform\/[^/]+\/pools$/, 'file.about.pools'],
  [/^\/sys\/kernel\/debug\/tracing\/trace$/, 'file.about.trace'],
  [/^\/sys\/kernel\/debug\/dma-api\/error_count$/, 'file.about.error_count'],
  [/^\/sys\/kernel\/debug\/dma-api\/num_errors$/, 'file.about.num_errors'],
  [/^\/sys\/kernel\/debug\/dma-api\/all_errors$/, 'file.about.all_errors'],
  [new RegExp(`${AREA}/alloc$`), 'file.about.cma.alloc'],
  [new RegExp(`${AREA}/free$`), 'file.about.cma.free'],
  [new RegExp(`${AREA}/(?:ranges/[0-9]+/)?base_pfn$`), 'file.about.cma.base_pfn'],
  [new RegExp(`${AREA}/(?:ranges/[0-9]+/)?bitmap$`), 'file.about.cma.bitmap'],
  [new RegExp(`${AREA}/count$`), 'file.about.cma.count'],
  [new RegExp(`${AREA}/used$`), 'file.about.cma.used'],
  [new RegExp(`${AREA}/maxchunk$`), 'file.about.cma.maxchunk'],
  [new RegExp(`${AREA}/order_per_bit$`), 'file.about.cma.order_per_bit'],
  [new RegExp(`${COUNTS}/alloc_pages_success$`), 'file.about.cma.success'],
  [new RegExp(`${COUNTS}/alloc_pages_fail$`), 'file.about.cma.fail'],
  [new RegExp(`${COUNTS}/release_pages_success$`), 'file.about.cma.released'],
  [new RegExp(`${COUNTS}/total_pages$`), 'file.about.cma.total'],
  [new RegExp(`${COUNTS}/available_pages$`), 'file.about.cma.available'],
];

/** What the file is; undefined for folders and for files nobody described. */
export const aboutFile = (path: string): Key | undefined =>
  FILE_WRITES.find((file) => file.path === path)?.about ??
  FILES.find(([pattern]) => pattern.test(path))?.[1];
