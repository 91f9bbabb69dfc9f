/**
 * What stands in /sys, /proc and debugfs of a booted board: two files of the kernel itself, and those of
 * the systems. Every file reads or changes the live models; nothing is cached but the list of them.
 */
import type { Board } from '../board/board.ts';
import { Tree, type BoardTree } from '../board/tree.ts';
import type { BoardProfile } from '../contract/profile.ts';
import type { AnySystem } from '../systems/contract.ts';
import { KiB, MiB } from '../contract/units.ts';

const trees = new WeakMap<Board, { readonly version: number; readonly tree: BoardTree }>();

/**
 * The files of a board; `systems` are those whose files may be there. The tree is built again only
 * when the board says that files came or went.
 */
export function treeOf(board: Board, systems: readonly AnySystem[]): BoardTree {
  const version = board.filesVersion;
  const known = trees.get(board);
  if (known?.version === version) return known.tree;
  const tree = buildTree(board, systems);
  trees.set(board, { version, tree });
  return tree;
}

function buildTree(board: Board, systems: readonly AnySystem[]): BoardTree {
  const { profile } = board;
  const tree: BoardTree = new Tree();
  tree.addFile('/proc/cmdline', { mode: 0o444, show: () => `${commandLine(profile)}\n` });
  tree.addFile('/proc/sys/kernel/osrelease', { mode: 0o444, show: () => `${profile.release}\n` });
  for (const system of systems) system.files(tree, board);
  return tree;
}

/** What the board was booted with, as far as it bears on contiguous memory. */
function commandLine(profile: BoardProfile): string {
  if (profile.noCma) {
    const mem = profile.cmem?.mem ?? 0;
    return mem % MiB === 0 ? `mem=${mem / MiB}M` : `mem=${mem / KiB}K`;
  }
  const pool = profile.coherentPool > 0 ? ` coherent_pool=${profile.coherentPool}` : '';
  return `cma=${profile.cma}${pool}`;
}
