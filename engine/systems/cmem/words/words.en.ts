/** What CMEM answers, in words: loading, pools, heap, owners, mappings, and the deaths of the driver. */
export const cmemEn = {
  'cmem.notOnBoard': '{board} has no cmemk module; {boards} have',
  'cmem.noSuchModule': 'the only module on this board is cmemk',
  'cmem.loadedAlready': 'cmemk is loaded already; rmmod cmemk first',
  'cmem.notLoaded': 'cmemk is not loaded, so /dev/cmem does not exist',
  'cmem.inUse':
    'cmemk is in use: {files:plural:open file|open files} of /dev/cmem, mappings included, must be closed first',
  'cmem.unknownParameter': 'cmemk has no parameter "{name}"; it has {known}',
  'cmem.invalidParameter': '{name} does not take "{value}"',
  'cmem.parameterTooLong': '{name} has {length:int} characters; the kernel takes {max:int} at most',
  'cmem.tooManyPools': '{name} has {count:plural:element|elements}; the driver takes {max:int}',
  'cmem.badPool':
    'a pool is written NxSIZE in decimal with a small x; "{pool}" has no x, and the driver says nothing more',
  'cmem.commaInAddress':
    'the comma makes one parameter of two: phys_start is the whole text "{start}", and phys_end was never given. Write a blank there',
  'cmem.noEnds': 'pools need a block: phys_start and phys_end must both be given',
  'cmem.nullEnd':
    'phys_start{block} was given without phys_end{block}; the driver converts the missing text all the same and follows a NULL pointer',
  'cmem.nullEndComma':
    'the comma makes one parameter of two: phys_start is the whole text "{start}", phys_end was never given, and the driver follows its NULL pointer. Write a blank there',
  'cmem.startZero': 'phys_start{block} may not be 0: the lowest address allowed is 0x1000',
  'cmem.overlapsKernel':
    'the block begins at {start:hex}, but Linux has the memory up to {end:hex}: lower mem= or begin higher',
  'cmem.blockEmpty': 'the block from {start:hex} to {end:hex} is empty or runs backwards',
  'cmem.blockBackwards': 'the block ends at {end:hex}, before it begins at {start:hex}',
  'cmem.regionBusy':
    'somebody has a part of {start:hex}–{end:hex} already: Linux’s own memory, another block or another driver',
  'cmem.noVmalloc': 'the kernel has no room to map a block of {size:bytes}: vmalloc space is short',
  'cmem.tooFar': 'the block ends beyond 2^53, where addresses are not exact here',
  'cmem.tooManyBuffers':
    'a pool of {count:plural:buffer|buffers} is more than Carveout holds ({max:int})',
  'cmem.poolTooBig':
    'pool {pool:int} does not fit: {fits:int} of its {count:plural:buffer|buffers} of {size:bytes} found room, {left:bytes} are left',

  'cmem.hang':
    'here the kernel loops for ever and holds cmem_mutex, so every later call would hang too: {reason:say}. This instance of the driver is stopped; insmod begins anew',
  'cmem.oops':
    'here the kernel oopses: {reason:say}. This instance of the driver is stopped; insmod begins anew',
  'cmem.wild':
    'from here on the kernel works on memory of which nothing is known: {reason:say}. This instance of the driver is stopped; insmod begins anew',
  'cmem.stopped':
    'the driver does not answer any more since its {how}; rmmod or insmod begins anew',
  'cmem.heapLoop':
    'the list of free chunks leads back to {at:hex}, and the walk along it never ends',
  'cmem.heapOops':
    'the list of free chunks leads to {pointer:hex}, where nothing is mapped: a header was overwritten',
  'cmem.heapWild':
    'the list of free chunks leads out of the block, to {pointer:hex}: a header was overwritten',
  'cmem.poolToHeap':
    'the buffer at {phys:hex} came from a pool and was freed with CMEM_HEAP; this driver then hands an address that was never set to the heap',
  'cmem.nullList':
    'pool {pool:int} of block {block:int} was named by pools= but never set up, and its list begins with NULL',

  'cmem.invalidBlock': 'there is no block {block:int}: blocks are numbered below {blocks:int}',
  'cmem.noSuchBlock': 'there is no block {block:int}: {blocks:plural:block was|blocks were} set up',
  'cmem.blockOutOfBounds':
    'block {block:int} makes the driver read outside its tables; what comes back is not known, so nothing was done',
  'cmem.noHeap': 'block {block:int} has no heap: its pools take all of it, or it was never set up',
  'cmem.procOddity':
    '"Pool {number}" is the driver’s own slip: when the last buffer is busy it prints npools[2] less one, an element after its array; the number is whatever lies there in memory',
  'cmem.noCma': 'this board gives CMEM no CMA memory',
  'cmem.heapFull':
    'no free chunk of block {block:int} holds {size:bytes} at a multiple of {align:int}: {free:bytes} are free in {chunks:plural:chunk|chunks}, the largest has {largest:bytes}',
  'cmem.heapCorrupt':
    'the list of free chunks in block {block:int} was overwritten, and what is left of it has no {size:bytes}',
  'cmem.invalidPool':
    'block {block:int} has no pool {pool:int}: it has {pools:plural:pool|pools}, numbered from 0',
  'cmem.poolEmpty': 'all {count:plural:buffer|buffers} of pool {pool:int} are taken',
  'cmem.noPoolFits':
    'no pool of block {block:int} has a free buffer of {size:bytes} or more; it has {pools:plural:pool|pools}',
  'cmem.poolSizeUnset':
    'this driver never wrote down the size of the pool buffer at {phys:hex}; what registerAlloc would map is not known',
  'cmem.notBusy':
    'no buffer in use begins at exactly {phys:hex}: it was freed already, or this is the middle of one',
  'cmem.notAUser':
    'the buffer at {phys:hex} belongs to {users}; this process neither allocated nor registered it',
  'cmem.unknownIoctl': 'the driver does not know this ioctl',

  'cmem.notMapped': 'the process has nothing at {virt:hex} or above it that CMEM could translate',
  'cmem.segfault':
    'the process has no mapping for {length:plural:byte|bytes} at {virt:hex}: SIGSEGV',
  'cmem.badMmap':
    'mmap of {length:int} bytes at offset {phys:hex} is refused before the driver sees it: the length must not be 0, the offset must be a multiple of 4096',
  'cmem.noRoomToMap': 'the process has no {length:int} bytes of address space in one piece',
  'cmem.mapNotBusy':
    'no buffer in use begins at exactly {phys:hex}, and only its first address can be mapped',
  'cmem.mapNotInside': '{length:int} bytes at {phys:hex} do not lie inside one buffer in use',
  'cmem.badMunmap': 'munmap of {length:int} bytes at {virt:hex} is no range of whole pages',
  'cmem.badFd': 'the process has no open file {fd:int}',

  'cmem.libraryNotInit': 'the process has not called CMEM_init()',
  'cmem.libraryExited': 'the process has called CMEM_exit() already',
  'cmem.libraryNoDevice': 'the CMEM_init() of this process could not open /dev/cmem',
  'cmem.versionMismatch': 'the library was built for version {wanted:hex}, the driver is {got:hex}',
  'cmem.tooBigToMap': 'a 32-bit process cannot map a buffer of 4 GiB; it was given back',
  'cmem.notInVersion': 'the library of CMEM {version} has no {call}',
  'cmem.noProcess': 'there is no process {process}; there are {processes}',
  'cmem.processExists': 'there is a process {process} already',
  'cmem.noHandle': '"{name}" came from {from}: it is no CMEM pointer',
  'note.extent': 'from {phys:hex} up to {end:hex}: {size:bytes}',
  'note.freed': 'returned 0; it came from pool {pool:int}, {size:plural:byte|bytes}',
  'note.unused':
    '{asked:plural:byte|bytes} were asked for and the buffer has {size:int}: {rounding:int} are page rounding, {unused:int} nobody uses',
} as const;
