/** Words of both languages that somebody may type for an action whose name says it otherwise. */
const ALSO: Readonly<Record<string, string>> = {
  open: 'open import load file script 打开 导入 载入 文件 脚本',
  save: 'save file export download 保存 导出 下载 文件',
  'export.png': 'export picture image png 导出 图片',
  'export.svg': 'export picture image svg 导出 图片',
  'export.state': 'export json 导出',
  'export.eventsCsv': 'export csv 导出',
  'export.eventsJson': 'export json 导出',
  'export.transcript': 'export text 导出',
  keys: 'help keys shortcuts keyboard 帮助 快捷键 键盘',
  prompt: 'console command line terminal 控制台 命令行 终端',
  log: 'kernel log dmesg printk 内核日志',
  board: 'board boot kernel version options cma= mem= 开发板 启动 内核 版本 参数',
  language: 'language chinese english 中文 英文 语言',
  theme: 'theme dark light 主题 深色 浅色',
  text: 'text font size 字号 字体',
  blocks: 'table blocks buffers 表格 缓冲区',
  events: 'operations history 操作 历史',
  recent: 'recent sessions history 最近 会话',
  share: 'share link address 分享 链接',
  compare: 'compare difference beside 比较 对比 差异',
  present: 'present full screen 演示 全屏',
  new: 'new experiment reset 新建 实验',
  allocate: 'allocate alloc malloc 分配 申请',
};

export const alsoOf = (id: string): string => ALSO[id] ?? '';
