/**
 * What heads of version 1 are packed against: text that experiments are made of, the commonest last.
 * Part of the format: one changed character and no link of version 1 can be read any more.
 */
const TEXT = `
# CMA is lent to movable pages; an allocation has to move them first.
# Aligned to the absolute page frame number, the first fit is further up.
# A hole that is large enough is not used because its start is not aligned.
# title: 
# title.zh: 
# about: 
# about.zh: 
CONFIG_CMA_DEBUG=n CONFIG_MSYS_DMEM_SYSFS_ALL=y MSYS_DEBUG=n order_per_bit=\u0001 coherent_pool=\u0001K kernel=\u0001.\u0001 CONFIG_CMA_ALIGNMENT=\u0001
cma_declare_contiguous(size=\u0001M, alignment=\u0001M, fixed=1, name="\u0004")
cma_declare_contiguous_multi(size=\u0001M, name="\u0004")
op\u0001 = cma_alloc(\u0001, align=\u0001, region="\u0004", busy=[\u0002-\u0002], fatal=EINTR@\u0002)
cma_release(\u0002, \u0001)
pin \u0002 \u0001
unpin \u0002 \u0001
lend \u0002-\u0002
unlend \u0002 \u0001
msys_release_dmem("\u0004", \u0002)
msys_fix_dmem("\u0004")
msys_unfix_dmem("\u0004")
msys_find_dmem_by_name("\u0004")
msys_find_dmem_by_phys(\u0002)
echo \u0001 > /sys/class/mstar/msys/dmem_realloc
echo \u0001 > /sys/class/mstar/msys/dmem_retry_count
cat /sys/kernel/debug/cma/cma-\u0001/bitmap
cat /sys/kernel/debug/cma/reserved/maxchunk
cat /sys/kernel/debug/cma/reserved/used
echo \u0001 > /sys/kernel/debug/cma/cma-\u0001/alloc
echo \u0001 > /sys/kernel/debug/cma/cma-\u0001/free
cat /sys/kernel/mm/cma/reserved/alloc_pages_success
cat /sys/kernel/debug/tracing/trace
ls /sys/class/mstar/msys
modprobe cmemk
rmmod cmemk
board dm6446 mem=\u0001M cmem=\u0001.\u0001
insmod cmemk.ko phys_start=\u0003 phys_end=\u0003 pools=\u0001x\u0001,\u0001x\u0001 phys_start_1=\u0003 phys_end_1=\u0003 pools_1=\u0001x\u0001 useHeapIfPoolUnavailable=\u0001 allowOverlap=\u0001
op\u0001 = CMEM_registerAlloc(\u0003)
op\u0001 = CMEM_allocPool(\u0001, CMEM_CACHED)
op\u0001 = CMEM_allocPhys(\u0001K, CMEM_HEAP)
op\u0001 = CMEM_map(op\u0001, \u0001K)
ioctl(CMEM_IOCALLOCHEAPCACHED, size=\u0001K, align=\u0001K, blockid=\u0001)
ioctl(CMEM_IOCFREEHEAP, address=op\u0001)
CMEM_unmap(op\u0001, \u0001K)
CMEM_unregister(op\u0001)
CMEM_freePhys(op\u0001)
CMEM_getPool(\u0001)
CMEM_getPhys(op\u0001)
CMEM_cacheInv(op\u0001, \u0001K)
CMEM_cacheWbInv(op\u0001, \u0001K)
CMEM_cacheWb(op\u0001, \u0001K)
peek(op\u0001, \u0001)
poke(op\u0001, \u0002)
devmem \u0003 32 \u0002
proc p\u0001
kill p\u0001
fork p\u0001
CMEM_init()
CMEM_exit()
cat /proc/cmem
op\u0001 = CMEM_alloc(\u0001K, CMEM_HEAP, CMEM_CACHED, alignment=\u0001K)
CMEM_free(op\u0001, CMEM_HEAP)
CMEM_free(op\u0001)
expect ok expect EINVAL expect EBUSY expect EFAULT expect ENOMEM expect \u0002 
workload cma ops=\u0001 seed=\u0001 mix=small fill=\u0001
workload cma ops=\u0001 seed=\u0001 mix=video
workload cma ops=\u0001 seed=\u0001 mix=dma
dmesg
cat /proc/meminfo
board generic mem=\u0001M cma=\u0001M
board dm365
board ssd202
op\u0001 = msys_request_dmem("\u0004", \u0002)
cat /sys/class/mstar/msys/dmem
echo \u0004 > /sys/class/mstar/msys/release_dmem
echo \u0004 \u0001 > /sys/class/mstar/msys/dmem_alloc
op\u0001 = dma_alloc_coherent(\u0001, GFP_ATOMIC)
op\u0001 = dma_alloc_coherent(\u0001K)
dma_free_coherent(op\u0001)
op\u0001 = cma_alloc(\u0001)
op\u0001 = cma_alloc(\u0001, align=\u0001)
cma_release(op\u0001)
main`;

export const DICTIONARY_V1 = Uint8Array.from(TEXT, (char) => char.charCodeAt(0));
