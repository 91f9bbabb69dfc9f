/** The objects of the first paint: the rest is made in rest.ts. Each is given what it needs. */
import type { SessionLink } from '../session/session-link.ts';
import { LinkClient } from '../link/client/client.ts';
import { Actions } from '../page/actions.svelte.ts';
import { Settings } from '../page/settings.svelte.ts';
import { Ui } from '../page/ui.svelte.ts';
import { Viewport } from '../page/viewport.svelte.ts';
import { MissingCode } from '../parts/missing.svelte.ts';
import { MapView } from '../plates/map-view.svelte.ts';
import { Scheduler } from '../render/scheduler.ts';
import { Session } from '../session/session.svelte.ts';

export const makePage = (link: SessionLink = new LinkClient()) => {
  const settings = new Settings();
  const viewport = new Viewport();
  const missing = new MissingCode();
  return {
    settings,
    viewport,
    missing,
    ui: new Ui(settings, viewport),
    actions: new Actions(),
    session: new Session(link, missing),
    mapView: new MapView(),
    scheduler: new Scheduler((run) => requestAnimationFrame(run)),
  };
};

export type Page = ReturnType<typeof makePage>;
