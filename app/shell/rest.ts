/** The objects that come after the first paint, made in the order in which they need one another. */
import { pageClock } from '../link/clock.ts';
import { Anew } from '../keep/anew.ts';
import { Beside } from '../keep/address/beside.svelte.ts';
import { PageView } from '../keep/address/page-view.svelte.ts';
import { Keeping } from '../keep/keeping.svelte.ts';
import { Opener } from '../keep/opening.ts';
import { ScenarioPlayer } from '../keep/playing.ts';
import { Saving } from '../keep/saving.ts';
import { Holding } from '../forms/holding.ts';
import { Layers } from '../page/layers.svelte.ts';
import { makePlates, makeViews } from '../plates/index.ts';
import { Plates } from '../plates/page.ts';
import { Chooser } from '../plates/selection.ts';
import { Leisure } from '../session/leisure.svelte.ts';
import { OpSteps } from '../steps/op-steps.svelte.ts';
import { StepStrip } from '../steps/step-strip.ts';
import { Branches } from '../time/branches.svelte.ts';
import { Player, playerClock } from '../time/player.svelte.ts';
import { SessionTime } from '../time/time-deck.svelte.ts';
import { tellTurned } from '../time/turned.ts';
import { allActions } from './actions.ts';
import type { Page } from './made.ts';
import { AllNews } from './news.ts';
import { PageDeck } from './page-deck.svelte.ts';
import { Welcome } from './welcome/welcome.svelte.ts';

/** Maps, and what is known of the operations. */
function makeMaps({ session, ui, mapView }: Page) {
  const views = makeViews();
  const plates = new Plates(makePlates({ session, ui, mapView, ...views }));
  const layers = new Layers();
  const opSteps = new OpSteps();
  return {
    ...views,
    layers,
    plates,
    opSteps,
    strip: new StepStrip(opSteps, layers, ui),
    chooser: new Chooser(session, mapView),
    leisure: new Leisure(session, pageClock),
    holding: new Holding(session, plates.all),
    news: new AllNews(plates.all, opSteps),
  };
}

/** Time, and what is kept and opened. */
function makeKeeping({ session, ui, settings, missing }: Page, plates: Plates) {
  const view = new PageView({ session, settings, ui, plates: plates.all });
  const branches = new Branches(session, {
    beyond: () => settings.beyond,
    turned: (turned) => tellTurned(ui, turned),
    view: () => view.present,
  });
  const saving = new Saving(branches, session, ui);
  const beside = new Beside(ui);
  const keeping = new Keeping({ session, branches, view, saving, beside, ui });
  const anew = new Anew(session, keeping, view);
  const opener = new Opener({ keeping, anew, session, ui });
  return {
    view,
    branches,
    saving,
    beside,
    keeping,
    anew,
    player: new Player(playerClock),
    time: new SessionTime(session, branches),
    opener,
    scenarioPlayer: new ScenarioPlayer(opener, session, missing),
    deck: new PageDeck(session, anew),
    welcome: new Welcome(),
  };
}

export function makeRest(page: Page) {
  const maps = makeMaps(page);
  const all = { ...maps, ...makeKeeping(page, maps.plates) };
  page.actions.add(allActions({ ...page, ...all }, maps.plates.all));
  return all;
}
export type Rest = ReturnType<typeof makeRest>;
