/** What opens, keeps, shares and exports: the part of the list of actions that the File menu shows. */
import type { Action } from '../page/actions.svelte.ts';
import type { Anew } from '../keep/anew.ts';
import { chooseFile, download } from '../page/download.ts';
import { fileName, operationsCsv, operationsJson, operationsOf } from '../keep/exports.ts';
import type { Operation } from '../keep/exports.ts';
import { t } from '../words/i18n.svelte.ts';
import type { Key } from '../words/i18n.svelte.ts';
import type { Opener } from '../keep/opening.ts';
import type { Saving } from '../keep/saving.ts';
import { lineTextOf } from '../session/transcript/line-text.ts';
import type { Session } from '../session/session.svelte.ts';
import { Pictures } from './pictures.ts';
import type { PictureTheme } from './pictures.ts';
import type { Keeping } from '../keep/keeping.svelte.ts';
import type { MissingCode } from '../parts/missing.svelte.ts';
import type { AnyPlate } from '../plates/contract.ts';
import type { Ui } from '../page/ui.svelte.ts';

/** What of the session is written to files. */
class Exports {
  readonly #session: Session;
  readonly #ui: Ui;

  constructor(session: Session, ui: Ui) {
    this.#session = session;
    this.#ui = ui;
  }

  get #boardTitle(): string {
    return this.#session.layout?.board.title ?? '';
  }
  #nameOf(ending: string): string {
    const { layout, title } = this.#session;
    return fileName(title, layout?.board.id ?? 'session', ending);
  }
  #bad(sentence: () => string): void {
    this.#ui.tell({ id: 'file', tone: 'bad', say: sentence });
  }
  async state(): Promise<void> {
    const whole = await this.#session.state();
    if (!whole) return this.#bad(() => t('news.noState'));
    const text = `${JSON.stringify(whole, undefined, 2)}\n`;
    download(this.#nameOf('state.json'), text, 'application/json');
  }

  get #operations(): readonly Operation[] {
    const { script, transcript, log } = this.#session;
    const lines = { script: script.items, transcript: transcript.items, log: log.items };
    return operationsOf(lines, lineTextOf);
  }
  operationsCsv(): void {
    download(this.#nameOf('operations.csv'), operationsCsv(this.#operations), 'text/csv');
  }
  operationsJson(): void {
    const about = { title: this.#session.title, board: this.#boardTitle };
    const text = operationsJson(about, this.#operations);
    download(this.#nameOf('operations.json'), text, 'application/json');
  }
  transcript(): void {
    const lines = this.#session.transcript.items.map(({ content }) => `${lineTextOf(content)}\n`);
    download(this.#nameOf('transcript.txt'), lines.join(''));
  }
}

const exporting = (id: string, word: Key, run: () => void): Action => ({
  id: `export.${id}`,
  group: 'session',
  name: () => t(word),
  run,
});

/** What the menu acts on. */
interface Acted {
  readonly session: Session;
  readonly ui: Ui;
  readonly opener: Opener;
  readonly anew: Anew;
  readonly saving: Saving;
  readonly keeping: Pick<Keeping, 'address'>;
  readonly missing: MissingCode;
}

function pictureActions(
  { session, ui, keeping, missing }: Acted,
  plates: readonly AnyPlate[],
  isDark: () => boolean,
): readonly Action[] {
  const pictures = new Pictures({ session, ui, keeping }, plates);
  /** Code of it may be missing: that is said. */
  const picture = (format: 'png' | 'svg', theme: PictureTheme) => (): void => {
    pictures[format](theme).catch((error: unknown) => {
      if (!missing.tell(error, picture(format, theme))) throw error;
    });
  };
  return [
    exporting('png', 'action.png', picture('png', 'light')),
    exporting('svg', 'action.svg', picture('svg', 'light')),
    // On a light page they would be the same again.
    {
      ...exporting('pngDark', 'action.pngDark', picture('png', 'page')),
      when: isDark,
    },
    {
      ...exporting('svgDark', 'action.svgDark', picture('svg', 'page')),
      when: isDark,
    },
  ];
}

export function fileActions(
  acted: Acted,
  plates: readonly AnyPlate[],
  isDark: () => boolean,
): readonly Action[] {
  const { session, ui, opener, anew, saving } = acted;
  const exports = new Exports(session, ui);
  const open = async (): Promise<void> =>
    opener.openFile(await chooseFile('.carveout,.txt,text/plain'));
  return [
    {
      id: 'new',
      group: 'session',
      name: () => t('action.new'),
      keys: ['Shift+E'],
      run: () => void anew.beginAnew(),
    },
    {
      id: 'compare',
      group: 'session',
      name: () => t('action.compare'),
      keys: ['Shift+C'],
      run: () => (ui.dialog = 'compare'),
    },
    {
      id: 'share',
      group: 'session',
      name: () => t('action.share'),
      keys: ['Shift+S'],
      run: () => (ui.dialog = 'share'),
    },
    {
      id: 'open',
      group: 'session',
      name: () => t('action.open'),
      keys: ['Mod+O'],
      run: () => void open(),
    },
    {
      id: 'save',
      group: 'session',
      name: () => t('action.save'),
      keys: ['Mod+S'],
      run: () => void saving.save(),
    },
    {
      id: 'recent',
      group: 'session',
      name: () => t('action.recent'),
      keys: ['R'],
      run: () => (ui.dialog = 'recent'),
    },
    {
      id: 'present',
      group: 'view',
      name: () => t('action.present'),
      keys: ['P'],
      when: () => ui.mode !== 'embed',
      run: () => (ui.mode = ui.mode === 'present' ? 'page' : 'present'),
    },
    ...pictureActions(acted, plates, isDark),
    exporting('state', 'action.state', () => void exports.state()),
    exporting('eventsCsv', 'action.eventsCsv', () => exports.operationsCsv()),
    exporting('eventsJson', 'action.eventsJson', () => exports.operationsJson()),
    exporting('transcript', 'action.transcript', () => exports.transcript()),
  ];
}
