/** DMA API 的回答，以及每个调用的一行说明。 */
import { translation } from '../../../words/area.ts';
import { docs } from '../../../words/docs.ts';
import { dmaEn } from './words.en.ts';

const BUFFER = {
  size: '字节数。',
  direction: '谁来写：DMA_TO_DEVICE 是 CPU，DMA_FROM_DEVICE 是设备。',
  offset: '加到地址上的字节数。',
  dev: '设备名；省略则为 carveout.0。',
};

export const dmaZh = translation(dmaEn, {
  'call.dma_alloc_coherent':
    '分配一致性 DMA 缓冲区。32 位 ARM 一律从 CMA 分配；arm64 上单页以及 CMA 拒绝的请求由页分配器满足。',
  'call.dma_alloc_coherent.size': '字节数；向上取整到页。',
  'call.dma_alloc_coherent.gfp': 'GFP_ATOMIC 改从原子池分配。',
  'call.dma_free_coherent': '释放一致性缓冲区。',
  'call.dma_free_coherent.target': '句柄，或首个页框号。',
  'call.dma_free_coherent.size': '字节数；不写则由句柄得知。',
  'dma.noPages': 'dma_alloc_coherent 返回 NULL：{reason:say}',
  'dma.noAtomicPool':
    '此板启动时没有原子池，GFP_ATOMIC 得到 NULL；在 board 行加 coherent_pool=256K 即可像 ARM 内核那样在启动时取得',
  'dma.atomicFull':
    '原子池里没有按自身大小（取 2 的幂）对齐的 {count:int} 页：{pages:int} 页中已用 {used:int} 页',
  'dma.atomicNotTaken': '从 {pfn:hex} 起的页并未从原子池取出；真实内核会在此 BUG',
  'dma.buddyTooLarge': 'CMA 无法满足，而页分配器没有 {order:int} 阶（MAX_PAGE_ORDER 为 10）',
  'note.buddy': '来自页分配器的 {count:int} 页（{order:int} 阶），不在任何 CMA 区域内',
  ...docs('dma_map_single', '把缓冲区交给设备；收回之前 CPU 不得触碰。', {
    ptr: '缓冲区：句柄或物理地址。',
    ...BUFFER,
  }),
  ...docs('dma_map_page', '同上，但内存以页来指；从 5.x 起 dma-debug 分不清两者。', {
    ptr: '缓冲区：句柄或物理地址。',
    ...BUFFER,
  }),
  ...docs('dma_unmap_single', '从设备收回缓冲区。', { addr: '设备地址：句柄或数值。', ...BUFFER }),
  ...docs('dma_unmap_page', '收回 dma_map_page 交出的内存。', {
    addr: '设备地址：句柄或数值。',
    ...BUFFER,
  }),
  ...docs('dma_sync_single_for_cpu', '让 CPU 查看仍保持映射的缓冲区。', {
    addr: '设备地址：句柄或数值。',
    ...BUFFER,
  }),
  ...docs('dma_sync_single_for_device', '把仍保持映射的缓冲区再次交给设备。', {
    addr: '设备地址：句柄或数值。',
    ...BUFFER,
  }),
  ...docs('dma_mapping_error', '映射是否失败；dma-debug 要求每个驱动都检查。', {
    addr: '设备地址：句柄或数值。',
    dev: BUFFER.dev,
  }),
  'dma.debugCounted':
    'dma-debug 计入 {count:int} 个错误但没有打印：默认只打印第一个，除非改写 /sys/kernel/debug/dma-api 中的 num_errors 或 all_errors',
});
