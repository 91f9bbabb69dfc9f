/** What the machine says: boards, handles, the shell, msys, CMA's refusals in words. */
export const machineEn = {
  'board.unknown': 'there is no board "{name}"; boards are {boards}',
  'board.unknownOption': 'a board has no option "{option}"; options are {options}',
  'board.badOption': '{option}={value} is not possible on {board}; accepted is {accepts}',
  'board.kernelNotHere':
    'kernel={value} cannot run on {board}; accepted is {accepts} (an arm64 board starts at 6.14)',
  'board.cmaRefused': 'the kernel could not reserve cma={cma}: {reason:say}',
  'board.tooManyPages':
    'regions of {pages:plural:page|pages} together are more than the map holds ({max:int} pages)',
  'board.cmaIgnored':
    'the kernel reads cma={cma} up to "{ignored}" and ignores the rest without a word',
  'board.cmaReadsAsZero':
    'the kernel reads cma={cma} as 0 bytes, and so reserves nothing, without a word',
  'board.regionExists': 'a region named "{name}" exists already',

  'handle.limit': 'there is no room for another handle: {max:int} are bound',
  'handle.unknown': 'there is no handle "{name}"; {name} = cma_alloc(…) makes one',
  'handle.released':
    '"{name}" was given back at operation {op:int}; to release its pages twice as C code could, write the page frame: {pfn:hex}',
  'handle.wrongKind': '"{name}" came from {from}; it goes back through {through}',
  'handle.tooMany': '"{name}" still holds {held:plural:page|pages}, not {count:int}',

  'limit.blocks': 'no more than {max:int} blocks can be alive at once',

  'cma.noRegion': 'this board reserved no CMA region, so cma_alloc returns NULL',
  'cma.unknownRegion': 'there is no CMA region "{name}"; regions are {regions}',
  'cma.zeroCount':
    'cma_alloc returns NULL for a count of 0: it prints its debug line and looks no further',
  'cma.largerThanRegion':
    '{count:plural:page|pages} are more than the {pages:int} of the whole region: NULL without a search',
  'cma.noRun':
    'no free run of {count:plural:page|pages} starts at a multiple of {step:int}: {free:int} pages are free, the longest run is {longest:int}',
  'cma.allBusy':
    '{tried:plural:window|windows} of {count:plural:page|pages} were free in the bitmap, and every one held a page that cannot be moved; the last began at pfn {pfn:hex}',
  'cma.fatal': 'the attempt at pfn {pfn:hex} ended with {errno}, which is not retried',
  'cma.overAvailable':
    '{count:plural:page|pages} are more than the {available:int} the region counts as available',
  'cma.debugfsNoPages': 'cma_alloc found no {count:plural:page|pages}',
  'cma.debugfsCut':
    'the file keeps the number in an int, where {asked} is {count:int}: cma_alloc found no such number of pages',
  'cma.countWraps':
    'with order_per_bit={order:int} this count, rounded up to whole bits, wraps round to 0 in C; what alloc_contig_range makes of that is undefined, so Carveout declines',
  'cma.beyondWord':
    'a size_t of {bits:int} bits cannot hold {value:int}; C would cut it, so Carveout declines',
  'cma.alignUndefined':
    'the kernel computes 1UL << {align:int}, which C leaves undefined; the largest order it can shift by here is {most:int}',
  'cma.badName':
    '"{name}" cannot name a region: its debugfs folder takes any name that is not empty and has no slash and no control character',
  'cma.outside': 'pfn {pfn:hex} lies in no CMA region',
  'cma.rangeOutside': 'pages {pfn:hex}–{last:hex} are not all inside one range of a CMA region',
  'cma.needCount': 'a bare page frame needs a count: how many pages',
  'cma.notBefore':
    'cma_declare_contiguous_multi exists from Linux 6.15 on; this board runs {release}',

  'dma.noPages': 'dma_alloc_coherent returned NULL: {reason:say}',
  'dma.noAtomicPool':
    'this board was booted without its atomic pool, so GFP_ATOMIC gets NULL; coherent_pool=256K on the board line takes it at boot, as ARM kernels do',
  'dma.atomicFull':
    'no {count:plural:page|pages} in the atomic pool start at a multiple of their own rounded size: {used:int} of {pages:int} pages are taken',
  'dma.atomicNotTaken':
    'pages {pfn:hex} and on are not taken from the atomic pool; the kernel would BUG here',
  'dma.buddyTooLarge':
    'CMA could not serve it and the page allocator has no order {order:int} (MAX_PAGE_ORDER is 10)',

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

  'shell.cannotOpen': "can't open '{path}'",
  'shell.cannotCreate': "can't create {path}",
  'shell.notReadable': '{path} can only be written',
  'shell.notWritable': '{path} can only be read',
  'shell.writeRefused': 'the driver refused the write to {path}',

  'pages.nothing': 'a count of 0 pages changes nothing',
  'pages.allocated':
    'page {pfn:hex} is allocated from CMA; only a page whose bit is 0 can be lent to movable users',

  'expect.held': 'as expected',
  'expect.butOk': 'expected {wanted}, but it succeeded',
  'expect.butRefused': 'expected {wanted}, but got {got}',
  'expect.butValue': 'expected {wanted}, but got {got}',
  'expect.textMissing': 'expected the text to contain "{wanted}", but it does not',
  'expect.noText': 'expected text, but this command shows none',
} as const;
