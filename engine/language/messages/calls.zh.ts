/** 每个调用和每个参数各一句话:补全、悬停帮助和表单都用它。 */
import { translation } from '../../words/area.ts';
import { callsEn } from './calls.en.ts';

export const callsZh = translation(callsEn, {
  'call.board': '启动一块板子；之前的状态全部清除。',
  'call.board.name': '哪块板子：ssd202、generic、imx6、dm365 或 dm6446。',
  'call.cat': '显示 /sys、/proc 或 debugfs 中的文件。',
  'call.cat.path': '要读的文件。',
  'call.ls': '列出目录。',
  'call.ls.l': '同时显示权限和链接。',
  'call.ls.path': '目录或文件。',
  'call.echo': '把单词写入文件，单词之间一个空格，末尾加换行。',
  'call.echo.n': '不加换行。',
  'call.echo.e': '解释 \\n、\\x41 之类的转义。',
  'call.echo.E': '不解释转义，即使前面有 -e。',
  'call.echo.path': '要写的文件。',
  'call.dmesg': '显示内核日志。',
  'call.dmesg.c': '显示后清空。',
});
