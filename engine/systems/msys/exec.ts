/** The kernel-side calls of the msys driver; its sysfs files are in msys/sysfs.ts. */
import type { Board } from '../../board/board.ts';
import type { Command, Result } from '../../contract/command.ts';
import { fromByteString, toByteString } from '../../memory/bytes/cstring.ts';
import type { Dmem, DmemInfo } from './model/dmem.ts';
import { requestRefusal } from './model/refusal.ts';
import type { Recorder } from '../../board/recorder.ts';
import { bytesToPages, physToPfn, type OpId } from '../../contract/units.ts';
import { done, nothing, number, refused } from '../../board/answer.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;
type MsysCommand = Of<
  | 'msys_request_dmem'
  | 'msys_release_dmem'
  | 'msys_fix_dmem'
  | 'msys_unfix_dmem'
  | 'msys_find_dmem_by_name'
  | 'msys_find_dmem_by_phys'
>;

/**
 * Answers the calls that ms_msys.c exports. A board without the driver refuses with ENODEV; a
 * failed request has the errno of the driver, and a look-up that finds nothing EINVAL, which is
 * Carveout's word for the zeroed record that the real ioctl returns.
 */
export function msys(board: Board, command: MsysCommand, op: OpId, sink: Recorder): Result {
  const dmem = board.parts.msys;
  if (!dmem) return refused('ENODEV', 'msys.none');
  switch (command.kind) {
    case 'msys_request_dmem':
      return request(board, dmem, command, op, sink);
    case 'msys_release_dmem':
      dmem.release(toByteString(command.name), command.phys, sink);
      return number(0);
    case 'msys_fix_dmem':
      dmem.fix(toByteString(command.name));
      return nothing;
    case 'msys_unfix_dmem':
      dmem.unfix(toByteString(command.name));
      return nothing;
    case 'msys_find_dmem_by_name':
      return found(dmem.findByName(toByteString(command.name)));
    case 'msys_find_dmem_by_phys':
      return found(dmem.findByPhys(command.phys));
  }
}

const found = (info: DmemInfo | undefined): Result =>
  info ? done(dmemValue(info, true, 0)) : refused('EINVAL', 'msys.notFound');

/** MSYS_DMEM_INFO as the caller gets it, its name in text again. */
const dmemValue = (info: DmemInfo, kept: boolean, retries: number) =>
  ({
    is: 'dmem',
    name: fromByteString(info.name),
    length: info.length,
    phys: info.phys,
    kvirt: info.kvirt,
    kept,
    retries,
  }) as const;

/** A request that finds an entry binds its handle to that entry's memory. */
function request(
  board: Board,
  dmem: Dmem,
  command: Of<'msys_request_dmem'>,
  op: OpId,
  sink: Recorder,
): Result {
  const blocked = board.cannotTake(command.into);
  if (blocked) return { ok: false, refusal: blocked };
  const name = toByteString(command.name);
  const asked = dmem.request(name, command.length, op, sink);
  const refusal = requestRefusal(dmem, name, asked);
  if (refusal) return { ok: false, refusal };
  if (command.into !== undefined)
    board.handles.bind({
      name: command.into,
      kind: 'msys',
      born: op,
      pfn: physToPfn(asked.info.phys),
      pages: bytesToPages(asked.info.length),
      bytes: asked.info.length,
      released: undefined,
    });
  return done(dmemValue(asked.info, asked.kept, asked.retries));
}
