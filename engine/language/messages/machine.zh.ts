/** 机器侧文案：板级配置、句柄、shell、msys、CMA 拒绝原因。 */
import { translation } from '../../words/area.ts';
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
  'handle.unknown': '没有名为“{name}”的句柄；{name} = {by}(…) 可以得到一个',
  'handle.released':
    '“{name}”已在第 {op:int} 步归还；若要像 C 代码那样重复释放，请直接写页框号：{pfn:hex}',
  'handle.wrongKind': '“{name}”来自 {from}，应通过 {through} 归还',
  'handle.tooMany': '“{name}”只剩 {held:int} 页，不足 {count:int} 页',

  'limit.blocks': '同时存活的内存块不能超过 {max:int} 个',

  'shell.cannotOpen': '无法打开 {path}',
  'shell.cannotCreate': '无法创建 {path}',
  'shell.notReadable': '{path} 只能写',
  'shell.notWritable': '{path} 只能读',
  'shell.writeRefused': '驱动拒绝了对 {path} 的写入',

  'expect.held': '符合预期',
  'expect.butOk': '预期 {wanted}，实际却成功了',
  'expect.butRefused': '预期 {wanted}，实际得到 {got}',
  'expect.butValue': '预期 {wanted}，实际得到 {got}',
  'expect.textMissing': '预期文本包含“{wanted}”，实际没有',
  'expect.noText': '预期有文本，但这条命令不输出文本',
  'board.noCma': '此板的 Linux {release} 没有 CMA：这里可用的是 CMEM',
});
