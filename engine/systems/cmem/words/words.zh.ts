/** CMEM 的回答：加载、缓冲池、堆、所有者、映射，以及驱动如何死掉。 */
import { translation } from '../../../words/area.ts';
import { cmemEn } from './words.en.ts';

export const cmemZh = translation(cmemEn, {
  'cmem.notOnBoard': '{board} 没有 cmemk 模块；有的是 {boards}',
  'cmem.noSuchModule': '此板上只有 cmemk 这一个模块',
  'cmem.loadedAlready': 'cmemk 已经加载；请先 rmmod cmemk',
  'cmem.notLoaded': 'cmemk 没有加载，因此 /dev/cmem 不存在',
  'cmem.inUse': 'cmemk 正在使用：/dev/cmem 还有 {files:int} 个打开的文件（含映射），须先关闭',
  'cmem.unknownParameter': 'cmemk 没有参数“{name}”；可用的有 {known}',
  'cmem.invalidParameter': '{name} 不接受“{value}”',
  'cmem.parameterTooLong': '{name} 有 {length:int} 个字符；内核最多接受 {max:int} 个',
  'cmem.tooManyPools': '{name} 有 {count:int} 个元素；驱动最多接受 {max:int} 个',
  'cmem.badPool': '缓冲池写作十进制的 数量x大小，中间是小写 x；“{pool}”里没有 x，驱动也不再多说',
  'cmem.commaInAddress':
    '逗号把两个参数连成了一个：phys_start 成了整段文本“{start}”，phys_end 根本没有给出。此处应为空格',
  'cmem.noEnds': '指定缓冲池就必须同时给出 phys_start 和 phys_end',
  'cmem.nullEnd':
    '给出了 phys_start{block} 却没有 phys_end{block}；驱动照样去转换不存在的文本，解引用了空指针',
  'cmem.nullEndComma':
    '逗号把两个参数连成了一个：phys_start 成了整段文本“{start}”，phys_end 根本没有给出，驱动解引用了空指针。此处应为空格',
  'cmem.startZero': 'phys_start{block} 不能为 0：允许的最低地址是 0x1000',
  'cmem.overlapsKernel':
    '内存块从 {start:hex} 开始，而 {end:hex} 以下归 Linux：调小 mem= 或把起点抬高',
  'cmem.blockEmpty': '内存块 {start:hex}–{end:hex} 为空或首尾颠倒',
  'cmem.blockBackwards': '内存块的终点 {end:hex} 在起点 {start:hex} 之前',
  'cmem.regionBusy':
    '{start:hex}–{end:hex} 的一部分已被占用：Linux 自己的内存、另一个内存块或别的驱动',
  'cmem.noVmalloc': '内核没有空间映射 {size:bytes} 的内存块：vmalloc 空间不足',
  'cmem.tooFar': '内存块的终点超过 2^53，这里的地址不再精确',
  'cmem.tooManyBuffers': '一个池 {count:int} 个缓冲区，超过 Carveout 的上限（{max:int}）',
  'cmem.poolTooBig':
    '池 {pool:int} 放不下：{count:int} 个 {size:bytes} 的缓冲区只放下 {fits:int} 个，还剩 {left:bytes}',

  'cmem.hang':
    '内核在此死循环并一直持有 cmem_mutex，之后的每个调用都会卡住：{reason:say}。该驱动实例已停止；insmod 可重新开始',
  'cmem.oops': '内核在此 oops：{reason:say}。该驱动实例已停止；insmod 可重新开始',
  'cmem.wild':
    '从这里起内核操作的是一无所知的内存：{reason:say}。该驱动实例已停止；insmod 可重新开始',
  'cmem.stopped': '驱动在 {how} 之后不再应答；rmmod 或 insmod 可重新开始',
  'cmem.heapLoop': '空闲块链表又指回 {at:hex}，遍历永远不会结束',
  'cmem.heapOops': '空闲块链表指向 {pointer:hex}，那里没有映射：某个块头被改写了',
  'cmem.heapWild': '空闲块链表指到了内存块之外的 {pointer:hex}：某个块头被改写了',
  'cmem.poolToHeap':
    '{phys:hex} 处的缓冲区来自池，却用 CMEM_HEAP 释放；该版本驱动会把一个从未赋值的地址交给堆',
  'cmem.nullList': '块 {block:int} 的池 {pool:int} 只在 pools= 中出现，从未建立，其链表头为 NULL',

  'cmem.invalidBlock': '没有块 {block:int}：块号须小于 {blocks:int}',
  'cmem.noSuchBlock': '没有块 {block:int}：只建立了 {blocks:int} 个块',
  'cmem.blockOutOfBounds':
    '块号 {block:int} 会让驱动读到表外；读到什么无从得知，因此没有执行任何操作',
  'cmem.noHeap': '块 {block:int} 没有堆：全部被池占用，或从未建立',
  'cmem.procOddity':
    '“Pool {number}”是驱动自身的错误：最后一个缓冲区被占用时，它打印的是 npools[2] 减一，而该元素位于数组之外，数值取决于内存中恰好存放的内容',
  'cmem.noCma': '此板没有给 CMEM 分配 CMA 内存',
  'cmem.heapFull':
    '块 {block:int} 中没有空闲块能在 {align:int} 的整数倍处容纳 {size:bytes}：空闲 {free:bytes}，分成 {chunks:int} 块，最大 {largest:bytes}',
  'cmem.heapCorrupt': '块 {block:int} 的空闲块链表已被改写，剩下的部分放不下 {size:bytes}',
  'cmem.invalidPool': '块 {block:int} 没有池 {pool:int}：共 {pools:int} 个池，从 0 编号',
  'cmem.poolEmpty': '池 {pool:int} 的 {count:int} 个缓冲区已全部被占用',
  'cmem.noPoolFits':
    '块 {block:int} 的 {pools:int} 个池中，没有一个有 {size:bytes} 或更大的空闲缓冲区',
  'cmem.poolSizeUnset':
    '该版本驱动没有记录 {phys:hex} 处池缓冲区的大小；registerAlloc 会映射多少无从得知',
  'cmem.notBusy': '没有正在使用的缓冲区恰好从 {phys:hex} 开始：已经释放，或这是某个缓冲区的中间',
  'cmem.notAUser': '{phys:hex} 处的缓冲区属于 {users}；本进程既没有分配也没有登记它',
  'cmem.unknownIoctl': '驱动不认识这个 ioctl',

  'cmem.notMapped': '进程在 {virt:hex} 及其上方没有 CMEM 能转换的映射',
  'cmem.segfault': '进程在 {virt:hex} 处没有 {length:int} 字节的映射：SIGSEGV',
  'cmem.badMmap':
    '偏移 {phys:hex}、长度 {length:int} 字节的 mmap 在到达驱动之前就被拒绝：长度不能为 0，偏移须为 4096 的整数倍',
  'cmem.noRoomToMap': '进程的地址空间里没有连续的 {length:int} 字节',
  'cmem.mapNotBusy': '没有正在使用的缓冲区恰好从 {phys:hex} 开始，而只有首地址才能映射',
  'cmem.mapNotInside': '{phys:hex} 处的 {length:int} 字节不在某一个正在使用的缓冲区之内',
  'cmem.badMunmap': '从 {virt:hex} 起 {length:int} 字节的 munmap 不是整页范围',
  'cmem.badFd': '进程没有打开的文件 {fd:int}',

  'cmem.libraryNotInit': '进程没有调用 CMEM_init()',
  'cmem.libraryExited': '进程已经调用过 CMEM_exit()',
  'cmem.libraryNoDevice': '该进程的 CMEM_init() 没能打开 /dev/cmem',
  'cmem.versionMismatch': '库按版本 {wanted:hex} 编译，驱动是 {got:hex}',
  'cmem.tooBigToMap': '32 位进程无法映射 4 GiB 的缓冲区；已经归还',
  'cmem.notInVersion': 'CMEM {version} 的库没有 {call}',
  'cmem.noProcess': '没有进程 {process}；现有 {processes}',
  'cmem.processExists': '已经有进程 {process}',
  'cmem.noHandle': '“{name}”来自 {from}：它不是 CMEM 指针',
  'note.extent': '从 {phys:hex} 到 {end:hex}：{size:bytes}',
  'note.freed': '返回 0；来自池 {pool:int}，{size:int} 字节',
  'note.unused':
    '申请 {asked:int} 字节，缓冲区有 {size:int} 字节：{rounding:int} 字节是页取整，{unused:int} 字节无人使用',
});
