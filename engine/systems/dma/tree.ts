/** dma-debug's files, all of them debugfs_create_u32(): what it counted, how much more it prints. */
import type { Board } from '../../board/board.ts';
import { asU32, simpleAttr } from '../../board/simple-attr.ts';
import type { BoardTree } from '../../board/tree.ts';

const FOLDER = '/sys/kernel/debug/dma-api';

/**
 * Add them to the tree of a board whose kernel was built with dma-debug. error_count, num_errors
 * and all_errors; a number that is written is cut to 32 bits.
 */
export function debugTree(tree: BoardTree, { parts, profile: { kernel } }: Board): void {
  const debug = parts.dma?.debug?.debug;
  if (!debug) return;
  const show = (name: 'errorCount' | 'numErrors' | 'allErrors') => () => `${debug[name]}\n`;
  tree.addFile(`${FOLDER}/error_count`, { mode: 0o444, show: show('errorCount') });
  for (const [file, name] of [
    ['num_errors', 'numErrors'],
    ['all_errors', 'allErrors'],
  ] as const)
    tree.addFile(`${FOLDER}/${file}`, {
      mode: 0o644,
      show: show(name),
      store: simpleAttr(kernel, (value) => {
        debug[name] = asU32(value);
        return undefined;
      }),
    });
}
