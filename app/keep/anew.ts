/** A new experiment in place of the present one, which goes to the shelf. */
import { plainExperiment } from '../../engine/journal/index.ts';
import type { Experiment, ViewSettings } from '../../engine/journal/index.ts';
import { session } from '../session/session.svelte.ts';
import { keeping } from './keeping.svelte.ts';
import type { Opening } from './keeping.svelte.ts';
import { presentView } from './address/page-view.svelte.ts';
import { settings } from '../page/settings.svelte.ts';

/** What of the present view is the reader's and not the experiment's: the table, and the language of a link. */
function ownView(): ViewSettings {
  const { lang, table } = presentView();
  return {
    ...(lang !== undefined && settings.linked && { lang }),
    ...(table !== undefined && { table }),
  };
}

/** Begin with an experiment that has no view of its own. */
export const begin = (experiment: Experiment, how?: Opening): Promise<void> =>
  keeping.open({ ...experiment, view: ownView() }, how);

/** `boot`: the line that boots its board; without one, the board that runs now. */
export function beginAnew(boot = session.record.board?.text): Promise<void> {
  return begin(plainExperiment(boot === undefined ? '' : `${boot}\n`));
}
