/** What can be chosen besides actions: boards, settings. With words of both languages to find them by. */
import { BOARDS } from '../../../engine/index.ts';
import { TEXT_SIZES, THEMES } from '../../page/settings.ts';
import type { Settings } from '../../page/settings.svelte.ts';
import { t } from '../../words/i18n.svelte.ts';
import { fits } from './palette.ts';

export interface Choice {
  readonly id: string;
  readonly text: string;
  readonly code?: string;
  readonly run: () => void;
}
interface Findable extends Choice {
  readonly also: string;
}

const found = (all: readonly Findable[], query: string): readonly Choice[] =>
  query.trim() === '' ? [] : all.filter(({ text, also }) => fits(`${text} ${also}`, query));

export const findBoards = (query: string, boot: (board: string) => void): readonly Choice[] =>
  found(
    BOARDS.map(({ id, title, release, arch }) => ({
      id: `board ${id}`,
      text: t('palette.boot', title),
      code: `Linux ${release}`,
      also: `${id} ${arch} linux ${release} board boot kernel version 开发板 启动 内核 版本 ${id === 'imx6' ? 'i.mx i.mx6 freescale' : ''}`,
      run: () => boot(id),
    })),
    query,
  );

type Kept = Pick<Settings, 'theme' | 'language' | 'textSize' | 'beyond'>;

const LANGUAGES = [
  ['en', 'English', '英文'],
  ['zh', '简体中文', 'chinese'],
] as const;

export function findSettings(query: string, settings: Kept): readonly Choice[] {
  const named = (name: string, value: string): string => t('palette.setting', name, value);
  const themes = THEMES.map((theme) => ({
    id: `theme ${theme}`,
    text: named(t('look.theme'), t(`look.theme.${theme}`)),
    also: `settings theme appearance ${theme} 设置 主题 外观 ${{ system: '系统', light: '浅色', dark: '深色' }[theme]}`,
    run: () => void (settings.theme = theme),
  }));
  const languages = LANGUAGES.map(([language, name, also]) => ({
    id: `language ${language}`,
    text: named(t('palette.language'), name),
    also: `settings language 设置 语言 ${also}`,
    run: () => void (settings.language = language),
  }));
  const sizes = TEXT_SIZES.map((size) => ({
    id: `text ${size}`,
    text: named(t('look.text'), t(`look.text.${size}`)),
    also: 'settings text font size 设置 字号 字体',
    run: () => void (settings.textSize = size),
  }));
  const beyonds = (['branch', 'drop'] as const).map((beyond) => ({
    id: `beyond ${beyond}`,
    text: named(t('branch.beyond'), t(`branch.beyond.${beyond}`)),
    also: 'settings branch undo history 设置 分支 撤销 历史',
    run: () => void (settings.beyond = beyond),
  }));
  return found([...themes, ...languages, ...sizes, ...beyonds], query);
}
