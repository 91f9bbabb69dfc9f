/** Carveout's own words beside what the board prints: what a call gave, why it was refused. */
export const noteEn = {
  'note.pages': 'pfn {pfn:hex}, {count:plural:page|pages}, page {page}, phys {phys:hex}',
  'note.pagesVirt':
    'pfn {pfn:hex}, {count:plural:page|pages}, page {page}, phys {phys:hex}, virt {virt:hex}',
  'note.named': '{handle} = {what:say}',
  'note.buddy':
    '{count:plural:page|pages} (order {order:int}) from the page allocator, outside every CMA region',
  'note.dmem':
    'DMEM {name}: {length:plural:byte|bytes} ({length:hex}) at phys {phys:hex}, virt {kvirt:hex}',
  'note.dmemKept':
    'DMEM {name} was there already: {length:plural:byte|bytes} ({length:hex}) at phys {phys:hex}, virt {kvirt:hex}',
  'note.dmemRetried':
    'DMEM {name}: {length:plural:byte|bytes} ({length:hex}) at phys {phys:hex}, virt {kvirt:hex}, after {retries:plural:retry|retries}',
  'note.mapped': 'virt {virt:hex} → phys {phys:hex}, {bytes:plural:byte|bytes}, not cached',
  'note.mappedCached': 'virt {virt:hex} → phys {phys:hex}, {bytes:plural:byte|bytes}, cached',
  'note.phys': 'phys {phys:hex}',
  'note.physBytes': 'phys {phys:hex}, {bytes:plural:byte|bytes}',
  'note.extent': 'from {phys:hex} up to {end:hex}: {size:bytes}',
  'note.freed': 'returned 0; it came from pool {pool:int}, {size:plural:byte|bytes}',
  'note.unused':
    '{asked:plural:byte|bytes} were asked for and the buffer has {size:int}: {rounding:int} are page rounding, {unused:int} nobody uses',
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
