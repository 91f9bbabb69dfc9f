/** What can be done inside one operation, for keys, palette and buttons alike. */
import type { Action } from './actions.svelte.ts';
import { t } from './i18n.svelte.ts';
import { opSteps } from './op-steps.svelte.ts';
import { ui } from './ui.svelte.ts';

/** Show what happened inside an operation: the given one, else the one looked at last. */
export const openSteps = (op?: number): void => {
  const tale = opSteps.of(op);
  if (tale !== undefined) opSteps.choose(tale.id);
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
    run: () => (ui.steps ? (ui.steps = false) : openSteps()),
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
