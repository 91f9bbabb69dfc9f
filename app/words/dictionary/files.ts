/** The words of links, files and recent sessions. */
import { grouped } from '../sizes.ts';
import { many } from './counting.ts';
import type { Dictionary } from './strings.ts';

export const files = {
  'head.file': { en: 'File', zh: '文件' },
  'head.file.menu': { en: 'File: new, open, save, export', zh: '文件：新建、打开、保存、导出' },
  'head.share': { en: 'Share', zh: '分享' },

  'action.share': { en: 'Share a link', zh: '分享链接' },
  'action.present': { en: 'Presentation mode on or off', zh: '打开或关闭演示模式' },
  'action.recent': { en: 'Recent sessions', zh: '最近的会话' },
  'action.new': {
    en: 'New experiment on this board; the present one is kept',
    zh: '在当前开发板上新建实验；当前实验会保留',
  },
  'action.open': { en: 'Open a file', zh: '打开文件' },
  'action.save': { en: 'Save the session as a file', zh: '将会话保存为文件' },
  'action.png': { en: 'Export the map as PNG', zh: '将内存图导出为 PNG' },
  'action.svg': { en: 'Export the map as SVG', zh: '将内存图导出为 SVG' },
  'action.pngDark': {
    en: 'Export the map as PNG in the page’s dark colours',
    zh: '将内存图导出为 PNG（沿用页面的深色主题）',
  },
  'action.svgDark': {
    en: 'Export the map as SVG in the page’s dark colours',
    zh: '将内存图导出为 SVG（沿用页面的深色主题）',
  },
  'action.state': { en: 'Export the state as JSON', zh: '将状态导出为 JSON' },
  'action.eventsCsv': { en: 'Export the operations as CSV', zh: '将操作列表导出为 CSV' },
  'action.eventsJson': { en: 'Export the operations as JSON', zh: '将操作列表导出为 JSON' },
  'action.transcript': { en: 'Export the transcript as text', zh: '将控制台记录导出为文本' },
  'file.new': { en: 'New experiment', zh: '新建实验' },
  'file.open': { en: 'Open…', zh: '打开…' },
  'file.save': { en: 'Save session', zh: '保存会话' },
  'file.recent': { en: 'Recent sessions…', zh: '最近的会话…' },
  'file.share': { en: 'Share a link…', zh: '分享链接…' },
  'file.present': { en: 'Presentation mode', zh: '演示模式' },
  'file.export': { en: 'Export', zh: '导出' },
  'file.png': { en: 'Map as PNG', zh: '内存图（PNG）' },
  'file.svg': { en: 'Map as SVG', zh: '内存图（SVG）' },
  'file.pngDark': { en: 'Map as PNG, dark as the page', zh: '内存图（PNG，页面深色）' },
  'file.svgDark': { en: 'Map as SVG, dark as the page', zh: '内存图（SVG，页面深色）' },
  'file.state': { en: 'State as JSON', zh: '状态（JSON）' },
  'file.eventsCsv': { en: 'Operations as CSV', zh: '操作列表（CSV）' },
  'file.eventsJson': { en: 'Operations as JSON', zh: '操作列表（JSON）' },
  'file.transcript': { en: 'Transcript as text', zh: '控制台记录（文本）' },

  'picture.at': {
    en: (at: number, length: number) => `step ${grouped(at)} of ${grouped(length)}`,
    zh: (at: number, length: number) => `第 ${grouped(at)} 步，共 ${grouped(length)} 步`,
  },
  'picture.link': {
    en: 'Made with Carveout. This address opens the same state:',
    zh: '由 Carveout 生成。打开此链接可得到相同的状态：',
  },
  'picture.noLink': {
    en: (file: string) =>
      `Made with Carveout. The link to this state is too long to print; the session saved as ${file} opens it.`,
    zh: (file: string) =>
      `由 Carveout 生成。链接过长，无法印出；打开会话文件 ${file} 可得到相同的状态。`,
  },

  'share.title': { en: 'Share this experiment', zh: '分享这个实验' },
  'share.name': { en: 'Title', zh: '标题' },
  'share.name.none': { en: 'What is to be seen here?', zh: '这里要看的是什么？' },
  'share.link': { en: 'Link', zh: '链接' },
  'share.length': {
    en: (chars: number, safe: number) =>
      chars <= safe
        ? `${grouped(chars)} characters: passes everywhere.`
        : `${grouped(chars)} characters: browsers take it; some mail and chat programs cut links beyond ${grouped(safe)}.`,
    zh: (chars: number, safe: number) =>
      chars <= safe
        ? `${grouped(chars)} 个字符：任何程序都能传递。`
        : `${grouped(chars)} 个字符：浏览器没有问题；部分邮件和聊天程序会截断超过 ${grouped(safe)} 个字符的链接。`,
  },
  'share.about': {
    en: 'The experiment is in the link itself: nothing is uploaded, and whoever opens it gets the same state.',
    zh: '实验就写在链接里：不上传任何内容，打开链接的人得到完全相同的状态。',
  },
  'share.presenting': { en: 'Open in presentation mode', zh: '以演示模式打开' },
  'share.embed': { en: 'For a page of your own', zh: '嵌入自己的网页' },
  'share.copy': { en: 'Copy the link', zh: '复制链接' },
  'share.copyEmbed': { en: 'Copy the lines for a page', zh: '复制嵌入代码' },
  'share.send': { en: 'Send…', zh: '发送…' },
  'share.tooLong': {
    en: 'This experiment is too long for a link. Save it as a file and send that; whoever drops it on the page gets the same state.',
    zh: '这个实验太长，写不进链接。请保存为文件后发送；把文件拖到页面上即可得到完全相同的状态。',
  },
  'share.running': {
    en: 'A run is under way; the link will be here when it is done.',
    zh: '正在执行；完成后这里会出现链接。',
  },
  'share.making': { en: 'Making the link…', zh: '正在生成链接…' },

  'recent.title': { en: 'Recent sessions', zh: '最近的会话' },
  'recent.about': {
    en: 'Kept in this browser only; the oldest go first, and what only came from a link before your own.',
    zh: '仅保存在本浏览器中；空间不够时先删除最旧的，且仅从链接打开、未改动过的先于你自己的会话。',
  },
  'recent.none': {
    en: 'None yet: what you do is kept here.',
    zh: '还没有：你做的实验会保存在这里。',
  },
  'recent.unnamed': { en: 'Untitled', zh: '未命名' },
  'recent.ops': {
    en: (ops: number) => many(ops, 'operation', 'operations'),
    zh: (ops: number) => `${grouped(ops)} 次操作`,
  },
  'recent.here': { en: 'this one', zh: '当前会话' },
  'recent.elsewhere': { en: 'open in another tab', zh: '在另一个标签页中打开' },
  'recent.open': { en: 'Open', zh: '打开' },
  'recent.rename': {
    en: (title: string) => `Rename ${title}`,
    zh: (title: string) => `重命名 ${title}`,
  },
  'recent.newName': { en: 'New name', zh: '新名称' },
  'recent.delete': {
    en: (title: string) => `Delete ${title}`,
    zh: (title: string) => `删除 ${title}`,
  },
  'recent.deleteAll': { en: 'Delete all', zh: '全部删除' },
  'recent.deleteAll.sure': { en: 'Delete all for good?', zh: '确定全部删除？' },
  'recent.deleteAll.yes': { en: 'Delete', zh: '删除' },
  'recent.deleteAll.no': { en: 'Keep', zh: '保留' },

  'drop.here': { en: 'Drop to open', zh: '松开即可打开' },
  'drop.what': {
    en: 'A saved session or a scenario. The present session is kept among the recent ones.',
    zh: '保存的会话或场景文件。当前会话会保留在“最近的会话”中。',
  },

  'stage.open': { en: 'Open in Carveout', zh: '在 Carveout 中打开' },
  'stage.telling': { en: 'What is happening', zh: '解说' },
  'stage.present': { en: 'The present line and its answer', zh: '当前命令与应答' },
  'stage.leave': { en: 'Leave presentation mode', zh: '退出演示模式' },

  'news.offer': {
    en: (what: string) => `Your last session is kept: ${what}.`,
    zh: (what: string) => `上次的会话仍保留着：${what}。`,
  },
  'news.offer.open': { en: 'Go on with it', zh: '继续' },
  'news.link': {
    en: (why: string) => `The link was not opened. ${why}`,
    zh: (why: string) => `链接没有打开。${why}`,
  },
  'news.file': {
    en: (name: string, why: string) => `${name} was not opened. ${why}`,
    zh: (name: string, why: string) => `${name} 没有打开。${why}`,
  },
  'news.file.tooLarge': {
    en: (size: string, most: string) => `It has ${size}; a session has at most ${most}.`,
    zh: (size: string, most: string) => `文件大小为 ${size}；会话最多 ${most}。`,
  },
  'news.file.binary': {
    en: 'It is no text; accepted: a scenario or a saved session.',
    zh: '它不是文本文件；可以是：场景文件或保存的会话。',
  },
  'news.file.unreadable': { en: 'It could not be read.', zh: '无法读取。' },
  'news.file.line': {
    en: (line: number, column: number, why: string) =>
      `It is no scenario. Line ${line}, column ${column}: ${why}`,
    zh: (line: number, column: number, why: string) =>
      `它不是场景文件。第 ${line} 行第 ${column} 列：${why}`,
  },
  'news.gone': {
    en: 'That session is not there any more.',
    zh: '该会话已不存在。',
  },
  'news.notKept': {
    en: (why: string) => `The session is not kept automatically. ${why}`,
    zh: (why: string) => `会话没有自动保存。${why}`,
  },
  'news.blocked': {
    en: 'The browser keeps nothing for this page: recent sessions last until it is closed. Save a file to keep one.',
    zh: '浏览器不为本页保存数据：最近的会话仅在关闭页面前有效。需要保留请保存为文件。',
  },
  'news.silent': {
    en: 'The browser’s storage does not answer: until it does, what you do is kept in this page alone. Save a file to be sure.',
    zh: '浏览器的存储没有响应：在恢复之前，你的操作只保留在本页中。稳妥起见，请保存为文件。',
  },
  'news.locks': {
    en: 'The browser does not say which sessions other tabs have. Do not open the same session in two tabs.',
    zh: '浏览器没有告知其他标签页正在使用哪些会话。请勿在两个标签页中打开同一个会话。',
  },
  'news.tab': {
    en: 'The browser keeps nothing for this tab: after a reload its session is not opened again, but stands among the recent ones.',
    zh: '浏览器不为本标签页保存数据：刷新后会话不会自动恢复，但可以在“最近的会话”中找到。',
  },
  'news.full': {
    en: 'The browser has no more room for this page: older sessions were let go to keep this one.',
    zh: '浏览器为本页分配的空间已满：已删除较旧的会话以保存当前会话。',
  },
  'news.noRoom': {
    en: 'The browser has no room for this session, even without older ones: it lasts until the page is closed. Save it as a file.',
    zh: '即使删除较旧的会话，浏览器也没有空间保存当前会话：它仅在关闭页面前有效。请保存为文件。',
  },
  'news.nearlyFull': {
    en: (left: number) =>
      `The journal has room for ${many(left, 'more operation', 'more operations')}; what comes after them is refused. What is there is kept.`,
    zh: (left: number) =>
      `操作日志还能记录 ${grouped(left)} 次操作；之后的操作会被拒绝。已有的内容都已保存。`,
  },
  'news.nearlyLong': {
    en: (left: number) =>
      `The script has room for ${many(left, 'more character', 'more characters')}; a longer one cannot be kept or saved.`,
    zh: (left: number) => `脚本还能容纳 ${grouped(left)} 个字符；再长就无法保存。`,
  },
  'news.save': { en: 'Save as a file', zh: '保存为文件' },
  'news.partly': {
    en: 'Not all of this experiment was executed; the console says why. The whole of it is still where it came from.',
    zh: '这个实验没有全部执行，原因见控制台。完整的实验仍在其原处，没有改动。',
  },
  'news.partly.again': { en: 'Open it again', zh: '重新打开' },
  'news.noMap': { en: 'There is no map to export.', zh: '没有可以导出的内存图。' },
  'news.noPicture': {
    en: 'The browser made no picture of this size. Zoom in, or export SVG.',
    zh: '浏览器无法生成这么大的图片。请放大视图，或导出 SVG。',
  },
  'news.noState': {
    en: 'No worker answers, so there is no state to export. Restart it and try again.',
    zh: '工作线程没有响应，无法导出状态。请重启后重试。',
  },
} as const satisfies Dictionary;
