/** What msys answers, in words, and a line about each of its calls. */
export const msysEn = {
  'call.msys_request_dmem': 'Request a named DMEM buffer from msys, as a driver does.',
  'call.msys_request_dmem.name': 'Its name; an entry whose name starts with it counts as found.',
  'call.msys_request_dmem.length': 'Bytes wanted.',
  'call.msys_release_dmem':
    'Release a DMEM buffer by name, or by address when the name is not found.',
  'call.msys_release_dmem.name': 'Its name, or the beginning of it.',
  'call.msys_release_dmem.phys': 'Its physical address; 0 = by name only.',
  'call.msys_fix_dmem': 'Put a name on the list of fixed buffers, which are not released.',
  'call.msys_fix_dmem.name': 'The name.',
  'call.msys_unfix_dmem': 'Take a name off the list of fixed buffers.',
  'call.msys_unfix_dmem.name': 'The name, or the beginning of it.',
  'call.msys_find_dmem_by_name': 'Look a buffer up by its exact name.',
  'call.msys_find_dmem_by_name.name': 'The name.',
  'call.msys_find_dmem_by_phys': 'Look up the buffer that holds a physical address.',
  'call.msys_find_dmem_by_phys.phys': 'The physical address.',
  'msys.none': 'this board has no msys driver: only SigmaStar boards do',
  'msys.nameOverrun':
    'the driver scans the name into a buffer of 15 bytes, with room for {max:int} and the NUL; these {length:int} would overwrite its stack, and what the kernel does then is undefined. Nothing was written',
  'msys.sizeMissing':
    'without a decimal size after the name the driver uses an uninitialised variable; what it would ask for is undefined. Nothing was written',
  'msys.invalidName': 'a DMEM name has 1 to 15 bytes; this one has {length:int}',
  'msys.allocFailed':
    'dma_alloc_coherent gave no {length:int} bytes in {tries:plural:try|tries}; the call held dmem_mutex for {slept:seconds} of simulated sleep',
  'msys.zeroPages':
    'the length is 0 once it is page aligned, and dma_alloc_coherent returns NULL for 0 pages: {tries:plural:try|tries}, {slept:seconds} of simulated sleep under dmem_mutex',
  'msys.allocFailedBecause':
    'dma_alloc_coherent gave no {length:int} bytes in {tries:plural:try|tries} and {slept:seconds} of simulated sleep under dmem_mutex: {reason:say}',
  'msys.elsewhere':
    'these pages would come from the page allocator, outside every CMA region; Carveout does not model their addresses, so the buffer is not recorded',
  'msys.miuTest':
    'the driver would program the memory controller’s self-test registers for a buffer named MIU_TEST; Carveout has no such hardware. Nothing was written',
  'msys.retriesCut':
    'the driver would retry {wanted:int} times, a second each; after {played:int} nothing had changed, so Carveout stopped here',
  'msys.notFound': 'no DMEM entry has that name or address',
  'note.dmem':
    'DMEM {name}: {length:plural:byte|bytes} ({length:hex}) at phys {phys:hex}, virt {kvirt:hex}',
  'note.dmemKept':
    'DMEM {name} was there already: {length:plural:byte|bytes} ({length:hex}) at phys {phys:hex}, virt {kvirt:hex}',
  'note.dmemRetried':
    'DMEM {name}: {length:plural:byte|bytes} ({length:hex}) at phys {phys:hex}, virt {kvirt:hex}, after {retries:plural:retry|retries}',
} as const;
