/** Scenarios of SigmaStar’s msys. */
import type { ScenarioEntry } from './entry.ts';

export const msysScenarios: readonly ScenarioEntry[] = [
  {
    id: 'ssd202-seed',
    system: 'msys',
    board: 'ssd202',
    group: 'boards',
    keywords: 'board log MMA dmem SigmaStar MStar 星宸 实机 日志',
    title: { en: 'The SSD202 session', zh: 'SSD202 实机会话' },
    about: {
      en: 'A real board’s log: six buffers, release one, allocate another.',
      zh: '一块真实板子的日志：六个缓冲区，释放一个，再分配一个。',
    },
  },
  {
    id: 'msys-fixed',
    system: 'msys',
    board: 'ssd202',
    group: 'release',
    keywords: 'keep permanent protect 常驻 保护',
    title: { en: 'Buffers that stay', zh: '不许释放的缓冲区' },
    about: {
      en: 'fixed_dmem keeps named buffers from being released; the switch "1" is taken for a name as well.',
      zh: 'fixed_dmem 让指定名字的缓冲区不被释放；开关“1”本身也会被当成一个名字。',
    },
  },
  {
    id: 'msys-hidden-failure',
    system: 'msys',
    board: 'ssd202',
    group: 'curiosities',
    keywords: 'return value echo error timeout ENOMEM 返回值 超时 分配失败',
    title: { en: 'The write that always succeeds', zh: '永远成功的写入' },
    about: {
      en: 'Writing to dmem_alloc returns the bytes written even when the allocation failed after seventeen tries and sixteen seconds.',
      zh: '写 dmem_alloc 总是返回写入的字节数，哪怕分配试了 17 次、等了 16 秒后仍然失败。',
    },
  },
  {
    id: 'msys-list-cut',
    system: 'msys',
    board: 'ssd202',
    group: 'curiosities',
    keywords: 'sysfs PAGE_SIZE truncated 截断',
    title: { en: 'A list that ends in the middle', zh: '在中间断掉的列表' },
    about: {
      en: 'The file dmem holds 4,095 bytes: with more than about a hundred buffers the last line and the total are cut off.',
      zh: 'dmem 文件只有 4,095 字节：缓冲区超过大约一百个时，最后一行和 TOTAL 会被截掉。',
    },
  },
  {
    id: 'msys-names',
    system: 'msys',
    board: 'ssd202',
    group: 'curiosities',
    keywords: 'length limit overflow 长度 溢出 限制',
    title: { en: 'Names and sizes it does not take', zh: '它不接受的名字与大小' },
    about: {
      en: 'A name has 1 to 15 bytes, through sysfs 14; a size of 0 is refused, a negative one wraps to almost 4 GiB.',
      zh: '名字为 1 到 15 个字节，经 sysfs 时最多 14 个；大小为 0 会被拒绝，负数会回绕成接近 4 GiB。',
    },
  },
  {
    id: 'msys-prefix',
    system: 'msys',
    board: 'ssd202',
    group: 'curiosities',
    keywords: 'strncmp wrong buffer bug 名字 前缀 匹配',
    title: { en: 'A name that finds another', zh: '一个名字找到了另一个' },
    about: {
      en: 'msys finds a kept buffer when the requested name is the beginning of the stored one: "emac" gets emac0_buff, with its length.',
      zh: 'msys 只要请求的名字是已存名字的开头就算找到：“emac”会得到 emac0_buff，长度也是它的。',
    },
  },
  {
    id: 'msys-realloc',
    system: 'msys',
    board: 'ssd202',
    group: 'release',
    keywords: 'resize size change 改变大小',
    title: { en: 'Another length, another buffer', zh: '长度变了，缓冲区也变' },
    about: {
      en: 'With dmem_realloc switched on a kept buffer is given back when its name is requested with another length.',
      zh: '打开 dmem_realloc 后，用同名但不同长度再次请求，会先释放原来的缓冲区。',
    },
  },
  {
    id: 'msys-release',
    system: 'msys',
    board: 'ssd202',
    group: 'release',
    keywords: 'free leak dmem_free 释放 泄漏',
    title: {
      en: 'Released by name, by address, or not at all',
      zh: '按名字、按地址释放，或者根本没有释放',
    },
    about: {
      en: 'A release returns 0 whatever happens: by the beginning of a name, else by the exact address, else it only prints a line.',
      zh: '释放无论如何都返回 0：先按名字开头，再按精确地址，都没有就只打印一行。',
    },
  },
];
