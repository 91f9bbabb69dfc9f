/** All of the bump allocator. */
import { done, nothing, refused } from '../../board/answer.ts';
import type { Board } from '../../board/board.ts';
import type { Recorder } from '../../board/recorder.ts';
import type { Result } from '../../contract/command.ts';
import type { System } from '../../systems/contract.ts';
import { bytesToPages, MiB, physToPfn, type OpId } from '../../contract/units.ts';
import { Bump } from './model/bump.ts';
import type { BumpCommand } from './protocol.ts';

const ROOM = MiB;

export const system: System<'bump'> = {
  id: 'bump',
  boot: ({ profile: { banks } }) => {
    const [bank] = banks;
    return bank && new Bump(bank.base + bank.size - ROOM, bank.base + bank.size);
  },
  initcall: (_board, sink) => sink.printk('bump: ready'),
  exec: { bump_alloc: alloc, bump_reset: reset },
  intercepts: undefined,
  handles: { bump: { from: 'bump_alloc', through: 'bump_reset', frames: false } },
  follow,
  count: undefined,
  bytes: ({ parts: { bump } }, phys, length) =>
    bump && phys >= bump.base && phys < bump.end ? new Uint8Array(length) : undefined,
  room: undefined,
  check: ({ parts }) => parts.bump?.check(),
  save: ({ parts: { bump } }) => bump && { pieces: bump.pieces, resets: bump.resets },
  restore: ({ parts: { bump } }, saved) => {
    if (saved && bump) Object.assign(bump, saved);
  },
  weigh: ({ pieces }, before) => (pieces === before?.pieces ? 0 : 16 * pieces.length),
  state: ({ parts: { bump } }) => ({
    bump: bump && { pieces: bump.pieces.length, free: bump.end - bump.next },
  }),
  hidden: ({ parts: { bump } }) => [
    { place: 8, name: 'bump', value: bump && [bump.resets, bump.pieces] },
  ],
  numberOf: { bump: ({ phys }) => phys },
  files: (tree, { parts: { bump } }) => {
    const show = (): string =>
      (bump?.pieces ?? []).map(({ phys, bytes }) => `${phys.toString(16)} ${bytes}\n`).join('');
    if (bump) tree.addFile('/proc/bump', { mode: 0o444, show });
  },
};

function alloc(
  board: Board,
  { into, size }: Extract<BumpCommand, { kind: 'bump_alloc' }>,
  op: OpId,
  sink: Recorder,
): Result {
  const blocked = board.cannotTake(into);
  if (blocked) return { ok: false, refusal: blocked };
  const bump = board.parts.bump!;
  const piece = bump.alloc(size);
  if (!piece) return refused('ENOMEM', 'bump.full', { size, free: bump.end - bump.next });
  const { phys, bytes } = piece;
  sink.event({ is: 'bumped', phys: bump.next });
  if (into !== undefined) {
    const at = { pfn: physToPfn(phys), pages: bytesToPages(bytes), bytes };
    board.handles.bind({ name: into, kind: 'bump', born: op, ...at, released: undefined });
  }
  return done({ is: 'bump', phys, bytes, handle: into });
}

function reset(board: Board, _command: BumpCommand, op: OpId): Result {
  board.parts.bump!.reset();
  for (const handle of board.handles.entries())
    if (handle.kind === 'bump' && handle.released === undefined) board.handles.end(handle, op);
  return nothing;
}

/** A row a piece. */
function follow(board: Board): void {
  const pieces = board.parts.bump?.pieces ?? [];
  if (board.columns.layout.bumpRows !== pieces.length)
    board.adopt(board.columns.with({ bumpRows: pieces.length }));
  const { columns } = board;
  columns.replace(
    'bumpPhys',
    Float64Array.from(pieces, ({ phys }) => phys),
    pieces.length,
  );
  columns.replace(
    'bumpSize',
    Uint32Array.from(pieces, ({ bytes }) => bytes),
    pieces.length,
  );
}
