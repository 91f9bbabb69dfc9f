/** Playing a scenario that is shipped: its text is fetched, and is an experiment like any that is opened. */
import type { ScenarioEntry } from '../../engine/scenarios/index.ts';
import { i18n, t } from '../words/i18n.svelte.ts';
import type { MissingCode } from '../parts/missing.svelte.ts';
import type { Session } from '../session/session.svelte.ts';
import type { Opener } from './opening.ts';
import { scenarioText } from './scenario-list.ts';

export class ScenarioPlayer {
  readonly #opener: Pick<Opener, 'openText'>;
  readonly #session: Pick<Session, 'tell'>;
  readonly #missing: Pick<MissingCode, 'tell'>;

  constructor(
    opener: Pick<Opener, 'openText'>,
    session: Pick<Session, 'tell'>,
    missing: Pick<MissingCode, 'tell'>,
  ) {
    this.#opener = opener;
    this.#session = session;
    this.#missing = missing;
  }

  readonly play = async (scenario: ScenarioEntry): Promise<void> => {
    const { id, title } = scenario;
    let text: string;
    try {
      text = await scenarioText(id);
    } catch (error) {
      this.#missing.tell(error, () => void this.play(scenario));
      this.#session.tell(() => t('board.scenario.lost', id));
      return;
    }
    await this.#opener.openText(title[i18n.lang], text);
  };
}
