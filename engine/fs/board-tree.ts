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
          allErrors: boolean;
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

/** dma-debug's files: what it counted, and how much more it prints. */
function addDmaDebug(
  tree: BoardTree,
  debug: NonNullable<TreeSource['dmaDebug']>['debug'],
  kernel: BoardProfile['kernel'],
): void {
  const folder = '/sys/kernel/debug/dma-api';
  const add = (name: string, show: () => number, set?: (value: number) => void): void =>
    tree.addFile(`${folder}/${name}`, {
      mode: set ? 0o644 : 0o444,
      show: () => `${show()}\n`,
      ...(set && {
        store: (input) => {
          const value = parseSimpleAttr(input, kernel);
          if (typeof value === 'string') return { ret: -ERRNO[value] };
          set(asU32(value));
          return { ret: input.length };
        },
      }),
    });
  add('error_count', () => debug.errorCount);
  add(
    'num_errors',
    () => debug.numErrors,
    (value) => {
      debug.numErrors = value;
    },
  );
  add(
    'all_errors',
    () => Number(debug.allErrors),
    (value) => {
      debug.allErrors = value !== 0;
    },
  );
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
  tree.addFile(`${folder}/alloc`, {
    mode: 0o200,
    store: (input, op, sink) => {
      const value = parseSimpleAttr(input, board.profile.kernel);
      if (typeof value === 'string') return { ret: -ERRNO[value] };
      const refusal = area.debugfsAlloc(asInt(value), op, sink);
      return refusal ? { ret: -ERRNO[refusal.errno!], why: refusal.why } : { ret: input.length };
    },
  });
  tree.addFile(`${folder}/free`, {
    mode: 0o200,
    store: (input, _op, sink) => {
      const value = parseSimpleAttr(input, board.profile.kernel);
      if (typeof value === 'string') return { ret: -ERRNO[value] };
      if (!area.debugfsFree(asInt(value), sink) && board.profile.cmaDebug)
        sink.printk(CANNOT_SPLIT);
      return { ret: input.length };
    },
  });
  for (const path of sysfsFiles(region).keys())
    tree.addFile(`/sys/kernel/mm/cma/${region.name}/${path}`, {
      mode: 0o444,
      show: () => sysfsFiles(area.region).get(path)!(),
    });
}
