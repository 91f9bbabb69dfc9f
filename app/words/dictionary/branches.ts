import { grouped } from '../sizes.ts';
import { many } from './counting.ts';
import type { Dictionary } from './strings.ts';

/** Branches of an experiment: what is said when one begins, and their names. */
export const branchWords = {
  'branch.upTo': {
    en: (position: number) => `up to step ${grouped(position)}`,
    zh: (position: number) => `到第 ${grouped(position)} 步为止`,
  },
  'branch.begun': {
    en: (name: string, position: number, length: number) =>
      `A branch began at step ${grouped(position)} of ${grouped(length)}: “${name}”. The steps beyond it stay in the branch before.`,
    zh: (name: string, position: number, length: number) =>
      `已从第 ${grouped(position)} 步（共 ${grouped(length)} 步）新建分支“${name}”。后面的步骤保留在原分支中。`,
  },
  'branch.dropped': {
    en: (position: number, length: number) =>
      `Dropped: ${many(length - position, 'step', 'steps')} beyond step ${grouped(position)}.`,
    zh: (position: number, length: number) =>
      `已丢弃第 ${grouped(position)} 步之后的 ${grouped(length - position)} 步。`,
  },
  'branch.undo': { en: 'Undo', zh: '撤销' },
  'branch.beyond': {
    en: 'When something is executed at an earlier step, what lies beyond it',
    zh: '在较早的步骤执行命令时，后面的步骤',
  },
  'branch.beyond.branch': { en: 'stays, and a branch begins', zh: '保留，并新建分支' },
  'branch.beyond.drop': { en: 'is dropped', zh: '丢弃' },
  'branch.tooMany': {
    en: (most: number) =>
      `An experiment holds ${grouped(most)} branches. Delete one to begin another.`,
    zh: (most: number) => `一个实验最多 ${grouped(most)} 个分支。请先删除一个。`,
  },
} as const satisfies Dictionary;
