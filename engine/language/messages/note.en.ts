/** Carveout's own words beside what the board prints: what a call gave, why it was refused. */
export const noteEn = {
  'note.named': '{handle} = {what:say}',
  'note.mapped': 'virt {virt:hex} → phys {phys:hex}, {bytes:plural:byte|bytes}, not cached',
  'note.mappedCached': 'virt {virt:hex} → phys {phys:hex}, {bytes:plural:byte|bytes}, cached',
  'note.phys': 'phys {phys:hex}',
  'note.physBytes': 'phys {phys:hex}, {bytes:plural:byte|bytes}',
  'note.number': 'returned {value:int}',
  'note.true': 'returned true',
  'note.false': 'returned false: nothing changed',
  'note.board': '{board} has booted; CMA holds {pages:plural:page|pages}',
  'note.booted': '{board} has booted; its kernel has no CMA, cmemk can be loaded',
  'note.workload':
    '{ops:plural:operation|operations}: {allocs:plural:allocation|allocations}, {releases:plural:release|releases}, {refused:int} refused',
  'note.hidden':
    '{bytes:plural:byte|bytes} written, and inside it -{hiddenErrno} ({hiddenNumber}): {hiddenWhy:say}',
  'note.hiddenDeclined': '{bytes:plural:byte|bytes} written, and inside it: {hiddenWhy:say}',
  'note.refused': '-{refusedErrno} ({refusedNumber}): {refusedWhy:say}',
  'note.slept': 'The call slept {ms:seconds} (simulated).',
  'note.droppedLog':
    '{count:plural:kernel line|kernel lines} more than are listed here; dmesg has the newest of them.',
} as const;
