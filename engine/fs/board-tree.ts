/**
 * What stands in /sys, /proc and debugfs of a booted board. Every file reads or changes the live
 * models; nothing is cached.
 */
import type { Area } from '../area.ts';
import { ERRNO, type Message, type Refusal } from '../command.ts';
import {
  CANNOT_SPLIT,
  debugfsDirectory,
  debugfsFiles,
  meminfoLines,
  sysfsFiles,
} from '../cma/files.ts';
import type { Cmem } from '../cmem/cmem.ts';
import { fromByteString, tokenEnd } from '../memory/cstring.ts';
import type { LogRing } from '../klog.ts';
import type { Dmem } from '../msys/dmem.ts';
import { requestRefusal } from '../msys/refusal.ts';
import { MSYS_DIR, msysFiles, type MsysFile } from '../msys/sysfs.ts';
import type { BoardProfile } from '../profile.ts';
import type { Recorder } from '../recorder.ts';
import { KiB, MiB, type OpId } from '../units.ts';
import { asInt, asU32, parseSimpleAttr } from './simple-attr.ts';
import { Tree } from './tree.ts';

/** What a write did: bytes or a negative errno, and a failure that its return code hides. */
export type Wrote =
  | { readonly ret: number; readonly hidden?: Refusal | undefined; readonly why?: Message }
  | { readonly undefinedBehaviour: Message };

type Store = (input: string, op: OpId, sink: Recorder) => Wrote;
export type BoardTree = Tree<Store>;

const DEBUGFS_CMA = '/sys/kernel/debug/cma';
/** There as long as the module is. */
export const PROC_CMEM = '/proc/cmem';
const TRACING = '/sys/kernel/debug/tracing';

/** The models that the files speak of. */
export interface TreeSource {
  readonly profile: BoardProfile;
  readonly areas: readonly Area[];
  readonly dmem: Dmem | undefined;
  readonly cmem: Cmem | undefined;
  readonly trace: LogRing;
  readonly dmaDebug:
    | {
        readonly debug: {
          readonly errorCount: number;
          readonly entries: number;
          numErrors: number;
          allErrors: number;
        };
      }
    | undefined;
  readonly pools:
    | {
        readonly pools: {
          devices(): readonly string[];
          show(device: string): string | undefined;
        };
      }
    | undefined;
}

export function buildTree(board: TreeSource): BoardTree {
  const tree: BoardTree = new Tree();
  tree.addFile('/proc/cmdline', { mode: 0o444, show: () => `${commandLine(board)}\n` });
  tree.addFile('/proc/sys/kernel/osrelease', {
    mode: 0o444,
    show: () => `${board.profile.release}\n`,
  });
  if (!board.profile.noCma) addCma(tree, board);
  if (board.profile.msys)
    for (const file of msysFiles(board.profile.msys)) addMsysFile(tree, board, file);
  const { cmem } = board;
  if (cmem?.system.module) tree.addFile(PROC_CMEM, { mode: 0o444, show: () => cmem.proc() ?? '' });
  addPools(tree, board);
  if (board.dmaDebug) addDmaDebug(tree, board.dmaDebug.debug, board.profile.kernel);
  return tree;
}

/** A file of DEFINE_SIMPLE_ATTRIBUTE(): `set` gets a u64. */
const simpleAttr =
  (
    kernel: BoardProfile['kernel'],
    set: (value: bigint, op: OpId, sink: Recorder) => Wrote | undefined,
  ): Store =>
  (input, op, sink) => {
    const value = parseSimpleAttr(input, kernel);
    if (typeof value === 'string') return { ret: -ERRNO[value] };
    return set(value, op, sink) ?? { ret: input.length };
  };

/** dma-debug's files, all of them debugfs_create_u32(): what it counted, how much more it prints. */
function addDmaDebug(
  tree: BoardTree,
  debug: NonNullable<TreeSource['dmaDebug']>['debug'],
  kernel: BoardProfile['kernel'],
): void {
  const folder = '/sys/kernel/debug/dma-api';
  const show = (name: 'errorCount' | 'numErrors' | 'allErrors') => () => `${debug[name]}\n`;
  tree.addFile(`${folder}/error_count`, { mode: 0o444, show: show('errorCount') });
  for (const [file, name] of [
    ['num_errors', 'numErrors'],
    ['all_errors', 'allErrors'],
  ] as const)
    tree.addFile(`${folder}/${file}`, {
      mode: 0o644,
      show: show(name),
      store: simpleAttr(kernel, (value) => {
        debug[name] = asU32(value);
        return undefined;
      }),
    });
}

/** A platform device has `pools` as long as it has a DMA pool. */
function addPools(tree: BoardTree, board: TreeSource): void {
  for (const device of board.pools?.pools.devices() ?? [])
    tree.addFile(`/sys/devices/platform/${fromByteString(device)}/pools`, {
      mode: 0o444,
      show: () => board.pools?.pools.show(device) ?? '',
    });
}

function addCma(tree: BoardTree, board: TreeSource): void {
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
  for (const area of board.areas) addArea(tree, area, board);
}

/** What the board was booted with, as far as it bears on contiguous memory. */
function commandLine({ profile }: TreeSource): string {
  if (profile.noCma) {
    const mem = profile.cmem?.mem ?? 0;
    return mem % MiB === 0 ? `mem=${mem / MiB}M` : `mem=${mem / KiB}K`;
  }
  const pool = profile.coherentPool > 0 ? ` coherent_pool=${profile.coherentPool}` : '';
  return `cma=${profile.cma}${pool}`;
}

function addMsysFile(tree: BoardTree, board: TreeSource, file: MsysFile): void {
  const { show, store, mode } = file;
  const dmem = board.dmem;
  if (!dmem) return;
  tree.addFile(`${MSYS_DIR}/${file.name}`, {
    mode,
    ...(show && { show: () => show(dmem) }),
    ...(store && {
      store: (input, op, sink) => {
        const wrote = store(dmem, input, op, sink);
        if ('undefinedBehaviour' in wrote || !wrote.request) return wrote;
        const name = input.slice(0, tokenEnd(input));
        return { ret: wrote.ret, hidden: requestRefusal(dmem, name, wrote.request) };
      },
    }),
  });
}

function addArea(tree: BoardTree, area: Area, board: TreeSource): void {
  const { region } = area;
  const folder = `${DEBUGFS_CMA}/${debugfsDirectory(region)}`;
  for (const path of debugfsFiles(region).keys()) {
    const linked = region.version.ranges && (path === 'base_pfn' || path === 'bitmap');
    if (linked) tree.addLink(`${folder}/${path}`, `ranges/0/${path}`);
    else
      tree.addFile(`${folder}/${path}`, {
        mode: 0o444,
        show: () => debugfsFiles(area.region, board.profile.arch === 'arm' ? 32 : 64).get(path)!(),
      });
  }
  addCmaWrites(tree, area, board.profile, folder);
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
