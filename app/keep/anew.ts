/** A new experiment in place of the present one, which goes to the shelf. */
import { plainExperiment } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import type { Session } from '../session/session.svelte.ts';
import type { Keeping, Opening } from './keeping.svelte.ts';
import type { PageView } from './address/page-view.svelte.ts';

export class Anew {
  readonly #session: Session;
  readonly #keeping: Pick<Keeping, 'open'>;
  readonly #view: Pick<PageView, 'own'>;

  constructor(session: Session, keeping: Pick<Keeping, 'open'>, view: Pick<PageView, 'own'>) {
    this.#session = session;
    this.#keeping = keeping;
    this.#view = view;
  }

  /** Begin with an experiment that has no view of its own. */
  begin(experiment: Experiment, how?: Opening): Promise<void> {
    return this.#keeping.open({ ...experiment, view: this.#view.own }, how);
  }

  /** `boot`: the line that boots its board; without one, the board that runs now. */
  readonly beginAnew = (boot = this.#session.record.board?.text): Promise<void> =>
    this.begin(plainExperiment(boot === undefined ? '' : `${boot}\n`));
}
