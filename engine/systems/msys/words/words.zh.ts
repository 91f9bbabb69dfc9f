/** msys 的回答，以及每个调用的一行说明。 */
import { translation } from '../../../words/area.ts';
import { msysEn } from './words.en.ts';

export const msysZh = translation(msysEn, {
  'call.msys_request_dmem': '像驱动那样向 msys 申请一个具名 DMEM 缓冲区。',
  'call.msys_request_dmem.name': '名字；已有条目以它开头就算找到。',
  'call.msys_request_dmem.length': '字节数。',
  'call.msys_release_dmem': '按名字释放 DMEM 缓冲区；找不到名字时按地址。',
  'call.msys_release_dmem.name': '名字，或名字的开头部分。',
  'call.msys_release_dmem.phys': '物理地址；0 表示只按名字。',
  'call.msys_fix_dmem': '把名字加入固定列表，列表中的缓冲区不会被释放。',
  'call.msys_fix_dmem.name': '名字。',
  'call.msys_unfix_dmem': '把名字移出固定列表。',
  'call.msys_unfix_dmem.name': '名字，或名字的开头部分。',
  'call.msys_find_dmem_by_name': '按完整的名字查找缓冲区。',
  'call.msys_find_dmem_by_name.name': '名字。',
  'call.msys_find_dmem_by_phys': '查找包含某个物理地址的缓冲区。',
  'call.msys_find_dmem_by_phys.phys': '物理地址。',
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
  'note.dmem':
    'DMEM {name}：{length:int} 字节({length:hex})，物理地址 {phys:hex}，虚拟地址 {kvirt:hex}',
  'note.dmemKept':
    'DMEM {name} 已经存在：{length:int} 字节({length:hex})，物理地址 {phys:hex}，虚拟地址 {kvirt:hex}',
  'note.dmemRetried':
    'DMEM {name}：{length:int} 字节({length:hex})，物理地址 {phys:hex}，虚拟地址 {kvirt:hex}，重试 {retries:int} 次',
});
