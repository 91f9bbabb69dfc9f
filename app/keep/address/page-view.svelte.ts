/** The page's view as a link keeps it, and the page as a link wants it. */
import { tick } from 'svelte';
import type { ViewSettings } from '../../../engine/journal/index.ts';
import { i18n } from '../../words/i18n.svelte.ts';
import { PLATES } from '../../plates/index.ts';
import { readPageView, writePageView } from './page-view.ts';
import { session } from '../../session/session.svelte.ts';
import { settings } from '../../page/settings.svelte.ts';
import { ui } from '../../page/ui.svelte.ts';

export const presentView = (): ViewSettings =>
  writePageView(PLATES, {
    lang: i18n.lang,
    plates: Object.fromEntries(PLATES.map(({ id, link }) => [id, link?.take()])),
    table: ui.table,
  });

/** Put the page as it was; what no longer fits the board is left out. */
export async function restoreView(fields: ViewSettings): Promise<void> {
  const view = readPageView(PLATES, fields);
  settings.linked = view.lang;
  // The plates first take in the board that was booted.
  await tick();
  const { frame, layout } = session;
  ui.table = view.table;
  const later = PLATES.map(({ id, link }) => link?.restore(view.plates[id], { frame, layout }));
  await tick();
  for (const settle of later) settle?.();
}
