/** CMA's files on a board: /proc/meminfo, the trace buffer, debugfs and sysfs; their texts are files.ts. */
import type { Area } from '../../board/area.ts';
import type { Board } from '../../board/board.ts';
import { asInt, simpleAttr } from '../../board/simple-attr.ts';
import type { BoardTree } from '../../board/tree.ts';
import { ERRNO } from '../../contract/command.ts';
import type { BoardProfile } from '../../contract/profile.ts';
import { CANNOT_SPLIT, debugfsDirectory, debugfsFiles, meminfoLines, sysfsFiles } from './files.ts';

const DEBUGFS_CMA = '/sys/kernel/debug/cma';
const TRACING = '/sys/kernel/debug/tracing';

/** Add CMA's files to the tree of a board whose kernel has CMA. */
export function cmaTree(tree: BoardTree, board: Board): void {
  if (board.profile.noCma) return;
  tree.addFile('/proc/meminfo', {
    mode: 0o444,
    show: () => meminfoLines(board.areas.map((area) => area.region)),
  });
  tree.addFile(`${TRACING}/trace`, {
    mode: 0o644,
    show: () =>
      `# tracer: nop\n#\n${board.trace
        .lines()
        .map((line) => `${line}\n`)
        .join('')}`,
    store: (input) => {
      board.trace.clear();
      return { ret: input.length };
    },
  });
  tree.addFolder(DEBUGFS_CMA);
  for (const area of board.areas) addArea(tree, area, board.profile);
}

/** One directory below debugfs and, from 5.13 on, one below sysfs. */
function addArea(tree: BoardTree, area: Area, profile: BoardProfile): void {
  const { region } = area;
  const folder = `${DEBUGFS_CMA}/${debugfsDirectory(region)}`;
  for (const path of debugfsFiles(region).keys()) {
    const linked = region.version.ranges && (path === 'base_pfn' || path === 'bitmap');
    if (linked) tree.addLink(`${folder}/${path}`, `ranges/0/${path}`);
    else
      tree.addFile(`${folder}/${path}`, {
        mode: 0o444,
        show: () => debugfsFiles(area.region, profile.arch === 'arm' ? 32 : 64).get(path)!(),
      });
  }
  addCmaWrites(tree, area, profile, folder);
  for (const path of sysfsFiles(region).keys())
    tree.addFile(`/sys/kernel/mm/cma/${region.name}/${path}`, {
      mode: 0o444,
      show: () => sysfsFiles(area.region).get(path)!(),
    });
}

/** mm/cma_debug.c: cma_alloc_write() and cma_free_write() keep the number in an int. */
function addCmaWrites(
  tree: BoardTree,
  area: Area,
  { kernel, cmaDebug }: BoardProfile,
  folder: string,
): void {
  tree.addFile(`${folder}/alloc`, {
    mode: 0o200,
    store: simpleAttr(kernel, (value, op, sink) => {
      const count = asInt(value);
      const refusal = area.debugfsAlloc(count, op, sink);
      if (!refusal) return undefined;
      const { errno, why } = refusal;
      if (!errno) return { undefinedBehaviour: why };
      const asked = BigInt.asIntN(64, value).toString();
      const cut = asked !== String(count);
      return {
        ret: -ERRNO[errno],
        why: cut ? { id: 'cma.debugfsCut', args: { asked, count } } : why,
      };
    }),
  });
  tree.addFile(`${folder}/free`, {
    mode: 0o200,
    store: simpleAttr(kernel, (value, _op, sink) => {
      if (!area.debugfsFree(asInt(value), sink) && cmaDebug) sink.printk(CANNOT_SPLIT);
      return undefined;
    }),
  });
}
