/** Tells the keeper of every change of the experiment and of its view, for as long as the page lives. */
import { untrack } from 'svelte';
import { branches } from './branches.svelte.ts';
import { cmemView } from './cmem-map.ts';
import { keeping } from './keeping.svelte.ts';
import { layers } from './layers.svelte.ts';
import { mapView } from './map.ts';
import { presentView } from './page-view.svelte.ts';
import { poolView } from './pool-map.ts';
import { session } from './session.svelte.ts';
import { ui } from './ui.svelte.ts';
import { viewport } from './viewport.svelte.ts';

/** What Escape closes, wherever the focus is. */
function watchLayers(): void {
  const views = { cma: mapView, cmem: cmemView, pools: poolView };
  for (const [id, view] of Object.entries(views))
    layers.follow(
      id,
      () => view.selection !== undefined,
      () => view.select(undefined),
    );
  const hasSheet = (): boolean => viewport.arrangement === 'narrow' && ui.sheet !== undefined;
  layers.follow('sheet', hasSheet, () => (ui.sheet = undefined));
  layers.follow(
    'steps',
    () => ui.steps,
    () => (ui.steps = false),
  );
}

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
    watchLayers();
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
