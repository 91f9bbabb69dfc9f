/** The editor on the page’s session. */
import { plainExperiment } from '../../engine/journal/index.ts';
import type { Session } from '../session/session.svelte.ts';
import type { Anew } from '../keep/anew.ts';
import { Draft } from '../editor/draft.svelte.ts';
import { SessionDeck } from '../editor/editor-deck.svelte.ts';

/** Made when an editor is first shown; the text then outlives it. */
export class PageDeck {
  readonly #session: Session;
  readonly #anew: Anew;
  #deck: SessionDeck | undefined;

  constructor(session: Session, anew: Anew) {
    this.#session = session;
    this.#anew = anew;
  }

  get deck(): SessionDeck {
    return (this.#deck ??= this.#begun());
  }
  #begun(): SessionDeck {
    const deck = new SessionDeck(new Draft(), this.#session, (text, origin) =>
      this.#anew.begin(plainExperiment(text), { origin }),
    );
    deck.adopt();
    $effect.root(() => {
      $effect(() => deck.follow());
    });
    return deck;
  }
}
