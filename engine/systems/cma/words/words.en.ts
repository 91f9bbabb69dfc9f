/** What CMA answers, in words, and a line about each of its calls. */
export const cmaEn = {
  'call.cma_alloc': 'Take contiguous pages from a CMA region: lowest address first fit.',
  'call.cma_alloc.count': 'Pages wanted.',
  'call.cma_alloc.align':
    'Alignment as a power of two of pages, counted from address 0, not from the region’s start.',
  'call.cma_alloc.region': 'Name of the CMA region; the default region if left out.',
  'call.cma_alloc.busy': 'Page frames that cannot be moved during this call.',
  'call.cma_alloc.fatal': 'An error that ends the attempt when it covers this page frame.',
  'call.cma_release': 'Give pages back to their CMA region; any part of an allocation may go.',
  'call.cma_release.target': 'A handle, the first page frame, or a range of page frames.',
  'call.cma_release.count': 'Pages to give back; all that the handle still holds if left out.',
  'call.cma_declare_contiguous':
    'Reserve another CMA region while the board boots: directly after its board line.',
  'call.cma_declare_contiguous.base':
    'Physical address to start at, or above which to look; 0 = anywhere.',
  'call.cma_declare_contiguous.size': 'Size; rounded up to the pageblock granularity.',
  'call.cma_declare_contiguous.limit': 'Physical address to stay below; 0 = no limit.',
  'call.cma_declare_contiguous.alignment':
    'Alignment of the region’s base, a power of two; 0 = the least possible.',
  'call.cma_declare_contiguous.order_per_bit':
    'Each bit of the bitmap stands for 2^order_per_bit pages.',
  'call.cma_declare_contiguous.fixed': '1 = exactly at the base, or not at all.',
  'call.cma_declare_contiguous.name': 'Name of the region, as debugfs and sysfs show it.',
  'call.cma_declare_contiguous_multi':
    'Reserve a CMA region that may lie in up to eight ranges (Linux 6.15 and later).',
  'call.cma_declare_contiguous_multi.size': 'Size of all ranges together.',
  'call.cma_declare_contiguous_multi.alignment':
    'Alignment of each range’s base, a power of two; 0 = the least possible.',
  'call.cma_declare_contiguous_multi.order_per_bit':
    'Each bit of the bitmap stands for 2^order_per_bit pages.',
  'call.cma_declare_contiguous_multi.name': 'Name of the region, as debugfs and sysfs show it.',
  'call.pin': 'Pin pages: they cannot be moved, and an allocation over them answers EBUSY.',
  'call.pin.target': 'A handle, a page frame, or a range of page frames.',
  'call.pin.count': 'Pages, from the page frame on.',
  'call.unpin': 'Let pinned pages move again.',
  'call.unpin.target': 'A handle, a page frame, or a range of page frames.',
  'call.unpin.count': 'Pages, from the page frame on.',
  'call.lend': 'Lend free pages to movable users; they move away when an allocation wants them.',
  'call.lend.target': 'A handle, a page frame, or a range of page frames.',
  'call.lend.count': 'Pages, from the page frame on.',
  'call.unlend': 'Take lent pages back.',
  'call.unlend.target': 'A handle, a page frame, or a range of page frames.',
  'call.unlend.count': 'Pages, from the page frame on.',
  'call.workload': 'Run many seeded allocations and releases, the same for the same seed.',
  'call.workload.system': 'What to load: cma.',
  'call.workload.ops': 'Number of operations.',
  'call.workload.seed': 'Seed of the generator: the same seed gives the same operations.',
  'call.workload.mix': 'What is asked for: dma, video, small, pow2 or wild.',
  'call.workload.fill': 'Share of the region around which use hovers, in percent.',
  'call.workload.region': 'Name of the CMA region; the default region if left out.',
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
  'pages.nothing': 'a count of 0 pages changes nothing',
  'pages.allocated':
    'page {pfn:hex} is allocated from CMA; only a page whose bit is 0 can be lent to movable users',
  'note.pages': 'pfn {pfn:hex}, {count:plural:page|pages}, page {page}, phys {phys:hex}',
  'note.pagesVirt':
    'pfn {pfn:hex}, {count:plural:page|pages}, page {page}, phys {phys:hex}, virt {virt:hex}',
} as const;
