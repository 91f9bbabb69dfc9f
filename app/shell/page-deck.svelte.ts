/** The editor on the page’s session. */
import { plainExperiment } from '../../engine/journal/index.ts';
import { session } from '../session/session.svelte.ts';
import { begin } from '../keep/anew.ts';
import { Draft } from '../editor/draft.svelte.ts';
import { SessionDeck } from '../editor/editor-deck.svelte.ts';

export const deck = new SessionDeck(new Draft(), session, (text, origin) =>
  begin(plainExperiment(text), { origin }),
);

/** From the first time on that an editor is shown; the text then outlives it. */
let following = false;
export function startFollowing(): void {
  if (following) return;
  following = true;
  deck.adopt();
  $effect.root(() => {
    $effect(() => deck.follow());
  });
}
