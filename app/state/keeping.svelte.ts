/**
 * What is opened and what is kept: the address, the file and the recent sessions of the page's one
 * session. Whatever comes in goes through `open`, so the present session is on the shelf before.
 */
import { linkParts, readFile, readLink, writeFile } from '../../engine/journal/index.ts';
import type { Experiment, Refused } from '../../engine/journal/index.ts';
import { linkOf } from '../link/link-writer.ts';
import { pageClock } from '../link/clock.ts';
import { Address, sameMembers } from './address.svelte.ts';
import { Autosave } from './autosave.ts';
import type { Clock } from './autosave.ts';
// Session.experiment and Session.load are whole only with the branches.
import { branches } from './branches.svelte.ts';
import { t } from './i18n.svelte.ts';
import { LINK_HERE_CHARS } from './limits.ts';
import { restoreView } from './page-view.svelte.ts';
import { Recents } from './recents.svelte.ts';
import { say } from './say.ts';
import { FIRST_SCENARIO } from './scenarios.ts';
import { isPlainly } from './scripts.ts';
import { session } from './session.svelte.ts';
import type { Kept } from './shelf.ts';
import { openIdbShelf } from './shelf-idb.ts';
import { TimelyShelf } from './shelf-timely.ts';
import { careful, openTabStore, readJson, writeJson } from './storage.ts';
import { lockLeases, Tab, timelyLeases, trustingLeases } from './tab.ts';
import type { Silences } from './tab.ts';
import type { Leases } from './tab.ts';
import { ui } from './ui.svelte.ts';

const clock: Clock = {
  now: () => Date.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** The page was there before: a reload, or the way back. */
const cameBack = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => {
    const { type } = entry as PerformanceNavigationTiming;
    return type === 'reload' || type === 'back_forward';
  });

/** Also where the page is not trusted with crypto.randomUUID: over plain http. */
const freshId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** The link that this tab last had, to tell a reload from a link that somebody put in its place. */
const LAST_LINK = 'carveout.link';
/** State of an entry in the browser's history that is ours. */
const MARK = { carveout: 1 };
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
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const leases = (silences: Silences): Leases => {
  const trusting = trustingLeases(cameBack());
  if (!('locks' in navigator)) return trusting;
  return timelyLeases(lockLeases(navigator.locks), trusting, pageClock, silences);
};

class Keeping {
  readonly #tabStore = openTabStore();
  readonly #store = careful(this.#tabStore, () => this.#bad('tab', () => t('news.tab')));
  readonly #tab = new Tab(
    leases({
      onSilence: () => this.#bad('locks', () => t('news.locks')),
      onAnswer: () => ui.dismiss('locks'),
    }),
    this.#store,
    freshId,
  );
  /** Undefined until the shelf is open. */
  recents = $state.raw<Recents | undefined>();
  readonly address = new Address(
    {
      href: () => location.href,
      replace: (href) => this.#write(href, 'replaceState'),
      add: (href) => this.#write(href, 'pushState'),
    },
    {
      experiment: () => session.experiment(),
      content: () => branches.content,
      busy: () => session.running !== undefined || this.#opening > 0,
      link: (experiment) => linkOf(experiment, LINK_HERE_CHARS),
      flags: () => (ui.mode === 'page' ? [] : [ui.mode]),
    },
    clock,
  );
  readonly #autosave = new Autosave(
    {
      id: () => this.#tab.id,
      experiment: () => session.experiment(),
      board: () => session.layout?.board.title ?? '',
      ops: () => session.op,
      own: () => !this.#linked || !sameMembers(this.#linked, branches.content),
      given: (experiment) => isPlainly(experiment, FIRST_SCENARIO),
    },
    async (kept, text) => {
      await this.recents?.keep(kept, text);
      this.#tellTrouble();
    },
    clock,
    (why) => this.#bad('kept', () => t('news.notKept', say(why))),
  );
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

  /** `first`: the scenario that plays already; without one, what the address or the tab has. */
  async start(first: Promise<void> | undefined): Promise<void> {
    // A page that comes back to this entry of the history has something to go on with.
    if (history.state === null) history.replaceState(MARK, '');
    // An embedded page is somebody else's: nothing of it is kept.
    const keeps = ui.mode !== 'embed';
    if (first && keeps) await this.#tab.begin();
    this.recents = await this.#openRecents(keeps);
    this.#begin();
    if (first) await first;
    else await this.#resume();
    this.#opening -= 1;
    this.changed();
    if (first) await this.#offer();
  }

  async #openRecents(keeps: boolean): Promise<Recents> {
    if (!keeps) return new Recents(undefined, () => this.#tab.taken());
    const shelf = new TimelyShelf(openIdbShelf(), pageClock);
    const recents = new Recents(shelf, () => this.#tab.taken());
    shelf.onAnswer = () => void recents.answered().then(() => this.#tellTrouble());
    await recents.refresh();
    if (!this.#tabStore && recents.stored) this.#bad('tab', () => t('news.tab'));
    return recents;
  }

  /** Something of the experiment changed, or of how it is seen. */
  changed(): void {
    if (this.recents) this.#autosave.changed();
    if (!session.running) this.address.changed();
  }
  /** Keep what is there now. */
  flush(): Promise<void> {
    return this.recents ? this.#autosave.flush() : Promise.resolve();
  }
  /** The page goes, to come back perhaps: what is written now must be written at once. */
  leave(): void {
    const { id } = this.#tab;
    if (id === undefined || this.#opening > 0) return;
    const file = writeFile(session.experiment());
    if ('text' in file) writeJson(this.#store, LEFT, { id, text: file.text });
  }
  /** It came back as it was. */
  stay(): void {
    this.#store.removeItem(LEFT);
  }

  /** Another experiment takes the present one's place, which is kept. */
  open(experiment: Experiment, how: Opening = {}): Promise<void> {
    const turn = this.#turn.then(() => this.#open(experiment, how));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** A link, an address or only what stands behind its `#`; false: it was refused, and it was said why. */
  async openLink(link: string, how: Opening = {}): Promise<boolean> {
    const read = readLink(link);
    if (!this.#readable(read)) {
      this.#bad('link', () => t('news.link', say(read.refused)));
      return false;
    }
    ui.dismiss('link');
    await this.open(read.experiment, { ...how, linked: true });
    return true;
  }

  /** The address was changed by hand, by a click, or by the way back. */
  async followAddress(): Promise<void> {
    const { text, flags } = this.address;
    const mode = flags.find((flag) => flag === 'embed' || flag === 'present') ?? 'page';
    ui.mode = mode;
    if (text === '' || text === this.#store.getItem(LAST_LINK)) return;
    if (!(await this.openLink(text, { inBar: true }))) await this.address.write();
  }

  async openRecent({ id, own }: Kept): Promise<void> {
    const text = await this.recents?.text(id);
    const read = text === undefined ? undefined : readFile(text);
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
    const { id, patient } = how;
    this.#opening += 1;
    await this.#autosave.flush();
    const goOn = this.#autosave.hold();
    let whole: boolean;
    try {
      if (ui.mode !== 'embed' && id !== this.#tab.id) await this.#tab.begin();
      whole = await session.load(experiment);
      await restoreView(experiment.view);
      // Only what came in whole may take the place of what was kept.
      if (!whole && id !== undefined && id === this.#tab.id) await this.#tab.begin();
      if (whole && id !== undefined) await this.#tab.adopt(id, patient);
      this.#linked = how.linked === true ? branches.content : undefined;
    } finally {
      this.#opening -= 1;
      goOn();
    }
    ui.dismiss('offer');
    if (whole) this.#came(how);
    else this.#cameInPart(experiment, how);
    await this.address.write();
  }
  #came(how: Opening): void {
    if (how.inBar === true) this.address.free();
    ui.dismiss('partly');
  }
  /** What stands in the address, or on the shelf, is more than what the page has. */
  #cameInPart(experiment: Experiment, how: Opening): void {
    if (how.inBar === true) this.address.hold();
    const again = {
      name: () => t('news.partly.again'),
      run: () => void this.open(experiment, how),
    };
    ui.tell({ id: 'partly', tone: 'bad', say: () => t('news.partly'), deeds: [again] });
  }

  /** What the tab had before it was reloaded, else what the address holds, else the first scenario. */
  async #resume(): Promise<void> {
    // The worker starts at once; there is nothing to play yet.
    await session.open('');
    const { text } = this.address;
    const same = text === (this.#store.getItem(LAST_LINK) ?? '');
    if (ui.mode !== 'embed' && same && (await this.#again())) return;
    if (ui.mode !== 'embed') await this.#tab.begin();
    if (text !== '' && (await this.openLink(text, { inBar: true }))) return;
    await session.run(FIRST_SCENARIO, undefined, true);
    // A link that cannot be read here may be read elsewhere.
    if (text !== '') this.address.hold();
    await this.address.write();
  }

  /** What this tab had; false: nothing, or another tab has it now. */
  async #again(): Promise<boolean> {
    const { id: left, text: last } = fieldsOf(readJson(this.#store, LEFT));
    this.stay();
    if (typeof left === 'string' && typeof last === 'string')
      if (await this.#openKept(last, left, true)) return true;
    const id = await this.#tab.again();
    const text = id === undefined ? undefined : await this.recents?.text(id);
    return text !== undefined && this.#openKept(text, id, false);
  }

  async #openKept(text: string, id: string | undefined, patient: boolean): Promise<boolean> {
    const read = readFile(text);
    if (!this.#readable(read)) return false;
    const linked = this.recents?.list.find((kept) => kept.id === id)?.own === false;
    await this.open(read.experiment, { id, patient, linked, inBar: true });
    return true;
  }

  async #offer(): Promise<void> {
    const kept = await this.recents?.newest();
    this.#tellTrouble();
    if (!kept || ui.mode !== 'page') return;
    const { timeAgo } = await import('./time-ago.ts');
    const { title, board, ops, saved } = kept;
    const what = (): string =>
      [title === '' ? t('recent.unnamed') : title, board, t('recent.ops', ops), timeAgo(saved)]
        .filter((fact) => fact !== '')
        .join(' · ');
    ui.tell({
      id: 'offer',
      tone: 'info',
      say: () => t('news.offer', what()),
      deeds: [
        { name: () => t('news.offer.open'), run: () => void this.openRecent(kept) },
        { name: () => t('file.recent'), run: () => (ui.dialog = 'recent') },
      ],
    });
  }

  #tellTrouble(): void {
    const trouble = this.recents?.trouble;
    if (ui.mode === 'embed' || this.#told === trouble) return;
    this.#told = trouble;
    if (trouble) this.#bad('trouble', () => t(`news.${trouble}`));
    else ui.dismiss('trouble');
  }
  #told: string | undefined;

  #bad(id: string, sentence: () => string): void {
    ui.tell({ id, tone: 'bad', say: sentence });
  }

  #write(href: string, how: 'replaceState' | 'pushState'): void {
    history[how](MARK, '', href);
    try {
      this.#store.setItem(LAST_LINK, linkParts(new URL(href).hash).text);
    } catch {
      // A reload then opens the link: the same experiment.
    }
  }
}

export const keeping = new Keeping();
