/** msys' files on a board; what they read and print is sysfs.ts. */
import type { Board } from '../../board/board.ts';
import type { BoardTree } from '../../board/tree.ts';
import { tokenEnd } from '../../memory/bytes/cstring.ts';
import type { Dmem } from './model/dmem.ts';
import { requestRefusal } from './model/refusal.ts';
import { MSYS_DIR, msysFiles, type MsysFile } from './model/sysfs.ts';

/** Add them to the tree of a board that has the driver. */
export function msysTree(tree: BoardTree, { parts, profile }: Board): void {
  if (parts.msys && profile.msys)
    for (const file of msysFiles(profile.msys)) addFile(tree, parts.msys, file);
}

/**
 * A write returns what write(2) returns; why a request inside it failed is told beside, because the
 * driver returns the bytes written even then.
 */
function addFile(tree: BoardTree, dmem: Dmem, { name: path, show, store, mode }: MsysFile): void {
  tree.addFile(`${MSYS_DIR}/${path}`, {
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
