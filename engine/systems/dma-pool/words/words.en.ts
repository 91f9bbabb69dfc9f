/** What DMA pools answer, in words: create's rules, what a free did without a word, how a kernel dies. */
import { docs } from '../../../words/docs.ts';

const POOL = { pool: 'The pool: the handle that dma_pool_create gave, or NULL.' };
const TAKE = { ...POOL, gfp: 'GFP_KERNEL may sleep, GFP_ATOMIC may not.' };

export const dmaPoolEn = {
  ...docs('dma_pool_create', 'Make a pool of small coherent blocks for a device.', {
    name: 'Name in the file pools; 31 characters are kept.',
    size: 'Bytes of a block; rounded up to the alignment and to the least a kernel links.',
    align: 'A power of two, or 0.',
    boundary:
      'A power of two that no block crosses, or 0. Up to Linux 2.6.23 this is the size of a page of the pool.',
    dev: 'Name of the device, or NULL; carveout.0 if left out.',
  }),
  ...docs('dma_pool_alloc', 'Take a block from a pool.', TAKE),
  ...docs('dma_pool_zalloc', 'Take a block from a pool and fill it with zeros.', TAKE),
  ...docs('dma_pool_free', 'Give a block back to its pool.', {
    ...POOL,
    vaddr: 'The block: a handle, or the physical address its pointer stands for.',
    dma: 'The device’s address of it; the block’s own if left out.',
    offset: 'Bytes to add to the pointer: an address inside a block.',
  }),
  ...docs('dma_pool_destroy', 'Give the pages of a pool back.', POOL),

  'dmaPool.create.device': 'without a device dma_pool_create returns NULL from Linux 6.4 on',
  'dmaPool.create.align': 'dma_pool_create returns NULL: align {align:int} is no power of two',
  'dmaPool.create.size': 'dma_pool_create returns NULL: a block of 0 bytes is none',
  'dmaPool.create.sizeBeyondInt':
    'dma_pool_create returns NULL: {size:int} bytes are more than INT_MAX',
  'dmaPool.create.boundarySmall':
    'dma_pool_create returns NULL: the boundary of {boundary:int} is less than a block, and a block is {size:int} bytes made at least {least:int} and a multiple of the alignment',
  'dmaPool.create.boundaryPower':
    'dma_pool_create returns NULL: the boundary of {boundary:int} is no power of two',
  'dmaPool.create.allocationSmall':
    'dma_pool_create returns NULL: a page of {boundary:int} bytes does not hold a block of {size:int}',
  'dmaPool.create.wraps':
    'rounded up to {align:int}, {size:int} bytes no longer fit into a size_t; C wraps around, so Carveout declines',
  'dmaPool.create.endless':
    'a boundary of {boundary:int} is 0 in the kernel’s unsigned int, and carving the first page would never end; Carveout declines',
  'dmaPool.limit.pools': 'no more than {max:int} DMA pools can be alive at once',
  'dmaPool.limit.slots': 'a page of this pool would hold more than {max:int} blocks',
  'dmaPool.limit.blocks': 'all pools together hold no more than {max:int} blocks here',

  'dmaPool.noPool':
    'an address cannot stand for a pool here; p = dma_pool_create(…) makes a handle',
  'dmaPool.notAPool': '"{name}" is no pool: it came from {from}',
  'dmaPool.notABlock': '"{name}" is no block of a pool: it came from {from}',
  'dmaPool.gone':
    'the pool "{name}" was destroyed at operation {op:int}; the kernel would use a struct dma_pool that kfree() took back, and what that does nobody can say',
  'dmaPool.noPages': 'the page allocator has no memory left',
  'dmaPool.null': 'dma_alloc_coherent gave no page, so the pool returns NULL: {reason:say}',
  'dmaPool.blocks':
    'no page is to be had ({reason:say}), and this kernel lets a caller who may sleep wait: every 100 ms it tries again, until somebody frees a block. With GFP_ATOMIC it returns NULL',

  'dmaPool.hangs':
    'here the kernel loops for ever, with the pool’s lock held and interrupts off: {reason:say}. Boot the board anew',
  'dmaPool.oopses': 'here the kernel oopses: {reason:say}. Boot the board anew',
  'dmaPool.stopped': 'DMA pools do not answer any more since the {how}; boot the board anew',
  'dmaPool.hang.list':
    'the debug build looks for the block along the free list of the page at {page:hex}, and that list bites its own tail',
  'dmaPool.hang.stack':
    'the debug build looks for the block along the pool’s free list, and that list bites its own tail',
  'dmaPool.oops.follow':
    'the first bytes of a free block were written over, and the pointer read from there leads nowhere',
  'dmaPool.oops.write': 'the link would be written to {address:hex}, where there is no memory',
  'dmaPool.oops.nullDevice': 'dma_pool_create follows the device pointer, and it is NULL',
  'dmaPool.oops.nullPool': 'the pool pointer is NULL, and it is followed',

  'dmaPool.note.rounded': '{asked:plural:byte|bytes} were asked for, a block takes {size:int}',
  'dmaPool.note.lost':
    'a page could hold {held:plural:block|blocks} of {size:int} bytes and gives {blocks:int}: a block that would end exactly on the boundary, or on the end of the page, is dropped up to Linux 6.3. Lost in each page: {lost:int}',
  'dmaPool.note.overrun':
    'the boundary lies after the end of the page, so nothing stops the last block: it runs {overrun:plural:byte|bytes} past the {allocation:int} of its page, into somebody else’s memory. Linux 6.4 fixed that',
  'dmaPool.note.total':
    'pools will show {whole:int} blocks a page, for it divides the page by the block; there are {blocks:int}',
  'dmaPool.note.name': 'the name is cut to 31 characters: {name}',
  'dmaPool.note.newPage':
    'No block was free: a new page of {bytes:bytes} at {at:hex} brings {blocks:plural:block|blocks}, and now leads the list of {pages:plural:page|pages}. Pages stay until the pool is destroyed',
  'dmaPool.note.newPageLost':
    'No block was free: a new page of {bytes:bytes} at {at:hex} brings {blocks:plural:block|blocks} and loses {lost:int}, and now leads the list of {pages:plural:page|pages}. Pages stay until the pool is destroyed',
  'dmaPool.note.noZalloc':
    'This kernel has no dma_pool_zalloc, and dma_pool_alloc ignores __GFP_ZERO: the old bytes are still there',
  'dmaPool.note.corrupt':
    'Somebody wrote to this block while it was free. The kernel says so and hands it out all the same',
  'dmaPool.note.again':
    'The block at {phys:hex} is in use already: two owners have it now, for it was on the free list twice',
  'dmaPool.note.stray':
    'No block begins at {phys:hex}: what was handed out lies across others, as the free list led here',
  'dmaPool.note.runsPast': 'The last {overrun:plural:byte|bytes} of it lie after the page',
  'dmaPool.note.wrongDma':
    'The device is told {dma:hex}, the CPU {phys:hex}: both stood in the free block, and they do not belong together',
  'dmaPool.note.badDma': 'No page of {name} holds {dma:hex}; the kernel says so and does nothing',
  'dmaPool.note.badVaddr':
    'The pointer to {phys:hex} and the device’s {dma:hex} are not the same byte; the kernel says so and does nothing',
  'dmaPool.note.alreadyFree': 'The block is free already; the kernel says so and does nothing',
  'dmaPool.note.mixed':
    'The kernel believes the device’s address {dma:hex} for the page and the pointer to {phys:hex} for the block, without a word',
  'dmaPool.note.foreign':
    '{phys:hex} lies in no page of {name}; it went on the free list without a word and will be handed out',
  'dmaPool.note.twice.list':
    'Freed twice, without a word: block {slot:int} is on the list of its page twice, and the list bites its own tail. It will be handed out again and again, and the count of blocks in use is wrong from now on',
  'dmaPool.note.twice.stack':
    'Freed twice, without a word: block {slot:int} is on the pool’s stack twice, and the stack bites its own tail. It will be handed out again and again, and the count of blocks in use is wrong from now on',
  'dmaPool.note.twice.bitmap':
    'Freed twice, without a word: the bit of block {slot:int} was set already, so nothing else happens; only the count of blocks in use is wrong from now on',
  'dmaPool.note.lostFreed':
    'The block at {phys:hex} was dropped when the page was carved; by freeing it a driver puts it on the list all the same',
  'dmaPool.note.interior':
    'No block begins at {phys:hex}; it went on the free list without a word, and the next block handed out lies across two',
  'dmaPool.note.returned': 'returned: {pages:plural:page|pages}; leaked: {leaked:int}',
  'dmaPool.note.leaked':
    'A page with a block in use is never given back: {leaked:plural:page is|pages are} lost until the next boot, for the pool that knew of them is gone. {pages:plural:idle page was|idle pages were} returned',
  'dmaPool.note.keptAll':
    'Blocks are in use, so from Linux 6.4 on no page is given back at all: {leaked:plural:page is|pages are} lost until the next boot ({pages:int} returned)',
  'dmaPool.notMapped':
    'offset {offset:int} leads {length:plural:byte|bytes} outside the memory that the kernel has mapped: the access would be an oops. Nothing was touched',
  'dmaPool.note.linkWritten':
    'The block is free, and its first bytes are the link to the next one: from here on the free list leads elsewhere',
  'dmaPool.note.bodyWritten':
    'The block is free: only a debug build will notice, when it is handed out again',

  'note.pool':
    'pool {id:int} "{name}" of {device}: blocks of {size:int} bytes, {blocks:int} in a page of {allocation:int}, boundary {boundary:int}',
  'note.poolNoDevice':
    'pool {id:int} "{name}" of no device: blocks of {size:int} bytes, {blocks:int} in a page of {allocation:int}, boundary {boundary:int}',
  'note.poolBlock': 'phys {phys:hex}, dma {dma:hex}, {size:plural:byte|bytes}',
  'note.poolBlockVirt': 'virt {virt:hex}, phys {phys:hex}, dma {dma:hex}, {size:plural:byte|bytes}',
} as const;
