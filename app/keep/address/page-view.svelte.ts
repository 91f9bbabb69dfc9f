/** The page's view as a link keeps it, and the page as a link wants it. */
import { tick } from 'svelte';
import type { ViewSettings } from '../../../engine/journal/index.ts';
import { i18n } from '../../words/i18n.svelte.ts';
import type { AnyPlate } from '../../plates/contract.ts';
import { readPageView, writePageView } from './page-view.ts';
import type { Session } from '../../session/session.svelte.ts';
import type { Settings } from '../../page/settings.svelte.ts';
import type { Ui } from '../../page/ui.svelte.ts';

/** What of the page a view is of. */
export interface Viewed {
  readonly session: Pick<Session, 'frame' | 'layout'>;
  readonly settings: Settings;
  readonly ui: Pick<Ui, 'table' | 'alone' | 'folded'>;
  readonly plates: readonly AnyPlate[];
}

export class PageView {
  readonly #of: Viewed;

  constructor(of: Viewed) {
    this.#of = of;
  }

  get present(): ViewSettings {
    const { plates, ui } = this.#of;
    return writePageView(plates, {
      lang: i18n.lang,
      plates: Object.fromEntries(plates.map(({ id, link }) => [id, link?.take()])),
      table: ui.table,
      alone: ui.alone,
      folded: plates.flatMap(({ id }) => (ui.folded.includes(id) ? id : [])),
    });
  }
  /** What of it is the reader's and not the experiment's: the table, and the language of a link. */
  get own(): ViewSettings {
    const { lang, table } = this.present;
    return {
      ...(lang !== undefined && this.#of.settings.linked && { lang }),
      ...(table !== undefined && { table }),
    };
  }

  /** Put the page as it was; what no longer fits the board is left out. */
  async restore(fields: ViewSettings): Promise<void> {
    const { session, settings, ui, plates } = this.#of;
    const view = readPageView(plates, fields);
    settings.linked = view.lang;
    // The plates first take in the board that was booted.
    await tick();
    const { frame, layout } = session;
    ui.table = view.table;
    ui.alone = view.alone;
    ui.folded = view.folded;
    const later = plates.map(({ id, link }) => link?.restore(view.plates[id], { frame, layout }));
    await tick();
    for (const settle of later) settle?.();
  }
}
