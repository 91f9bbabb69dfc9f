/** DMA 池的回答：create 的规则，释放时不声不响做了什么，内核如何死掉。 */
import { translation } from '../../../words/area.ts';
import { dmaPoolEn } from './words.en.ts';
import { docs } from '../../../words/docs.ts';

const POOL = { pool: '池：dma_pool_create 得到的句柄，或 NULL。' };
const TAKE = { ...POOL, gfp: 'GFP_KERNEL 可以睡眠，GFP_ATOMIC 不可以。' };

export const dmaPoolZh = translation(dmaPoolEn, {
  ...docs('dma_pool_create', '为设备建立一个小块一致性内存池。', {
    name: 'pools 文件中的名字；保留 31 个字符。',
    size: '每块的字节数；向上取整到对齐值，并不小于内核链接所需的最小值。',
    align: '2 的幂，或 0。',
    boundary: '块不可跨越的边界，2 的幂，或 0。Linux 2.6.23 及以前，这是池中一页的大小。',
    dev: '设备名，或 NULL；省略则为 carveout.0。',
  }),
  ...docs('dma_pool_alloc', '从池中取一块。', TAKE),
  ...docs('dma_pool_zalloc', '从池中取一块并清零。', TAKE),
  ...docs('dma_pool_free', '把一块还给它的池。', {
    ...POOL,
    vaddr: '块：句柄，或其指针所代表的物理地址。',
    dma: '设备看到的地址；省略则为该块自己的。',
    offset: '加到指针上的字节数：块内部的地址。',
  }),
  ...docs('dma_pool_destroy', '归还池的所有页。', POOL),

  'dmaPool.create.device': '从 Linux 6.4 起，没有设备时 dma_pool_create 返回 NULL',
  'dmaPool.create.align': 'dma_pool_create 返回 NULL：对齐值 {align:int} 不是 2 的幂',
  'dmaPool.create.size': 'dma_pool_create 返回 NULL：0 字节的块不成其为块',
  'dmaPool.create.sizeBeyondInt': 'dma_pool_create 返回 NULL：{size:int} 字节超过 INT_MAX',
  'dmaPool.create.boundarySmall':
    'dma_pool_create 返回 NULL：边界 {boundary:int} 小于一块；一块是 {size:int} 字节，至少取到 {least:int} 并取整到对齐值的倍数',
  'dmaPool.create.boundaryPower': 'dma_pool_create 返回 NULL：边界 {boundary:int} 不是 2 的幂',
  'dmaPool.create.allocationSmall':
    'dma_pool_create 返回 NULL：{boundary:int} 字节的页放不下 {size:int} 字节的块',
  'dmaPool.create.wraps':
    '{size:int} 字节向上取整到 {align:int} 的倍数后超出 size_t；C 会回绕，因此 Carveout 不作答',
  'dmaPool.create.endless':
    '边界 {boundary:int} 在内核的 unsigned int 中成为 0，切分第一页将永不结束；Carveout 不作答',
  'dmaPool.limit.pools': '同时存在的 DMA 池不能超过 {max:int} 个',
  'dmaPool.limit.slots': '此池的一页会有超过 {max:int} 块',
  'dmaPool.limit.blocks': '这里所有池的块加起来不能超过 {max:int} 个',

  'dmaPool.noPool': '这里不能用地址代表池；用 p = dma_pool_create(…) 得到句柄',
  'dmaPool.notAPool': '“{name}”不是池：它来自 {from}',
  'dmaPool.notABlock': '“{name}”不是池中的块：它来自 {from}',
  'dmaPool.gone':
    '池“{name}”已在操作 {op:int} 销毁；内核会使用一个已被 kfree() 收回的 struct dma_pool，后果无人能知',
  'dmaPool.noPages': '页分配器已没有内存',
  'dmaPool.null': 'dma_alloc_coherent 拿不到页，因此池返回 NULL：{reason:say}',
  'dmaPool.blocks':
    '拿不到页（{reason:say}），而此内核让可以睡眠的调用者等待：每 100 毫秒重试一次，直到有人释放一块。用 GFP_ATOMIC 则返回 NULL',

  'dmaPool.hangs': '内核在此死循环，持有池的锁并关着中断：{reason:say}。请重新启动板子',
  'dmaPool.oopses': '内核在此 oops：{reason:say}。请重新启动板子',
  'dmaPool.stopped': 'DMA 池自 {how} 之后不再响应；请重新启动板子',
  'dmaPool.hang.list': '调试版沿着 {page:hex} 处那一页的空闲链表寻找该块，而链表首尾相咬',
  'dmaPool.hang.stack': '调试版沿着池的空闲链表寻找该块，而链表首尾相咬',
  'dmaPool.oops.follow': '某个空闲块的头几个字节被改写，从中读出的指针不知指向何处',
  'dmaPool.oops.write': '链接要写到 {address:hex}，那里没有内存',
  'dmaPool.oops.nullDevice': 'dma_pool_create 解引用设备指针，而它是 NULL',
  'dmaPool.oops.nullPool': '池指针是 NULL，却被解引用',

  'dmaPool.note.rounded': '要求 {asked:int} 字节，每块实占 {size:int} 字节',
  'dmaPool.note.lost':
    '一页放得下 {held:int} 块（每块 {size:int} 字节），却只给出 {blocks:int} 块：Linux 6.3 及以前，正好止于边界或页尾的那一块会被丢掉。每页损失：{lost:int}',
  'dmaPool.note.overrun':
    '边界落在页尾之后，最后一块便无从约束：它越过自己这一页的 {allocation:int} 字节，多出 {overrun:int} 字节，伸进别人的内存。Linux 6.4 已修正',
  'dmaPool.note.total':
    'pools 会显示每页 {whole:int} 块，因为它用页长除以块长；实际是 {blocks:int} 块',
  'dmaPool.note.name': '名字被截到 31 个字符：{name}',
  'dmaPool.note.newPage':
    '没有空闲块：在 {at:hex} 新取一页（{bytes:bytes}），带来 {blocks:int} 块，并排在 {pages:int} 页链表的最前面。页要到池被销毁时才归还',
  'dmaPool.note.newPageLost':
    '没有空闲块：在 {at:hex} 新取一页（{bytes:bytes}），带来 {blocks:int} 块，损失 {lost:int} 块，并排在 {pages:int} 页链表的最前面。页要到池被销毁时才归还',
  'dmaPool.note.noZalloc':
    '此内核没有 dma_pool_zalloc，dma_pool_alloc 也不理会 __GFP_ZERO：旧内容仍在',
  'dmaPool.note.corrupt': '此块空闲期间有人写过。内核报告了这一点，仍照样交出',
  'dmaPool.note.again': '{phys:hex} 处的块正在使用：现在有了两个主人，因为它在空闲链表中出现了两次',
  'dmaPool.note.stray': '{phys:hex} 不是任何块的开头：空闲链表通到这里，交出的内存横跨了别的块',
  'dmaPool.note.runsPast': '它的最后 {overrun:int} 字节落在页外',
  'dmaPool.note.wrongDma': '设备得到 {dma:hex}，CPU 得到 {phys:hex}：两者都取自空闲块，却并不对应',
  'dmaPool.note.badDma': '{name} 没有哪一页包含 {dma:hex}；内核报告后什么也不做',
  'dmaPool.note.badVaddr':
    '指针所指的 {phys:hex} 与设备地址 {dma:hex} 不是同一个字节；内核报告后什么也不做',
  'dmaPool.note.alreadyFree': '该块已经空闲；内核报告后什么也不做',
  'dmaPool.note.mixed': '内核不声不响地按设备地址 {dma:hex} 找页，按指针 {phys:hex} 算块',
  'dmaPool.note.foreign':
    '{phys:hex} 不在 {name} 的任何一页中；它不声不响地进了空闲链表，以后会被交出',
  'dmaPool.note.twice.list':
    '重复释放，无任何提示：块 {slot:int} 在本页链表中出现两次，链表首尾相咬。它会被一再交出，在用块数从此不准',
  'dmaPool.note.twice.stack':
    '重复释放，无任何提示：块 {slot:int} 在池的栈中出现两次，栈首尾相咬。它会被一再交出，在用块数从此不准',
  'dmaPool.note.twice.bitmap':
    '重复释放，无任何提示：块 {slot:int} 的位本已置 1，别无影响；只是在用块数从此不准',
  'dmaPool.note.lostFreed': '{phys:hex} 处的块在切页时已被丢掉；驱动释放它，反而把它放进了链表',
  'dmaPool.note.interior':
    '{phys:hex} 不是任何块的开头；它不声不响地进了空闲链表，下一次交出的块将横跨两块',
  'dmaPool.note.returned': '归还 {pages:int} 页；泄漏 {leaked:int} 页',
  'dmaPool.note.leaked':
    '还有块在用的页永不归还：{leaked:int} 页丢失到下次启动，因为知道它们的池已不在。空闲的 {pages:int} 页已归还',
  'dmaPool.note.keptAll':
    '还有块在用，因此从 Linux 6.4 起一页也不归还：{leaked:int} 页丢失到下次启动（归还 {pages:int} 页）',
  'dmaPool.notMapped':
    '偏移 {offset:int} 处的 {length:int} 字节不在内核映射的内存之内：这样的访问会触发 oops，未做任何改动',
  'dmaPool.note.linkWritten': '该块是空闲的，头几个字节正是通往下一块的链接：从此空闲链表通往别处',
  'dmaPool.note.bodyWritten': '该块是空闲的：只有调试版会在再次交出时发现',

  'note.pool':
    '池 {id:int}“{name}”，设备 {device}：每块 {size:int} 字节，每页（{allocation:int} 字节）{blocks:int} 块，边界 {boundary:int}',
  'note.poolNoDevice':
    '池 {id:int}“{name}”，无设备：每块 {size:int} 字节，每页（{allocation:int} 字节）{blocks:int} 块，边界 {boundary:int}',
  'note.poolBlock': '物理地址 {phys:hex}，dma {dma:hex}，{size:int} 字节',
  'note.poolBlockVirt': '虚拟地址 {virt:hex}，物理地址 {phys:hex}，dma {dma:hex}，{size:int} 字节',
});
