/** What the DMA API answers, in words, and a line about each of its calls. */
import { docs } from '../../../words/docs.ts';

const BUFFER = {
  size: 'Bytes.',
  direction: 'Who writes: DMA_TO_DEVICE is the CPU, DMA_FROM_DEVICE the device.',
  offset: 'Bytes to add to the address.',
  dev: 'Name of the device; carveout.0 if left out.',
};

export const dmaEn = {
  'call.dma_alloc_coherent':
    'A coherent DMA buffer. 32-bit ARM takes every one from CMA; arm64 takes single pages, and what CMA refuses, from the page allocator.',
  'call.dma_alloc_coherent.size': 'Bytes wanted; rounded up to pages.',
  'call.dma_alloc_coherent.gfp': 'GFP_ATOMIC takes from the atomic pool instead.',
  'call.dma_free_coherent': 'Give a coherent buffer back.',
  'call.dma_free_coherent.target': 'Its handle, or its first page frame.',
  'call.dma_free_coherent.size': 'Its size in bytes; known from the handle if left out.',
  'dma.noPages': 'dma_alloc_coherent returned NULL: {reason:say}',
  'dma.noAtomicPool':
    'this board was booted without its atomic pool, so GFP_ATOMIC gets NULL; coherent_pool=256K on the board line takes it at boot, as ARM kernels do',
  'dma.atomicFull':
    'no {count:plural:page|pages} in the atomic pool start at a multiple of their own rounded size: {used:int} of {pages:int} pages are taken',
  'dma.atomicNotTaken':
    'pages {pfn:hex} and on are not taken from the atomic pool; the kernel would BUG here',
  'dma.buddyTooLarge':
    'CMA could not serve it and the page allocator has no order {order:int} (MAX_PAGE_ORDER is 10)',
  'note.buddy':
    '{count:plural:page|pages} (order {order:int}) from the page allocator, outside every CMA region',
  ...docs(
    'dma_map_single',
    'Hand a buffer to a device; the CPU must leave it alone until it is taken back.',
    { ptr: 'The buffer: a handle or a physical address.', ...BUFFER },
  ),
  ...docs(
    'dma_map_page',
    'The same for memory named by its page; from 5.x on dma-debug cannot tell the two apart.',
    { ptr: 'The buffer: a handle or a physical address.', ...BUFFER },
  ),
  ...docs('dma_unmap_single', 'Take a buffer back from its device.', {
    addr: 'The device’s address: a handle or a number.',
    ...BUFFER,
  }),
  ...docs('dma_unmap_page', 'Take back what dma_map_page handed over.', {
    addr: 'The device’s address: a handle or a number.',
    ...BUFFER,
  }),
  ...docs('dma_sync_single_for_cpu', 'Let the CPU look at a buffer that stays mapped.', {
    addr: 'The device’s address: a handle or a number.',
    ...BUFFER,
  }),
  ...docs('dma_sync_single_for_device', 'Hand a buffer that stayed mapped to the device again.', {
    addr: 'The device’s address: a handle or a number.',
    ...BUFFER,
  }),
  ...docs('dma_mapping_error', 'Whether a mapping failed; dma-debug wants every driver to ask.', {
    addr: 'The device’s address: a handle or a number.',
    dev: BUFFER.dev,
  }),
  'dma.debugCounted':
    'dma-debug counted {count:plural:error|errors} without printing: only the first is printed, until num_errors or all_errors in /sys/kernel/debug/dma-api say otherwise',
} as const;
