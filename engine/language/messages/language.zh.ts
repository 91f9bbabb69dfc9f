/** 解析器说的话:发现了什么,这里可以写什么。 */
import { translation } from '../../words/area.ts';
import { languageEn } from './language.en.ts';

export const languageZh = translation(languageEn, {
  'language.unexpected': '发现“{found}”；此处可以是：{accepted:or}。',
  'language.unexpectedEnd': '这一行没有写完；此处可以是：{accepted:or}。',
  'language.want.statement': '命令（如 cat PATH）或调用（如 cma_alloc(64)）',
  'language.want.call': '调用（如 cma_alloc(64)）',
  'language.want.expectation': 'ok、错误名（如 ENOMEM）、数字或双引号中的文本',
  'language.want.value': '一个值',
  'language.want.number': '一个数字',
  'language.want.path': '路径',
  'language.want.word': '一个单词（含特殊字符时加引号）',
  'language.want.end': '行尾',
  'language.oneStatement': '分号后面还有“{found}”；一行只写一条语句。',
  'language.shellMeta':
    '“{found}”是 shell 的特殊字符，而这里没有管道、变量和命令替换；若要表示字符本身，请放进单引号。',
  'language.halfCharacter': '“{found}”是半个字符（单独的代理项）；只能写完整的字符。',
  'language.descriptor':
    '紧挨在 > 前面的“{found}”会被 shell 当成文件描述符，而不会写入文件；请在中间加一个空格。',
  'language.unclosed': '从 {found} 开始的引号在本行没有闭合。',
  'language.badEscape':
    '“{found}”不是可用的转义；可以用：\\\\ \\" \\n \\t \\r 以及 \\x00 到 \\x7f。',
  'language.expectFirst':
    'expect 后面要先写期望的结果：expect ok {found}(…)，或 expect ENOMEM {found}(…)。',
  'language.expectTwice': 'expect 后面不能再跟 expect。',

  'language.unknownCall': '没有名为“{found}”的命令或调用；输入 help 可列出全部。',
  'language.unknownCallNear': '没有名为“{found}”的命令或调用；是不是 {accepted:or}？',
  'language.isCall': '{call} 是 C 调用，需要括号：{signature}。',
  'language.isShell': '{call} 是 shell 命令，不用括号：{signature}。',
  'language.givesNothing': '{call} 没有可以命名的返回值；请去掉“名字 =”。',
  'language.reserved': '“{found}”是本语言的保留字，不能用来命名结果；请换一个名字。',
  'language.handleTooLong': '名字 {found} 有 {length:int} 个字符；最多 {most:int} 个。',

  'language.argument': '{param}：{problem:say}',
  'language.missing': '{call} 缺少参数 {param}：{signature}。',
  'language.tooMany': '{call} 没有更多参数（发现“{found}”）：{signature}。',
  'language.twice': '{param} 给了两次；只能给一次。',
  'language.unknownParam': '{call} 没有参数“{found}”；可以是：{accepted:or}。',
  'language.unknownParamNear':
    '{call} 没有参数“{found}”；是不是 {suggestion}？可以是：{accepted:or}。',
  'language.unknownWord': '发现“{found}”；可以是：{accepted:or}。',
  'language.unknownWordNear': '发现“{found}”；是不是 {suggestion}？可以是：{accepted:or}。',
  'language.wantsOption': '发现“{found}”；选项写成 名称=值，等号两边没有空格。',
  'language.noValue': '“{found}=”后面没有值。',
  'language.noSwitches': '{call} 没有开关选项（发现“{found}”）。',
  'language.noRedirect': '{call} 在这里不能重定向；只有 echo 写文件。',
  'language.emptyPath': '路径是空的；可以写例如 /proc/meminfo。',
  'language.wrongType': '发现“{found}”；可以是：{want:say}。',
  'language.type.number': '整数，十进制或 0x…，后面可带 K、M 或 G',
  'language.type.text': '双引号中的文本',
  'language.type.bool': '0 或 1',
  'language.type.pointer': '句柄、地址或 NULL',
  'language.type.device': '双引号中的设备名（字母、数字、. _ : @ -），或 NULL',
  'language.type.deviceName': '双引号中的设备名',
  'language.type.process': '进程，如 p1',
  'language.type.target': '句柄、页框号，或页框范围（如 0x26400-0x26403）',
  'language.type.errnoAtPage': '错误名加页框号，如 EINTR@0x26410',
  'language.countTwice': '范围里有 {range:int} 页，旁边的个数却是 {count:int}；请去掉其中一个。',
  'language.noRange': '一次释放一个缓冲区；请给出句柄或首个页框号，不要给范围。',
  'language.rangeBackwards': '范围 {found} 的结尾在开头之前。',

  'language.number.malformed': '“{found}”不是数字；可以是十进制或 0x…，后面可带 K、M 或 G。',
  'language.number.noDigits': '“{found}”的 0x 后面没有数字；例如写 0x26400。',
  'language.number.fraction': '“{found}”不是整数；可以是整数，后面可带 K、M 或 G。',
  'language.number.leadingZero':
    '“{found}”以 0 开头，C 会按八进制读；请写成不带前导 0 的十进制，或用 0x。',
  'language.number.tooLarge': '“{found}”超过 {most:int}(2^53 - 1)，即能精确表示的最大整数。',
  'language.number.negative': '“{found}”是负数，而内核里这是无符号数；可以是 0 或更大。',
  'language.number.least': '“{found}”太小；至少为 {least:int}。',
  'language.number.most': '“{found}”太大；最多为 {most:int}。',

  'language.sourceTooLong': '文本有 {length:int} 个字符，没有读取；最多 {most:int} 个。',
  'language.lineTooLong': '这一行有 {length:int} 个字符，没有读取；最多 {most:int} 个。',
  'language.tooManyErrors': '错误太多；第 {line:int} 行之后没有再读。',
});
