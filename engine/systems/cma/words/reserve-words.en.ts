/** Why a CMA region could not be reserved at boot, or only then. */
export const reserveEn = {
  'reserve.noSlot':
    'a kernel with CONFIG_CMA_AREAS=7 has {max:int} slots for regions, and all are taken',
  'reserve.sizeZero': 'a region of 0 bytes cannot be reserved',
  'reserve.alignment': 'alignment {alignment:hex} is not a power of two',
  'reserve.baseAlignment':
    'a region that must lie at {base:hex} has to begin at a multiple of {granule:bytes}, the granularity of CMA regions on this kernel',
  'reserve.orderPerBit':
    '{pages:plural:page|pages} cannot be counted in bits of 2^{order:int} pages each',
  'reserve.highmem':
    'a region at {base:hex} would lie across {boundary:hex}, where high memory begins; all its pages must come from one zone',
  'reserve.limit':
    '{size:bytes} from {base:hex} on end after {limit:hex}, the limit given or the end of memory',
  'reserve.taken':
    'something is reserved already between {base:hex} and {size:bytes} further on, and a region with @BASE lies there or nowhere',
  'reserve.noRoom':
    'no free stretch of {size:bytes} begins at a multiple of {granule:bytes} between {base:hex} and {limit:hex}',
  'reserve.notMemory':
    'there is no memory in part of the {size:bytes} from {base:hex} on; this kernel would take them and then read struct pages that do not exist',
  'reserve.rounded': 'the region has {got:bytes}, not the {asked:bytes} asked for: {reason:say}',
  'reserve.linesShowAsked': 'the kernel’s own line still shows the size that was asked for',
  'reserve.byLargestOrder':
    'this kernel makes regions of whole blocks of {granule:bytes}, the largest its page allocator has (MAX_ORDER - 1, or a pageblock where that is larger)',
  'reserve.byPageblock': 'this kernel makes regions of whole pageblocks, which are {granule:bytes}',
  'reserve.byAlignment': 'its size is rounded up to the alignment asked for, {granule:bytes}',
  'reserve.late':
    '{call} is code of the boot: it is freed once the kernel runs, and memblock, which would give the memory, has handed all of it to the page allocator. {then:say}. Declare regions directly after the board line',
  'reserve.lateOops':
    'A region of a later time is never activated and has no bitmap: the first cma_alloc from it would oops on {release}',
  'reserve.lateNull':
    'A region of a later time is never activated and has no bitmap: every cma_alloc from it would return NULL on {release}',
  'reserve.tooLarge': '{pages:plural:page|pages} are more than the map holds ({max:int} pages)',
} as const;
