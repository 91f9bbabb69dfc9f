/** bump 分配器的回答。 */
import { translation } from '../../../words/area.ts';
import { bumpEn } from './words.en.ts';

export const bumpZh = translation(bumpEn, {
  'call.bump_alloc': '从预留区切下一块。',
  'call.bump_alloc.size': '所需字节数。',
  'call.bump_reset': '归还所有块。',
  'bump.full': '预留区只剩 {free:bytes}，不足 {size:bytes}',
  'note.bump': '{bytes:int} 字节，位于 {phys:hex}',
});
