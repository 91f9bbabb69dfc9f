/** The words of what is fetched after the first paint: forms, palette, keys, notices. */
import { grouped } from '../sizes.ts';
import { many } from './counting.ts';
import type { Dictionary } from './strings.ts';

export const panels = {
  'link.closed': { en: 'The session is closed.', zh: '会话已关闭。' },
  'link.failed': {
    en: 'The worker does not start, so nothing can be executed. Reload the page, or try again above.',
    zh: '工作线程无法启动，命令无法执行。请刷新页面，或点上方“重试”。',
  },
  'link.journal-full': {
    en: 'This would exceed the 2,000,000 operations one experiment remembers. Go back in time, or begin a new experiment.',
    zh: '这将超出一个实验可记录的 2,000,000 次操作。请退回到较早的位置，或开始新实验。',
  },

  'action.palette': { en: 'Search and commands', zh: '搜索与命令' },
  'action.prompt': { en: 'Go to the prompt', zh: '转到命令行' },
  'dock.newest': {
    en: (text: string) => `Newest line: ${text}`,
    zh: (text: string) => `最新一行：${text}`,
  },
  'action.dock': { en: 'Open or fold console, log and tables', zh: '展开或收起控制台、日志与表格' },
  'action.scenario': { en: 'Play the SSD202 session again', zh: '重新播放 SSD202 会话' },
  'action.board': { en: 'Boot a board with options', zh: '带参数启动开发板' },
  'action.cancel': { en: 'Stop the run', zh: '停止执行' },
  'action.restart': { en: 'Restart the worker and replay', zh: '重启工作线程并重放' },
  'action.allocate': { en: 'Allocate memory', zh: '分配内存' },
  'action.commands': { en: 'Show the commands', zh: '显示命令' },
  'action.inspector': { en: 'Show the inspector', zh: '显示检查器' },
  'action.log': { en: 'Show the kernel log', zh: '显示内核日志' },
  'action.blocks': { en: 'Show the blocks', zh: '显示块列表' },
  'action.events': { en: 'Show the operations', zh: '显示操作列表' },
  'action.theme': { en: 'Switch light and dark', zh: '切换浅色与深色' },
  'action.language': { en: '切换到中文', zh: 'Switch to English' },
  'action.text': { en: 'Next text size', zh: '切换字号' },
  'head.language': { en: '切换到中文', zh: 'Switch to English' },
  'head.copying': { en: 'copied frames', zh: '复制帧模式' },
  'look.title': { en: 'Theme and text size', zh: '主题与字号' },
  'action.close': { en: 'Close what was opened last', zh: '关闭最近打开的内容' },
  'action.keys': { en: 'Keys', zh: '快捷键' },
  'head.copying.why': {
    en: 'This page is not cross-origin isolated (COOP and COEP headers are missing), so it has no shared memory: everything works, but each change is copied and large boards are slower.',
    zh: '页面未启用跨源隔离（缺少 COOP 与 COEP 响应头），无法使用共享内存：功能不受影响，但每次变化都要复制，大容量板会慢一些。',
  },
  'head.copying.noBuffer': {
    en: 'This page is cross-origin isolated, but the browser offers no SharedArrayBuffer, so there is no shared memory: everything works, but each change is copied and large boards are slower.',
    zh: '页面已启用跨源隔离，但浏览器未提供 SharedArrayBuffer，无法使用共享内存：功能不受影响，但每次变化都要复制，大容量板会慢一些。',
  },
  'notice.dismiss': { en: 'Dismiss', zh: '知道了' },
  'notice.full': {
    en: (most: number) =>
      `The experiment is full: it remembers ${grouped(most)} operations. Nothing was lost; what you typed was not executed.`,
    zh: (most: number) =>
      `实验已满：最多记录 ${grouped(most)} 次操作。已有内容没有丢失，刚才输入的命令未执行。`,
  },
  'notice.anew': { en: 'Begin a new experiment', zh: '开始新实验' },
  'notice.away': {
    en: 'Something that was asked for could not be fetched and was not done.',
    zh: '有一项操作所需的代码未能获取，因此没有执行。',
  },
  'notice.failed': {
    en: (why: string) =>
      `The worker does not stay alive${why === '' ? '' : ` (${why})`}. The journal is kept.`,
    zh: (why: string) =>
      `工作线程无法保持运行${why === '' ? '' : `（${why}）`}。操作日志仍然保留。`,
  },
  'notice.restarting': {
    en: 'The worker is being replaced; the journal is replayed…',
    zh: '正在更换工作线程并重放操作日志…',
  },
  'notice.restarted': {
    en: (replayed: number, lost: number) =>
      `The worker stopped answering and was replaced; ${many(replayed, 'command', 'commands')} replayed, ${lost === 0 ? 'nothing lost' : `${many(lost, 'command', 'commands')} under way lost`}.`,
    zh: (replayed: number, lost: number) =>
      `工作线程失去响应，已更换；重放了 ${grouped(replayed)} 条命令，${lost === 0 ? '没有丢失' : `正在执行的 ${grouped(lost)} 条丢失`}。`,
  },
  'notice.restarted.user': {
    en: (replayed: number, lost: number) =>
      `The worker was restarted; ${many(replayed, 'command', 'commands')} replayed${lost === 0 ? '' : `, ${grouped(lost)} under way lost`}.`,
    zh: (replayed: number, lost: number) =>
      `工作线程已重启；重放了 ${grouped(replayed)} 条命令${lost === 0 ? '' : `，正在执行的 ${grouped(lost)} 条丢失`}。`,
  },
  'notice.storage': {
    en: 'The browser does not store anything for this page: settings and history last until it is closed.',
    zh: '浏览器不允许本页存储数据：设置与历史仅在关闭前有效。',
  },
  'copy.failed': { en: 'The browser did not allow copying', zh: '浏览器不允许复制' },
  'commands.tabs': { en: 'Commands', zh: '命令' },
  'commands.held': { en: 'Held', zh: '已占用' },
  'commands.script': { en: 'Script', zh: '脚本' },
  'commands.forms': { en: 'All commands', zh: '全部命令' },

  'quick.title': { en: 'Allocate', zh: '分配内存' },
  'quick.fold': { en: 'Fold the form', zh: '收起表单' },
  'quick.unfold': { en: 'Unfold the form', zh: '展开表单' },
  'quick.name': { en: 'Name', zh: '名称' },
  'quick.size': { en: 'Size', zh: '大小' },
  'quick.unit': { en: 'Unit', zh: '单位' },
  'quick.way': { en: 'Through', zh: '方式' },
  'quick.way.msys': { en: 'msys DMEM', zh: 'msys DMEM' },
  'quick.way.dma': { en: 'dma_alloc_coherent', zh: 'dma_alloc_coherent' },
  'quick.way.cma': { en: 'cma_alloc', zh: 'cma_alloc' },
  'quick.way.pool': { en: 'CMEM, a pool', zh: 'CMEM 缓冲池' },
  'quick.way.heap': { en: 'CMEM, the heap', zh: 'CMEM 堆' },
  'quick.cached': { en: 'mapped cached', zh: '带缓存映射' },
  'quick.notLoaded': {
    en: 'No CMEM driver is loaded yet.',
    zh: '尚未加载 CMEM 驱动。',
  },
  'quick.align': { en: 'Order', zh: '对齐阶' },
  'quick.go': { en: 'Allocate', zh: '分配' },
  'quick.notyet': { en: 'The line it types appears here.', zh: '这里会显示将要输入的命令。' },
  'quick.problem.name-empty': { en: 'A name is needed.', zh: '需要名称。' },
  'quick.problem.name-msys': {
    en: '1 to 14 characters without blanks: msys keeps no more.',
    zh: '1 到 14 个字符，不含空格：msys 只保留这么多。',
  },
  'quick.problem.name-handle': {
    en: 'A C name: letters, digits, _; at most 31.',
    zh: 'C 标识符：字母、数字、下划线，最多 31 个字符。',
  },
  'quick.problem.size': { en: 'A whole number of bytes.', zh: '须为整数字节。' },
  'quick.problem.size-small': { en: 'At least 1 byte.', zh: '至少 1 字节。' },
  'quick.problem.align': { en: '0 to 19.', zh: '0 到 19。' },

  'held.empty': {
    en: 'Nothing is held. Allocate something above; it appears here and on the map.',
    zh: '没有占用的内存。在上方分配一块，它会出现在这里和图上。',
  },
  'held.unnamed': { en: 'unnamed', zh: '未命名' },
  'held.release': { en: 'Release', zh: '释放' },
  'held.unnamedAt': {
    en: (pfn: string) => `unnamed, ${pfn}`,
    zh: (pfn: string) => `未命名，${pfn}`,
  },
  'held.release.of': {
    en: (name: string) => `Release ${name}`,
    zh: (name: string) => `释放 ${name}`,
  },
  'held.moreBuffers': {
    en: (shown: number) =>
      `The newest ${grouped(shown)} stand here; all are in the table of CMEM buffers.`,
    zh: (shown: number) => `这里只列出最新的 ${grouped(shown)} 个，全部见“CMEM 缓冲区”表。`,
  },
  'held.more': {
    en: (more: number, shown: number) =>
      `The newest ${grouped(shown)} stand here; ${many(more, 'more is', 'more are')} in the`,
    zh: (more: number, shown: number) =>
      `这里列出最新的 ${grouped(shown)} 个；另有 ${grouped(more)} 个见`,
  },
  'held.table': { en: 'table of blocks', zh: '块列表' },

  'forms.find': { en: 'Find a command', zh: '查找命令' },
  'forms.files': { en: 'Files one writes to', zh: '可写文件' },
  'forms.calls': { en: 'Commands and calls', zh: '命令与调用' },
  'forms.none': { en: 'No command matches.', zh: '没有匹配的命令。' },
  'forms.into': { en: 'name for the result', zh: '结果的名称' },
  'forms.words': { en: 'text', zh: '文本' },
  'forms.optional': { en: 'optional', zh: '可选' },
  'forms.required': { en: 'This is needed.', zh: '必填。' },
  'forms.expect': { en: 'expect', zh: 'expect' },
  'forms.expect.why': {
    en: 'Demand an answer: the script fails if another comes.',
    zh: '要求得到某个结果：若不符，脚本判为失败。',
  },
  'forms.board': { en: 'board', zh: '开发板' },
  'forms.more': {
    en: (all: number, changed: number) =>
      changed === 0
        ? `${grouped(all)} more settings, as the board has them`
        : `${grouped(all)} more settings, ${grouped(changed)} of them changed`,
    zh: (all: number, changed: number) =>
      changed === 0
        ? `另有 ${grouped(all)} 项设置，均为该板默认`
        : `另有 ${grouped(all)} 项设置，已改 ${grouped(changed)} 项`,
  },
  'forms.wrong': {
    en: (fields: string) => `Not possible yet: ${fields}`,
    zh: (fields: string) => `请先更正：${fields}`,
  },
  'forms.boot': { en: 'Boot', zh: '启动' },
  'forms.run': { en: 'Run', zh: '执行' },
  'forms.types': { en: 'What it types in the console', zh: '将在控制台输入的命令' },
  'unit.pages': { en: 'pages', zh: '页' },
  'unit.bytes': { en: 'bytes, K, M, G', zh: '字节，可用 K、M、G' },
  'unit.order': { en: 'order', zh: '阶' },
  'unit.pfn': { en: 'page frame', zh: '页框号' },
  'unit.phys': { en: 'physical address', zh: '物理地址' },
  'unit.percent': { en: '%', zh: '%' },
  'unit.count': { en: 'number', zh: '数' },

  'file.name': { en: 'Name', zh: '名称' },
  'file.bytes': { en: 'Size in bytes, decimal', zh: '大小（字节，十进制）' },
  'file.count': { en: 'Number', zh: '数值' },
  'file.switch': { en: '0 or 1', zh: '0 或 1' },
  'file.problem.name': {
    en: '1 to 14 characters without blanks.',
    zh: '1 到 14 个字符，不含空格。',
  },
  'file.problem.number': { en: 'A decimal number this file takes.', zh: '该文件接受的十进制数。' },
  'file.dmem_alloc': { en: 'Ask msys for a named buffer.', zh: '向 msys 申请命名缓冲区。' },
  'file.release_dmem': {
    en: 'Give back the newest buffer whose name begins like this.',
    zh: '释放名称以此开头的最新缓冲区。',
  },
  'file.fixed_dmem': {
    en: 'Protect a name from release; 0 and 1 also switch the protection.',
    zh: '保护该名称不被释放；0 和 1 还会关闭、打开保护。',
  },
  'file.unfix_dmem': { en: 'Take the protection back.', zh: '取消保护。' },
  'file.dmem_retry_count': { en: 'Retries before msys gives up.', zh: 'msys 放弃前的重试次数。' },
  'file.dmem_realloc': {
    en: 'Allocate anew when a kept buffer has another length.',
    zh: '保留缓冲区长度不同时是否重新分配。',
  },

  'keys.title': { en: 'Keys', zh: '快捷键' },
  'keys.about': {
    en: 'Single letters work while no field is being typed into.',
    zh: '单字母快捷键在没有输入焦点时有效。',
  },
  'keys.group.session': { en: 'Session', zh: '会话' },
  'keys.group.view': { en: 'View', zh: '视图' },
  'keys.group.map': { en: 'Maps', zh: '内存图' },
  'keys.group.console': { en: 'Console', zh: '控制台' },
  'keys.group.table': { en: 'Table of blocks', zh: '块列表' },
  'keys.group.ribbon': { en: 'Window on the ribbon', zh: '地址窗口' },
  'keys.maps': { en: 'Go to map 1 to 8', zh: '转到图 1 至 8' },
  'mkey.step': { en: 'by a page, by a row', zh: '逐页、逐行移动' },
  'mkey.run': { en: 'to the next or previous run', zh: '到下一段、上一段' },
  'mkey.row': { en: 'to the ends of the row', zh: '到行首、行尾' },
  'mkey.region': { en: 'to the ends of the region', zh: '到区域首、尾' },
  'mkey.screen': { en: 'by a screen of rows', zh: '逐屏移动' },
  'mkey.choose': { en: 'choose what is there', zh: '选中该处' },
  'mkey.release': { en: 'release the chosen block', zh: '释放选中的块' },
  'mkey.escape': { en: 'let go', zh: '取消选择' },
  'tkey.row': { en: 'next and previous block', zh: '上一块、下一块' },
  'tkey.screen': { en: 'by a screen of rows', zh: '逐屏移动' },
  'tkey.ends': { en: 'first and last block', zh: '第一块、最后一块' },
  'tkey.choose': { en: 'choose the block', zh: '选中该块' },
  'rkey.step': { en: 'move the window or its edge', zh: '移动窗口或其边缘' },
  'rkey.big': { en: 'sixteen steps at once', zh: '一次十六步' },
  'rkey.ends': { en: 'to the ends of the memory', zh: '到内存首、尾' },
  'look.theme': { en: 'Theme', zh: '主题' },
  'look.theme.system': { en: 'As the system', zh: '跟随系统' },
  'look.theme.light': { en: 'Light', zh: '浅色' },
  'look.theme.dark': { en: 'Dark', zh: '深色' },
  'look.text': { en: 'Text', zh: '字号' },
  'look.text.s': { en: 'Small', zh: '小' },
  'look.text.m': { en: 'Medium', zh: '中' },
  'look.text.l': { en: 'Large', zh: '大' },
  'board.scenarios': { en: 'Play a scenario', zh: '播放场景' },
  'board.find': { en: 'Find a scenario', zh: '查找场景' },
  'board.system.msys': { en: 'msys DMEM', zh: 'msys DMEM' },
  'board.system.cma': { en: 'CMA', zh: 'CMA' },
  'board.system.cmem': { en: 'TI CMEM', zh: 'TI CMEM' },
  'board.system.dma-pool': { en: 'DMA pools', zh: 'DMA 池' },
  'board.none': { en: 'No scenario says that.', zh: '没有匹配的场景。' },
  'board.scenario.lost': {
    en: (id: string) => `The scenario ${id} could not be fetched. Try again.`,
    zh: (id: string) => `无法取得场景 ${id}，请重试。`,
  },
  'board.boot': { en: 'Boot a board', zh: '启动开发板' },
  'board.facts': {
    en: (release: string, cma: string) => `Linux ${release}, cma=${cma}, nothing taken yet`,
    zh: (release: string, cma: string) => `Linux ${release}，cma=${cma}，尚未分配任何内存`,
  },
  'board.facts.cmem': {
    en: (release: string, mem: string, version: string) =>
      `Linux ${release} without CMA, ${mem} for Linux, CMEM ${version}`,
    zh: (release: string, mem: string, version: string) =>
      `Linux ${release}，无 CMA，Linux 占 ${mem}，CMEM ${version}`,
  },
  'board.options': { en: 'Boot with options…', zh: '带参数启动…' },
  'board.options.why': {
    en: 'Kernel version, cma=, mem=, alignment, debug switches',
    zh: '内核版本、cma=、mem=、对齐、调试开关',
  },
} as const satisfies Dictionary;
