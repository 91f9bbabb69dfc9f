/** What can be done inside one operation, for keys, palette and buttons alike. */
import type { Action } from '../page/actions.svelte.ts';
import { t } from '../words/i18n.svelte.ts';
import type { OpSteps } from './op-steps.svelte.ts';
import type { Ui } from '../page/ui.svelte.ts';

/** The brackets mean alignment again when the strip is closed: these stand before the maps' actions. */
export function stepActions(opSteps: OpSteps, ui: Ui): readonly Action[] {
  const has = (): boolean => opSteps.tales.length > 0;
  const open = (): boolean => ui.steps && has();
  return [
    {
      id: 'steps.open',
      group: 'session',
      name: () => t('action.steps'),
      keys: ['\\'],
      when: () => ui.steps || has(),
      run: () => (ui.steps = !ui.steps),
    },
    {
      id: 'steps.back',
      group: 'session',
      name: () => t('action.stepBack'),
      keys: ['['],
      when: open,
      run: () => opSteps.stepBy(-1),
    },
    {
      id: 'steps.forward',
      group: 'session',
      name: () => t('action.stepForward'),
      keys: [']'],
      when: open,
      run: () => opSteps.stepBy(1),
    },
    {
      id: 'steps.play',
      group: 'session',
      name: () => t('action.stepPlay'),
      when: open,
      run: () => opSteps.toggle(),
    },
  ];
}
