/** 启动时预留 CMA 区域失败的原因。 */
import { translation } from '../../../words/area.ts';
import { reserveEn } from './reserve-words.en.ts';

export const reserveZh = translation(reserveEn, {
  'reserve.noSlot': 'CONFIG_CMA_AREAS=7 的内核只有 {max:int} 个区域槽位，已经用完',
  'reserve.sizeZero': '不能预留 0 字节的区域',
  'reserve.alignment': '对齐值 {alignment:hex} 不是 2 的幂',
  'reserve.baseAlignment':
    '固定在 {base:hex} 的区域必须从 {granule:bytes} 的整数倍处开始，这是该内核 CMA 区域的粒度',
  'reserve.orderPerBit': '{pages:int} 个页框无法按每位 2^{order:int} 页的位图计数',
  'reserve.highmem':
    '位于 {base:hex} 的区域会跨过高端内存起点 {boundary:hex}；区域的所有页框必须属于同一个 zone',
  'reserve.limit': '从 {base:hex} 起的 {size:bytes} 超出 {limit:hex}（给定的上限或内存末端）',
  'reserve.taken':
    '{base:hex} 起的 {size:bytes} 中已有部分被预留；带 @BASE 的区域只能放在该处，否则失败',
  'reserve.noRoom':
    '{base:hex} 与 {limit:hex} 之间没有从 {granule:bytes} 整数倍处开始的 {size:bytes} 连续空闲物理内存',
  'reserve.notMemory':
    '从 {base:hex} 起的 {size:bytes} 中有一部分没有内存；此内核会照样预留，随后读取并不存在的 struct page',
  'reserve.rounded': '区域为 {got:bytes}，而不是请求的 {asked:bytes}：{reason:say}',
  'reserve.linesShowAsked': '内核自己的日志行显示的仍是请求的大小',
  'reserve.byLargestOrder':
    '此内核的区域由完整的 {granule:bytes} 块组成，即页分配器的最大块（MAX_ORDER - 1；pageblock 更大时取 pageblock）',
  'reserve.byPageblock': '此内核的区域由完整的 pageblock 组成，每个 {granule:bytes}',
  'reserve.byAlignment': '大小向上取整到请求的对齐值 {granule:bytes}',
  'reserve.late':
    '{call} 只属于启动阶段：内核运行后其代码即被释放，负责提供内存的 memblock 也已把全部内存交给页分配器。{then:say}。请紧接着 board 行声明区域',
  'reserve.lateOops':
    '此后声明的区域不会被激活，也没有位图：在 {release} 上第一次对它 cma_alloc 就会 oops',
  'reserve.lateNull':
    '此后声明的区域不会被激活，也没有位图：在 {release} 上对它 cma_alloc 一律返回 NULL',
  'reserve.tooLarge': '{pages:int} 个页框超出地图上限（{max:int} 页）',
});
