/** 机器侧文案：板级配置、句柄、shell、msys、CMA 拒绝原因。 */
import { translation } from './area.ts';
import { machineEn } from './machine.en.ts';

export const machineZh = translation(machineEn, {
  'board.unknown': '没有名为“{name}”的板子；可用的有 {boards}',
  'board.unknownOption': '板子没有“{option}”这个选项；可用的有 {options}',
  'board.badOption': '{board} 不支持 {option}={value}；可接受 {accepts}',
  'board.kernelNotHere': 'kernel={value} 不能用于 {board}；可接受 {accepts}（arm64 板从 6.14 起）',
  'board.cmaRefused': '内核无法预留 cma={cma}：{reason:say}',
  'board.tooManyPages': '各区域合计 {pages:int} 页，超出地图上限（{max:int} 页）',
  'board.cmaIgnored': '内核读 cma={cma} 时到“{ignored}”为止，其余部分不作提示地忽略',
  'board.cmaReadsAsZero': '内核把 cma={cma} 读作 0 字节，于是不作提示地不预留任何内存',
  'board.regionExists': '已经有名为“{name}”的区域',

  'handle.limit': '句柄已满：已绑定 {max:int} 个',
  'handle.unknown': '没有名为“{name}”的句柄；{name} = cma_alloc(…) 可以得到一个',
  'handle.released':
    '“{name}”已在第 {op:int} 步归还；若要像 C 代码那样重复释放，请直接写页框号：{pfn:hex}',
  'handle.wrongKind': '“{name}”来自 {from}，应通过 {through} 归还',
  'handle.tooMany': '“{name}”只剩 {held:int} 页，不足 {count:int} 页',

  'limit.blocks': '同时存活的内存块不能超过 {max:int} 个',

  'cma.noRegion': '此板没有预留 CMA 区域，cma_alloc 返回 NULL',
  'cma.unknownRegion': '没有名为“{name}”的 CMA 区域；可用的有 {regions}',
  'cma.zeroCount': 'count 为 0 时 cma_alloc 返回 NULL：打印调试行后不再查找',
  'cma.largerThanRegion':
    '请求 {count:int} 页，超过整个区域的 {pages:int} 页：不经查找直接返回 NULL',
  'cma.noRun':
    '没有一段 {count:int} 页的连续空闲页起始于 {step:int} 的整数倍：空闲 {free:int} 页，最长连续 {longest:int} 页',
  'cma.allBusy':
    '位图中有 {tried:int} 个 {count:int} 页的空闲窗口，但每个窗口里都有无法迁移的页；最后一个始于 pfn {pfn:hex}',
  'cma.fatal': '在 pfn {pfn:hex} 的尝试以 {errno} 结束，内核不会重试',
  'cma.overAvailable': '请求 {count:int} 页，超过区域记账的可用 {available:int} 页',
  'cma.debugfsNoPages': 'cma_alloc 找不到 {count:int} 页',
  'cma.debugfsCut': '该文件用 int 保存这个数，{asked} 变成 {count:int}：cma_alloc 找不到这么多页',
  'cma.countWraps':
    '按 order_per_bit={order:int} 向上取整后，这个页数在 C 中回绕为 0；alloc_contig_range 此后的行为未定义，因此 Carveout 不执行',
  'cma.beyondWord': '{bits:int} 位的 size_t 放不下 {value:int}；C 会截断它，因此 Carveout 不执行',
  'cma.alignUndefined':
    '内核计算 1UL << {align:int}，在 C 中是未定义行为；此处最多可用 {most:int} 阶',
  'cma.badName': '“{name}”不能作区域名：debugfs 目录名不能为空，也不能含斜杠或控制字符',
  'cma.outside': 'pfn {pfn:hex} 不在任何 CMA 区域内',
  'cma.rangeOutside': '页框 {pfn:hex}–{last:hex} 不全在同一个 CMA 区间内',
  'cma.needCount': '直接写页框号时需要给出页数',
  'cma.notBefore': 'cma_declare_contiguous_multi 从 Linux 6.15 起才有；此板运行 {release}',

  'dma.noPages': 'dma_alloc_coherent 返回 NULL：{reason:say}',
  'dma.noAtomicPool':
    '此板启动时没有原子池，GFP_ATOMIC 得到 NULL；在 board 行加 coherent_pool=256K 即可像 ARM 内核那样在启动时取得',
  'dma.atomicFull':
    '原子池里没有按自身大小（取 2 的幂）对齐的 {count:int} 页：{pages:int} 页中已用 {used:int} 页',
  'dma.atomicNotTaken': '从 {pfn:hex} 起的页并未从原子池取出；真实内核会在此 BUG',
  'dma.buddyTooLarge': 'CMA 无法满足，而页分配器没有 {order:int} 阶（MAX_PAGE_ORDER 为 10）',

  'msys.none': '此板没有 msys 驱动：只有 SigmaStar 板才有',
  'msys.nameOverrun':
    '驱动把名字扫描到 15 字节的缓冲区，最多 {max:int} 个字节加结尾 NUL；这里的 {length:int} 个字节会冲掉栈，之后的行为未定义。没有写入任何内容',
  'msys.sizeMissing':
    '名字后面缺少十进制长度时，驱动会用到未初始化的变量，请求多大是未定义的。没有写入任何内容',
  'msys.invalidName': 'DMEM 名字为 1 到 15 字节；这个有 {length:int} 字节',
  'msys.allocFailed':
    'dma_alloc_coherent 试了 {tries:int} 次仍拿不到 {length:int} 字节；其间一直持有 dmem_mutex，模拟睡眠 {slept:seconds}',
  'msys.zeroPages':
    '长度页对齐后为 0，而 dma_alloc_coherent 对 0 页返回 NULL：共试 {tries:int} 次，持有 dmem_mutex 期间模拟睡眠 {slept:seconds}',
  'msys.allocFailedBecause':
    'dma_alloc_coherent 试了 {tries:int} 次（持有 dmem_mutex 模拟睡眠 {slept:seconds}）仍拿不到 {length:int} 字节：{reason:say}',
  'msys.elsewhere':
    '这些页会来自页分配器，不在任何 CMA 区域内；Carveout 不模拟其地址，因此没有登记该缓冲区',
  'msys.miuTest':
    '名为 MIU_TEST 的缓冲区会让驱动去写内存控制器自检寄存器；Carveout 没有该硬件。没有写入任何内容',
  'msys.retriesCut':
    '驱动会重试 {wanted:int} 次，每次一秒；{played:int} 次后状态毫无变化，Carveout 在此停止',
  'msys.notFound': '没有符合该名字或地址的 DMEM 条目',

  'shell.cannotOpen': '无法打开 {path}',
  'shell.cannotCreate': '无法创建 {path}',
  'shell.notReadable': '{path} 只能写',
  'shell.notWritable': '{path} 只能读',
  'shell.writeRefused': '驱动拒绝了对 {path} 的写入',

  'pages.nothing': '页数为 0，没有任何改变',
  'pages.allocated': '页 {pfn:hex} 已由 CMA 分配；只有位图为 0 的页才能借给可移动用户',

  'expect.held': '符合预期',
  'expect.butOk': '预期 {wanted}，实际却成功了',
  'expect.butRefused': '预期 {wanted}，实际得到 {got}',
  'expect.butValue': '预期 {wanted}，实际得到 {got}',
  'expect.textMissing': '预期文本包含“{wanted}”，实际没有',
  'expect.noText': '预期有文本，但这条命令不输出文本',
});
