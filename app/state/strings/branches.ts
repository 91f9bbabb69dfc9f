import { grouped } from '../sizes.ts';
import type { Dictionary } from './strings.ts';

/** Branches of an experiment: the question before one begins, and their names. */
export const branchWords = {
  'branch.name': {
    en: (number: number) => `branch ${number}`,
    zh: (number: number) => `分支 ${number}`,
  },
  'branch.ask.title': { en: 'Go on from here?', zh: '从这里继续？' },
  'branch.ask': {
    en: (position: number, length: number) =>
      `You stand at step ${grouped(position)} of ${grouped(length)}. What you typed begins another story here.`,
    zh: (position: number, length: number) =>
      `当前位于第 ${grouped(position)} 步，共 ${grouped(length)} 步。在这里输入命令会产生另一条历史。`,
  },
  'branch.ask.keep': { en: 'Begin a branch', zh: '新建分支' },
  'branch.ask.keep.why': {
    en: 'What lies beyond stays, under its own name; you can go back to it at any time.',
    zh: '后面的步骤保留在原分支中，随时可以切换回去。',
  },
  'branch.ask.drop': { en: 'Drop what lies beyond', zh: '丢弃后面的步骤' },
  'branch.ask.cancel': { en: 'Cancel', zh: '取消' },
  'branch.tooMany': {
    en: (most: number) =>
      `An experiment holds ${grouped(most)} branches. Delete one to begin another.`,
    zh: (most: number) => `一个实验最多 ${grouped(most)} 个分支。请先删除一个。`,
  },
} as const satisfies Dictionary;
