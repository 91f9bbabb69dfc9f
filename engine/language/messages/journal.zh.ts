/** 链接、文件或实验为什么不能接受：发现了什么，可以接受什么。 */
import { translation } from '../../words/area.ts';
import { journalEn } from './journal.en.ts';

export const journalZh = translation(journalEn, {
  'link.empty': '这个链接里没有实验；实验写在地址的 # 之后。',
  'link.character':
    '链接的第 {at:int} 个字符是“{found}”，链接中不会出现；可以是：字母、数字、- 和 _。',
  'link.cut': '链接不完整；请从 # 开始一直复制到末尾。',
  'link.damaged': '链接已损坏（校验和不符）；请从 # 开始一直复制到末尾。',
  'link.malformed': '链接的内容不是 Carveout 写出来的；请重新要一个。',
  'link.newer':
    '链接的版本是 {version:int}，由更新的 Carveout 生成；当前最高支持 {newest:int}。请刷新页面。',
  'link.bomb': '链接解压后会超过 {most:bytes}，已停止解压；请改用文件。',
  'link.tooLong': '写成链接有 {length:int} 个字符；最多 {most:int} 个。请改存为文件。',

  'link.takesLong': '写成链接后，打开它所需的时间会让页面停顿过久。请改存为文件。',
  'link.scriptTooLong':
    '链接最多容纳 {most:int} 个字符的脚本，而这个实验有 {length:int} 个。请改存为文件。',

  'file.tooLong': '文件将有 {length:int} 个字符；最多写入 {most:int} 个。',
  'file.newer': '文件的版本是 {version:int}，由更新的 Carveout 保存；当前最高支持 {newest:int}。',
  'file.header': '文件头第 {line:int} 行是“{found}”；此处可以是：{accepted:or}。',
  'file.noEnd': '文件不完整：最后一行不是“{accepted}”。',
  'file.binary': '这不是文本文件（第 {at:int} 个字节为 0）；可以是：场景文件或保存的会话。',

  'journal.what.title': '标题',
  'journal.what.branch': '分支名',
  'journal.nameTooLong': '{what:say}有 {length:int} 个字符；最多 {most:int} 个。',
  'journal.nameCharacter': '{what:say}里有“{found}”；只能是一行纯文本，不含 < 和 >。',
  'journal.branches': '有 {count:int} 个分支；可以是 1 到 {most:int} 个。',
  'journal.branchFrom': '分支“{branch}”没有起点；起点应是排在它前面的某个分支中的位置。',
  'journal.shown': '要显示第 {shown:int} 个分支，但没有这个分支。',
  'journal.position': '位置不对；可以是 0 到 {most:int} 的整数。',
  'journal.viewFields': '视图有 {count:int} 个字段；最多 {most:int} 个。',
  'journal.viewName': '视图的某个字段名不对；可以是字母、数字、- . 和 _，最多 {most:int} 个字符。',
  'journal.viewValue':
    '视图的字段“{field}”内容不对；可以是：数字、true、false，或最多 {most:int} 个字符的文本。',
  'journal.work': '读取这些内容需要超过 {most:int} 步，比 Carveout 写出的任何内容都多；没有打开。',
  'journal.failed': 'Carveout 处理这些内容时自身出错（{why}）；没有改动任何东西。',
  'journal.tooLong': '这个实验的脚本有 {length:int} 个字符；最多 {most:int} 个。',
  'journal.tooManyOps': '这个实验有 {ops:int} 次操作；最多 {most:int} 次。',

  'diff.same': '没有差别：摘要相同。',
  'diff.section': '{section}：{count:int} 处差别',
  'diff.more': '……还有 {count:int} 处',
  'diff.sum': '共 {count:int} 处差别',
});
