/** insmod, modprobe and rmmod of cmemk, and the processes that come and go. */
import type { Board } from '../../board/board.ts';
import type { Command, Result } from '../../contract/command.ts';
import type { Cmem, ModuleAnswer } from './model/cmem.ts';
import { toByteString } from '../../memory/bytes/cstring.ts';
import type { Recorder } from '../../board/recorder.ts';
import type { OpId } from '../../contract/units.ts';
import { errnoName, nothing, refused } from '../../board/answer.ts';
import { cmemSink, died, readable, returned, zero } from './exec-answer.ts';
import { noCmem } from './none.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;
/** What loads and unloads the module, and what begins and ends processes. */
export type ModuleCommand = Of<'insmod' | 'modprobe' | 'rmmod' | 'proc' | 'fork' | 'kill'>;

/** The board's CMEM if the module of that name is CMEM's. */
function cmemOf(board: Board, module: string): Cmem | Result {
  if (!/(?:^|\/)cmemk(?:\.ko)?$/.test(module)) return refused('ENOENT', 'cmem.noSuchModule');
  return board.parts.cmem?.cmem ?? noCmem(board);
}

/** /proc/cmem comes and goes with the module, so the files are read anew after every answer. */
function answerOf(board: Board, answer: ModuleAnswer): Result {
  board.filesChanged();
  if ('stopped' in answer) return died(answer);
  if ('declined' in answer) return { ok: false, refusal: answer.declined };
  if (!('why' in answer)) return nothing;
  return { ok: false, refusal: { errno: errnoName(answer.rv), why: readable(answer.why) } };
}

/**
 * `insmod` and `modprobe`: ENOENT for a module that is not cmemk, EEXIST where it is loaded, and
 * the errors of parameter parsing and of cmem_init(). modprobe of a module that is there succeeds.
 */
export function insmod(
  board: Board,
  command: Of<'insmod' | 'modprobe'>,
  _op: OpId,
  sink: Recorder,
): Result {
  const cmem = cmemOf(board, command.module);
  if ('ok' in cmem) return cmem;
  // modprobe of a module that is there does nothing and is content.
  if (command.kind === 'modprobe' && cmem.system.module && !cmem.system.stopped) return nothing;
  const args = command.args.map(toByteString).join(' ');
  return answerOf(board, cmem.insmod(args, cmemSink(sink)));
}
/** EAGAIN while a file is open, ENOENT while nothing is loaded. A dead driver is let go. */
export function rmmod(board: Board, command: Of<'rmmod'>, _op: OpId, sink: Recorder): Result {
  const cmem = cmemOf(board, command.module);
  return 'ok' in cmem ? cmem : answerOf(board, cmem.rmmod(cmemSink(sink)));
}

/** The processes there are, for the refusal that names them. */
const list = (cmem: Cmem): string => [...cmem.processes.keys()].map((id) => `p${id}`).join(', ');

/**
 * `proc` chooses who calls from now on; a process that is new begins with CMEM_init() unless the
 * command says `init: false`. `fork` makes a child of the caller, `kill` ends a process with all
 * that it holds.
 */
export function process(
  board: Board,
  command: Of<'proc' | 'fork' | 'kill'>,
  _op: OpId,
  recorder: Recorder,
): Result {
  const cmem = board.parts.cmem?.cmem;
  if (!cmem) return noCmem(board);
  const sink = cmemSink(recorder);
  const { process: id } = command;
  switch (command.kind) {
    case 'proc': {
      const fresh = !cmem.processes.has(id);
      board.process = id;
      cmem.process(id);
      return fresh && command.init !== false
        ? returned(cmem.library(id, sink).init(), zero)
        : nothing;
    }
    case 'fork':
      if (cmem.processes.has(id) || id === board.process)
        return refused(undefined, 'cmem.processExists', { process: `p${id}` });
      cmem.fork(board.process, id);
      return nothing;
    case 'kill': {
      if (!cmem.processes.has(id))
        return refused(undefined, 'cmem.noProcess', {
          process: `p${id}`,
          processes: list(cmem) || '–',
        });
      const stopped = cmem.kill(id, sink);
      return stopped ? died(stopped) : nothing;
    }
  }
}
