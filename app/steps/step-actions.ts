/** What can be done inside one operation, for keys, palette and buttons alike. */
import type { Action } from '../page/actions.svelte.ts';
import { t } from '../words/i18n.svelte.ts';
import { layers } from '../page/layers.svelte.ts';
import { opSteps } from './op-steps.svelte.ts';
import { ui } from '../page/ui.svelte.ts';

const close = (): void => void (ui.steps = false);

/** Show what happened inside an operation, and go there: Escape leads back to where the focus is now. */
export const openSteps = (op: number): void => {
  const tale = opSteps.of(op);
  if (tale !== undefined) opSteps.choose(tale.id);
  opSteps.entering = true;
  layers.opened('steps', close);
  ui.steps = true;
};

const has = (): boolean => opSteps.tales.length > 0;
const open = (): boolean => ui.steps && has();

/** The brackets mean alignment again when the strip is closed: these stand before the maps' actions. */
export const stepActions: readonly Action[] = [
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
