/**
 * What is opened and what is kept: the address, the file and the recent sessions of the page's one
 * session. Whatever comes in goes through `open`, so the present session is on the shelf before.
 */
import {
  charsOf,
  linkParts,
  plainExperiment,
  readFileInSteps,
  readLink,
  textOf,
} from '../../engine/journal/index.ts';
import type { Experiment, ExperimentInPieces, Refused } from '../../engine/journal/index.ts';
import { MAX_EXPERIMENT_CHARS, MAX_JOURNAL_OPS } from '../../engine/contract/limits.ts';
import { patiently } from '../link/parts.ts';
import { linkOf } from '../link/worker/link-writer.ts';
import { pageClock } from '../link/clock.ts';
import type { Origin } from '../session/session-link.ts';
import { Address, sameMembers } from './address/address.svelte.ts';
import { comparisonIn } from './address/beside.svelte.ts';
import { Autosave } from './shelf/autosave.ts';
import type { Clock } from './shelf/autosave.ts';
import type { Branches } from '../time/branches.svelte.ts';
import { t } from '../words/i18n.svelte.ts';
import { LastLinks } from './address/last-links.ts';
import { leftOf, readLeft, wholeOf } from './left.ts';
import type { Left } from './left.ts';
import { LINK_HERE_CHARS, NEARLY_FULL } from '../page/limits.ts';
import type { PageView } from './address/page-view.svelte.ts';
import type { Beside } from './address/beside.svelte.ts';
import { gently } from '../session/transcript/reading.ts';
import { Recents } from './shelf/recents.svelte.ts';
import type { Saving } from './saving.ts';
import { say } from '../words/say.ts';
import { FIRST_SCENARIO } from './scenarios.ts';
import { isPlainly } from './scripts.ts';
import type { Session } from '../session/session.svelte.ts';
import { boardBeside, sessionName } from './session-name.ts';
import type { KeptSession } from './shelf/shelf.ts';
import { openIdbShelf } from './shelf/shelf-idb.ts';
import { TimelyShelf } from './shelf/shelf-timely.ts';
import { careful, openTabStore, readJson, writeJson } from '../page/storage.ts';
import { lockLeases, Tab, timelyLeases, trustingLeases } from './shelf/tab.ts';
import type { Silences } from './shelf/tab.ts';
import type { Leases } from './shelf/tab.ts';
import type { Ui } from '../page/ui.svelte.ts';

const clock: Clock = {
  now: () => Date.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const cameBy = (...types: readonly NavigationTimingType[]): boolean =>
  performance
    .getEntriesByType('navigation')
    .some((entry) => types.includes((entry as PerformanceNavigationTiming).type));
/** The page was there before: a reload, or the way back. */
const cameBack = (): boolean => cameBy('reload', 'back_forward');

/** Also where the page is not trusted with crypto.randomUUID: over plain http. */
const freshId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** State of an entry in the browser's history that is ours, and of one that a comparison has put over it. */
const MARK = { carveout: 1 };
const OVER = { carveout: 1, over: true };
const isOver = (): boolean => (history.state as Partial<typeof OVER> | undefined)?.over === true;
/** The session as the page left it: written while it goes, when a database is too slow. */
const LEFT = 'carveout.left';

/** How an experiment comes in. */
export interface Opening {
  /** It goes on as this session. */
  readonly id?: string | undefined;
  /** The page that has that session is just going. */
  readonly patient?: boolean;
  /** The address holds it. */
  readonly inBar?: boolean;
  /** It comes from a link, or did when it was kept: nobody worked on it here. */
  readonly linked?: boolean;
  /** Flags of the comparison that it comes with. */
  readonly comparison?: readonly string[];
  /** Where its text comes from, if the page has it. */
  readonly origin?: Origin;
}

/** What the page begins with anyway. */
function isFirst({ title, branches: all }: ExperimentInPieces): boolean {
  const [trunk] = all;
  if (!trunk || all.length > 1 || charsOf(trunk.pieces) > 2 * FIRST_SCENARIO.length) return false;
  return isPlainly(plainExperiment(textOf(trunk.pieces), title), FIRST_SCENARIO);
}

const leases = (silences: Silences): Leases => {
  const trusting = trustingLeases(cameBack());
  if (!('locks' in navigator)) return trusting;
  return timelyLeases(lockLeases(navigator.locks), trusting, pageClock, silences);
};

/** What the keeper keeps, and whom it tells. */
export interface Kept {
  readonly session: Session;
  readonly branches: Branches;
  readonly view: Pick<PageView, 'restore'>;
  readonly saving: Saving;
  readonly beside: Beside;
  readonly ui: Ui;
}

export class Keeping {
  readonly #session: Session;
  readonly #branches: Branches;
  readonly #view: Kept['view'];
  readonly #saving: Saving;
  readonly #beside: Beside;
  readonly #ui: Ui;
  readonly #tabStore = openTabStore();
  readonly #store = careful(this.#tabStore, () => this.#bad('tab', () => t('news.tab')));
  readonly #tab = new Tab(
    leases({
      onSilence: () => this.#bad('locks', () => t('news.locks')),
      onAnswer: () => this.#ui.dismiss('locks'),
    }),
    this.#store,
    freshId,
  );
  readonly #links = new LastLinks(this.#store, () => cameBy('reload'));
  /** Undefined until the shelf is open. */
  recents = $state.raw<Recents | undefined>();
  readonly address = new Address(
    {
      href: () => location.href,
      replace: (href) => this.#write(href, 'replaceState', isOver() ? OVER : MARK),
      add: (href, over) => this.#write(href, 'pushState', over ? OVER : MARK),
      isOver,
      back: (href) => this.#goBack(href),
    },
    {
      experiment: () => this.#branches.experiment(),
      content: () => this.#branches.content,
      busy: () => this.#session.running !== undefined || this.#opening > 0,
      link: (experiment) => linkOf(experiment, LINK_HERE_CHARS),
      flags: () => (this.#ui.mode === 'page' ? [] : [this.#ui.mode]),
      comparison: () => (this.#ui.dialog === 'compare' ? this.#beside.flags : undefined),
    },
    clock,
  );
  readonly #autosave = new Autosave(
    {
      id: () => this.#tab.id,
      settle: () => this.#branches.settle(),
      experiment: () => this.#branches.inPieces(),
      board: () => this.#session.layout?.board.title ?? '',
      ops: () => this.#session.op,
      own: () => this.#own,
      given: isFirst,
    },
    async (kept, pieces) => {
      await this.recents?.keep(kept, pieces);
      this.#tellTrouble();
      this.#tellNearlyFull(kept.chars);
      return this.recents?.stored === true;
    },
    clock,
    (why) => {
      if (why) this.#lost('kept', () => t('news.notKept', say(why)));
      else if (this.#refused) this.#ui.dismiss('kept');
      this.#refused = why !== undefined;
    },
  );
  /** The session is more than what can be kept. */
  #refused = false;
  /** Somebody worked on it here. */
  get #own(): boolean {
    return !this.#linked || !sameMembers(this.#linked, this.#branches.content);
  }
  /** What came from a link, as long as it is as it came. */
  #linked: readonly unknown[] | undefined;
  /** Experiments that are coming in: until they are there, the address is theirs. The first is the page's own. */
  #opening = 1;
  #begin: () => void = () => undefined;
  #turn = new Promise<void>((resolve) => (this.#begin = resolve));

  /** Id of this tab's session. */
  get id(): string | undefined {
    return this.#tab.id;
  }

  constructor({ session, branches, view, saving, beside, ui }: Kept) {
    this.#session = session;
    this.#branches = branches;
    this.#view = view;
    this.#saving = saving;
    this.#beside = beside;
    this.#ui = ui;
  }

  /** `first`: the scenario that plays already; without one, what the address or the tab has. */
  async start(first: Promise<void> | undefined): Promise<void> {
    // A page that comes back to this entry of the history has something to go on with.
    if (history.state === null || this.#asked.length === 0) history.replaceState(MARK, '');
    // An embedded page is somebody else's: nothing of it is kept.
    const keeps = this.#ui.mode !== 'embed';
    if (first && keeps) await this.#tab.begin();
    this.recents = await this.#openRecents(keeps);
    this.#begin();
    try {
      if (first) await first;
      else await this.#resume();
    } finally {
      this.#opening -= 1;
    }
    this.changed();
    if (first) await this.#offer();
  }

  async #openRecents(keeps: boolean): Promise<Recents> {
    if (!keeps) return new Recents(undefined, () => this.#tab.taken());
    const shelf = new TimelyShelf(openIdbShelf(), pageClock);
    const recents = new Recents(shelf, () => this.#tab.taken());
    shelf.onAnswer = () => void recents.answered().then(() => this.#answered());
    await recents.refresh();
    if (!this.#tabStore && recents.stored) this.#bad('tab', () => t('news.tab'));
    return recents;
  }

  /** Something of the experiment changed, or of how it is seen. */
  changed(): void {
    if (this.recents) this.#autosave.changed();
    if (!this.#session.running) this.address.changed();
  }
  /** Keep what is there now. */
  flush(): Promise<void> {
    return this.recents ? this.#autosave.flush() : Promise.resolve();
  }
  /** The page goes, to come back perhaps: what is written now must be written at once. */
  leave(): void {
    if (this.#opening > 0) return;
    const present = this.#autosave.present();
    const left = present && leftOf(present, this.#autosave.stored);
    if (left) writeJson(this.#store, LEFT, left);
    else this.stay();
  }
  /** It came back as it was. */
  stay(): void {
    this.#store.removeItem(LEFT);
  }
  /** Closing the page now would lose what somebody did here, and nothing else has it. */
  get wouldLose(): boolean {
    if (this.#opening > 0 || this.#ui.mode === 'embed' || !this.#own) return false;
    const { content } = this.#branches;
    if (this.#saving.content && sameMembers(this.#saving.content, content)) return false;
    const present = this.#autosave.present();
    if (this.#refused) return true;
    if (!present || this.address.holds(content)) return false;
    const kept = this.recents?.stored === true;
    return !kept || leftOf(present, this.#autosave.stored) === undefined;
  }

  /** Another experiment takes the present one's place, which is kept. */
  open(experiment: Experiment, how: Opening = {}): Promise<void> {
    const turn = this.#turn.then(() => this.#open(experiment, how));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * A link, an address or only what stands after its `#`; false: it was refused, and it was said why.
   * `read` is given by who has read it already.
   */
  async openLink(link: string, how: Opening = {}, read = readLink(link)): Promise<boolean> {
    if (!this.#readable(read)) {
      this.#bad('link', () => t('news.link', say(read.refused)));
      return false;
    }
    this.#ui.dismiss('link');
    const comparison = comparisonIn(linkParts(link).flags);
    await this.open(read.experiment, { comparison, ...how, linked: true });
    return true;
  }

  /** The address was changed by hand, by a click, or by the way back. */
  async followAddress(): Promise<void> {
    const { text, flags } = this.address;
    const mode = flags.find((flag) => flag === 'embed' || flag === 'present') ?? 'page';
    this.#ui.mode = mode;
    const isHere = text === '' || this.#links.isLast(text);
    if (this.address.wasUnder(text) || isHere) {
      this.#beside.ask(this.#asked);
      this.address.changed();
    } else if (!(await this.openLink(text, { inBar: true }))) await this.address.write();
  }

  async openRecent({ id, own }: KeptSession): Promise<void> {
    const pieces = await this.recents?.text(id);
    const read = pieces && (await gently(readFileInSteps(pieces.join(''))));
    if (!read) this.#bad('recent', () => t('news.gone'));
    else if (this.#readable(read)) await this.open(read.experiment, { id, linked: !own });
    else this.#bad('recent', () => t('news.file', t('recent.title'), say(read.refused)));
  }

  /** Whether it is an experiment; what `read` refused is the other case. */
  #readable(
    read: { readonly experiment: Experiment } | Refused,
  ): read is { readonly experiment: Experiment } {
    return 'experiment' in read;
  }

  async #open(experiment: Experiment, how: Opening): Promise<void> {
    let whole: boolean;
    this.#opening += 1;
    try {
      // What is typed while a long text is read belongs to the present session, which is kept after that.
      await this.#branches.prepare(experiment);
      await this.#autosave.flush();
      whole = await this.#load(experiment, how);
    } finally {
      this.#opening -= 1;
    }
    this.#ui.dismiss('offer');
    if (whole) this.#came(how);
    else this.#cameInPart(experiment, how);
    await this.address.write();
  }
  /** Nothing is kept meanwhile. Answers whether it came in whole. */
  async #load(experiment: Experiment, { id, patient, linked, origin }: Opening): Promise<boolean> {
    const goOn = this.#autosave.hold();
    try {
      if (this.#ui.mode !== 'embed' && id !== this.#tab.id) await this.#tab.begin();
      const whole = await this.#branches.load(experiment, origin);
      await this.#view.restore(experiment.view);
      // Only what came in whole may take the place of what was kept.
      if (!whole && id !== undefined && id === this.#tab.id) await this.#tab.begin();
      if (whole && id !== undefined) await this.#tab.adopt(id, patient);
      this.#linked = linked === true ? this.#branches.content : undefined;
      return whole;
    } finally {
      goOn();
    }
  }
  #came(how: Opening): void {
    if (how.inBar === true) this.address.free();
    this.#ui.dismiss('partly');
    this.#beside.ask(how.inBar === true ? this.#asked : (how.comparison ?? []));
  }
  /** What stands in the address, or on the shelf, is more than what the page has. */
  #cameInPart(experiment: Experiment, how: Opening): void {
    if (how.inBar === true) this.address.hold();
    const again = {
      name: () => t('news.partly.again'),
      run: () => void this.open(experiment, how),
    };
    this.#ui.tell({ id: 'partly', tone: 'bad', say: () => t('news.partly'), deeds: [again] });
  }

  /** What the tab had before it was reloaded, else what the address holds, else the first scenario. */
  async #resume(): Promise<void> {
    // The worker starts at once; there is nothing to play yet.
    await this.#session.open('');
    const { text } = this.address;
    const goesOn = this.#ui.mode !== 'embed' && this.#links.goesOn(text);
    if (goesOn && (await this.#again())) return;
    if (this.#ui.mode !== 'embed') await this.#tab.begin();
    if (text !== '' && (await this.openLink(text, { inBar: true }))) return;
    await this.#session.run(FIRST_SCENARIO, undefined, true);
    // A link that cannot be read here may be read elsewhere.
    if (text !== '') this.address.hold();
    await this.address.write();
  }

  /** The comparison that the address asks for. */
  get #asked(): readonly string[] {
    return comparisonIn(this.address.flags);
  }
  /** What this tab had; false: nothing, or another tab has it now. */
  async #again(): Promise<boolean> {
    const left = readLeft(readJson(this.#store, LEFT));
    const last = left && (await this.#whole(left));
    if (last !== undefined && (await this.#openKept(last, left!.id, true))) return true;
    this.stay();
    const id = await this.#tab.again();
    const pieces = id === undefined ? undefined : await this.recents?.text(id);
    this.#missed = id !== undefined && pieces === undefined && this.recents?.stored === false;
    return pieces !== undefined && this.#openKept(pieces.join(''), id, false);
  }
  /** What was left; undefined: the shelf has it all, or not what it needs. */
  async #whole(left: Left): Promise<string | undefined> {
    if (left.since === undefined) return wholeOf(left, []);
    const kept = this.recents?.list.find(({ id }) => id === left.id);
    if (kept?.saved !== left.since) return undefined;
    return wholeOf(left, (await this.recents?.text(left.id)) ?? []);
  }

  async #openKept(text: string, id: string | undefined, patient: boolean): Promise<boolean> {
    const read = await gently(readFileInSteps(text));
    if (!this.#readable(read)) return false;
    const linked = this.recents?.list.find((kept) => kept.id === id)?.own === false;
    await this.open(read.experiment, { id, patient, linked, inBar: true });
    this.stay();
    return true;
  }

  async #offer(): Promise<void> {
    const kept = await this.recents?.newest();
    this.#tellTrouble();
    if (!kept || this.#ui.mode !== 'page') return;
    const { timeAgo } = await patiently(() => import('../words/time-ago.ts'));
    const { ops, saved } = kept;
    const what = (): string =>
      [sessionName(kept), ...boardBeside(kept), t('recent.ops', ops), timeAgo(saved)].join(' · ');
    this.#ui.tell({
      id: 'offer',
      tone: 'info',
      say: () => t('news.offer', what()),
      deeds: [
        { name: () => t('news.offer.open'), run: () => void this.openRecent(kept) },
        { name: () => t('file.recent'), run: () => (this.#ui.dialog = 'recent') },
      ],
    });
  }

  /** The storage answered after all: what could not be opened is offered. */
  async #answered(): Promise<void> {
    this.#tellTrouble();
    if (!this.#missed) return;
    this.#missed = false;
    await this.#offer();
  }
  /** The tab had a session, and the storage did not say what is in it. */
  #missed = false;

  #tellTrouble(): void {
    const trouble = this.recents?.trouble;
    if (this.#ui.mode === 'embed' || this.#told === trouble) return;
    this.#told = trouble;
    if (trouble) this.#lost('trouble', () => t(`news.${trouble}`));
    else this.#ui.dismiss('trouble');
  }
  #told: string | undefined;

  /** Room for what is to come is nearly used up. */
  #tellNearlyFull(chars: number): void {
    const ops = MAX_JOURNAL_OPS - this.#session.length;
    const room = MAX_EXPERIMENT_CHARS - chars;
    const id = 'nearly';
    if (ops <= NEARLY_FULL * MAX_JOURNAL_OPS) this.#once(id, () => t('news.nearlyFull', ops));
    else if (room <= NEARLY_FULL * MAX_EXPERIMENT_CHARS)
      this.#once(id, () => t('news.nearlyLong', Math.max(0, room)));
    else this.#nearly = false;
  }
  #nearly = false;
  #once(id: string, sentence: () => string): void {
    if (!this.#nearly) this.#lost(id, sentence);
    this.#nearly = true;
  }

  /** Something may be lost: a file is the way out. */
  #lost(id: string, sentence: () => string): void {
    const save = { name: () => t('news.save'), run: () => void this.#saving.save() };
    this.#ui.tell({ id, tone: 'bad', say: sentence, deeds: [save] });
  }
  #bad(id: string, sentence: () => string): void {
    this.#ui.tell({ id, tone: 'bad', say: sentence });
  }

  #write(href: string, how: 'replaceState' | 'pushState', state = MARK): void {
    history[how](state, '', href);
    this.#links.wrote(linkParts(new URL(href).hash).text);
  }
  #goBack(href: string): void {
    const put = (): void => {
      if (location.href !== href) this.#write(href, 'replaceState');
    };
    addEventListener('popstate', put, { once: true });
    history.back();
  }
}
