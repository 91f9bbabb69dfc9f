/** Tells the keeper of every change of the experiment and of its view, for as long as the page lives. */
import { untrack } from 'svelte';
import type { AnyPlate } from '../plates/contract.ts';
import type { Page } from './made.ts';
import type { Rest } from './rest.ts';

/** What Escape closes, wherever the focus is. */
function watchLayers({ ui, viewport }: Page, { layers, plates }: Rest): void {
  for (const { id, view } of plates.all)
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

/** One thing is chosen at a time: what was chosen on another plate is let go. */
function watchChoice(plates: readonly AnyPlate[]): void {
  for (const { view } of plates)
    $effect(() => {
      if (view.selection === undefined) return;
      const others = plates.filter((other) => other.view !== view);
      untrack(() => others.forEach((other) => other.view.select(undefined)));
    });
}

export function watchAll(page: Page, rest: Rest): void {
  const { session, ui } = page;
  const { branches, keeping, beside, view } = rest;
  const plates = rest.plates.all;
  $effect.root(() => {
    $effect(() => {
      // While a run pours in, its progress says enough: the text is put together when it rests.
      if (!session.running) void branches.touched;
      untrack(() => keeping.changed());
    });
    $effect(() => {
      void [view.present, ui.mode];
      untrack(() => keeping.changed());
    });
    $effect(() => {
      const isOpen = ui.dialog === 'compare';
      untrack(() => {
        if (!isOpen) beside.say([]);
        void keeping.address.write();
      });
    });
    $effect(() => {
      document.title = session.title === '' ? 'Carveout' : `${session.title} · Carveout`;
    });
    // Whoever executes something is no spectator any more.
    $effect(() => {
      if (session.running) rest.player.pause();
    });
    watchLayers(page, rest);
    watchChoice(plates);
    $effect(() => {
      const { layout } = session;
      if (layout) untrack(() => plates.forEach(({ follow }) => follow?.(layout)));
    });
  });
  addEventListener('hashchange', () => void keeping.followAddress());
  // A page that is hidden may be gone without another word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keeping.flush();
  });
  // Asked only where something would be lost: browsers keep pages that ask from coming back at once.
  addEventListener('beforeunload', (event) => {
    if (keeping.wouldLose) event.preventDefault();
  });
  addEventListener('pagehide', () => {
    keeping.leave();
    void keeping.flush();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) keeping.stay();
  });
}
