/** Tells the keeper of every change of the experiment and of its view, for as long as the page lives. */
import { untrack } from 'svelte';
import { branches } from './branches.svelte.ts';
import { keeping } from './keeping.svelte.ts';
import { presentView } from './page-view.svelte.ts';
import { session } from './session.svelte.ts';
import { ui } from './ui.svelte.ts';

export function watchAll(): void {
  $effect.root(() => {
    $effect(() => {
      // While a run pours in, its progress says enough: the text is put together when it rests.
      if (!session.running) void branches.touched;
      untrack(() => keeping.changed());
    });
    $effect(() => {
      void [presentView(), ui.mode];
      untrack(() => keeping.changed());
    });
    $effect(() => {
      document.title = session.title === '' ? 'Carveout' : `${session.title} · Carveout`;
    });
  });
  addEventListener('hashchange', () => void keeping.followAddress());
  // A page that is hidden may be gone without another word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keeping.flush();
  });
  addEventListener('pagehide', () => {
    keeping.leave();
    void keeping.flush();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) keeping.stay();
  });
}
