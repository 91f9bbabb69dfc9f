/** 板子输出之外,Carveout 自己的话:调用得到了什么,为什么被拒绝。 */
import { translation } from './area.ts';
import { noteEn } from './note.en.ts';

export const noteZh = translation(noteEn, {
  'note.pages': 'pfn {pfn:hex}，{count:int} 页，page {page}，物理地址 {phys:hex}',
  'note.pagesVirt':
    'pfn {pfn:hex}，{count:int} 页，page {page}，物理地址 {phys:hex}，虚拟地址 {virt:hex}',
  'note.named': '{handle} = {what:say}',
  'note.buddy': '来自页分配器的 {count:int} 页（{order:int} 阶），不在任何 CMA 区域内',
  'note.dmem':
    'DMEM {name}：{length:int} 字节({length:hex})，物理地址 {phys:hex}，虚拟地址 {kvirt:hex}',
  'note.dmemKept':
    'DMEM {name} 已经存在：{length:int} 字节({length:hex})，物理地址 {phys:hex}，虚拟地址 {kvirt:hex}',
  'note.dmemRetried':
    'DMEM {name}：{length:int} 字节({length:hex})，物理地址 {phys:hex}，虚拟地址 {kvirt:hex}，重试 {retries:int} 次',
  'note.mapped': '虚拟地址 {virt:hex} → 物理地址 {phys:hex}，{bytes:int} 字节，不带缓存',
  'note.mappedCached': '虚拟地址 {virt:hex} → 物理地址 {phys:hex}，{bytes:int} 字节，带缓存',
  'note.phys': '物理地址 {phys:hex}',
  'note.physBytes': '物理地址 {phys:hex}，{bytes:int} 字节',
  'note.extent': '从 {phys:hex} 到 {end:hex}：{size:bytes}',
  'note.freed': '返回 0；来自池 {pool:int}，{size:int} 字节',
  'note.unused':
    '申请 {asked:int} 字节，缓冲区有 {size:int} 字节：{rounding:int} 字节是页取整，{unused:int} 字节无人使用',
  'note.number': '返回 {value:int}',
  'note.true': '返回 true',
  'note.false': '返回 false：没有任何改变',
  'note.board': '{board} 已启动；CMA 共 {pages:int} 页',
  'note.booted': '{board} 已启动；其内核没有 CMA，可以加载 cmemk',
  'note.workload':
    '{ops:int} 次操作：分配 {allocs:int} 次，释放 {releases:int} 次，拒绝 {refused:int} 次',
  'note.hidden':
    '已写入 {bytes:int} 字节，但内部结果是 -{hiddenErrno} ({hiddenNumber})：{hiddenWhy:say}',
  'note.hiddenDeclined': '已写入 {bytes:int} 字节，但内部结果是：{hiddenWhy:say}',
  'note.refused': '-{refusedErrno} ({refusedNumber})：{refusedWhy:say}',
  'note.slept': '该调用睡眠了 {ms:seconds}（模拟时间）。',
  'note.droppedLog': '另有 {count:int} 行内核日志没有列在这里；较新的可用 dmesg 查看。',
});
