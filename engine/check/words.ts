/** What a checked run found, said to a person. */
import { formatCommand, fill, type Lang } from '../language/index.ts';
import type { Command } from '../contract/command.ts';
import type { Broken, CheckedPromise, CheckedRun } from './checked-run.ts';

/** Sentences in one language, with places for their facts. */
interface Words {
  readonly promises: Readonly<Record<CheckedPromise, string>>;
  readonly restored: string;
  readonly before: string;
  readonly after: string;
  readonly expected: string;
  readonly got: string;
  readonly sound: Readonly<Partial<Record<CheckedPromise, string>>>;
  readonly inherited: string;
  readonly clean: string;
}

const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    promises: {
      throws: 'the engine throws an exception',
      unsound: 'check() of a model fails',
      answer: 'the answer is another one: {path}',
      state: 'the state is another one: {path}',
      seen: 'the columns that the page paints are others: {path}',
      log: 'the kernel log is another one: {path}',
    },
    restored: 'on a machine restored from a checkpoint {where}, ',
    before: 'before {where}',
    after: 'after it',
    expected: 'expected',
    got: 'got',
    sound: { throws: 'an outcome', unsound: 'every invariant holds' },
    inherited: 'inherited command {count}',
    clean:
      'Checked: {commands:plural:command|commands}, {restores:plural:restored machine|restored machines} compared, nothing broken.',
  },
  zh: {
    promises: {
      throws: '引擎抛出异常',
      unsound: '模型的 check() 未通过',
      answer: '答复不同：{path}',
      state: '状态不同：{path}',
      seen: '页面绘制所用的列不同：{path}',
      log: '内核日志不同：{path}',
    },
    restored: '从检查点（{where}）恢复的机器上，',
    before: '{where} 之前',
    after: '该命令之后',
    expected: '应为',
    got: '实为',
    sound: { throws: '一个结果', unsound: '所有不变式成立' },
    inherited: '继承的第 {count} 条命令',
    clean: '已检查：{commands:int} 条命令，比较了 {restores:int} 台恢复的机器，未发现问题。',
  },
};

/** Where commands stand in what a person wrote: those of a parent branch first, then lines. */
export interface Written {
  readonly commands: readonly Command[];
  readonly inherited: number;
  readonly statements: readonly { readonly line: number; readonly text: string }[];
}

/** A few lines: where, what, what was expected, what came. `name` is the file's. */
export function brokenText(name: string, broken: Broken, written: Written, lang: Lang): string {
  const { promises, restored, before, after, expected, got, sound, inherited } = WORDS[lang];
  const where = (at: number): string => {
    const line = written.statements[at - written.inherited]?.line;
    const place = line === undefined ? fill(inherited, { count: at + 1 }, lang) : String(line);
    return `${name}:${place}`;
  };
  const { at, restoredAt, promise, path } = broken;
  const text = written.statements[at - written.inherited]?.text;
  const from = (place: number): string =>
    place > at ? after : fill(before, { where: where(place) }, lang);
  const since = restoredAt === undefined ? '' : fill(restored, { where: from(restoredAt) }, lang);
  return [
    `${where(at)}: ${text ?? formatCommand(written.commands[at]!)}`,
    `  ${since}${fill(promises[promise], { path }, lang)}`,
    `  ${expected}: ${sound[promise] ?? broken.expected}`,
    `  ${got}: ${broken.got}`,
    '',
  ].join('\n');
}

/** One line: how much was checked. */
export const cleanText = ({ outcomes, restores }: CheckedRun, lang: Lang): string =>
  `${fill(WORDS[lang].clean, { commands: outcomes.length, restores }, lang)}\n`;
