/** What is said where something was executed at an earlier position. */
import type { Ui } from '../page/ui.svelte.ts';
import { t } from '../words/i18n.svelte.ts';
import type { Turned } from './branches.svelte.ts';

/** The note that can be taken back, until something else is executed. */
export function tellTurned(ui: Ui, turned: Turned | undefined): void {
  if (!turned) return ui.dismiss('turned');
  const { beyond, name, position, length, typed } = turned;
  const undo = async (): Promise<void> => {
    await turned.undo();
    if (typed !== undefined && !typed.trim().includes('\n')) ui.toPrompt(typed.trim());
  };
  ui.tell({
    id: 'turned',
    tone: 'info',
    say: () =>
      beyond === 'branch'
        ? t('branch.begun', name, position, length)
        : t('branch.dropped', position, length),
    deeds: [{ name: () => t('branch.undo'), run: () => void undo() }],
  });
}
