/** 板子输出之外,Carveout 自己的话:调用得到了什么,为什么被拒绝。 */
import { translation } from '../../words/area.ts';
import { noteEn } from './note.en.ts';

export const noteZh = translation(noteEn, {
  'note.named': '{handle} = {what:say}',
  'note.mapped': '虚拟地址 {virt:hex} → 物理地址 {phys:hex}，{bytes:int} 字节，不带缓存',
  'note.mappedCached': '虚拟地址 {virt:hex} → 物理地址 {phys:hex}，{bytes:int} 字节，带缓存',
  'note.phys': '物理地址 {phys:hex}',
  'note.physBytes': '物理地址 {phys:hex}，{bytes:int} 字节',
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
