/**
 * What is opened and what is kept: the address, the file and the recent sessions of the page's one
 * session. Whatever comes in goes through `open`, so the present session is on the shelf before.
 */
import { linkParts, readFile, readLink } from '../../engine/journal/index.ts';
import type { Experiment, Refused } from '../../engine/journal/index.ts';
import { linkOf } from '../link/link-writer.ts';
import { Address } from './address.svelte.ts';
import { Autosave } from './autosave.ts';
import type { Clock } from './autosave.ts';
// Session.experiment and Session.load are whole only with the branches.
import './branches.svelte.ts';
import { t } from './i18n.svelte.ts';
import { LINK_HERE_CHARS } from './limits.ts';
import { restoreView } from './page-view.svelte.ts';
import { Recents } from './recents.svelte.ts';
import { say } from './say.ts';
import { SCENARIOS } from './scenarios.ts';
import { isPlainly, sameScripts } from './scripts.ts';
import { session } from './session.svelte.ts';
import type { Kept } from './shelf.ts';
import { openIdbShelf } from './shelf-idb.ts';
import { openTabStore } from './storage.ts';
import { lockLeases, Tab, trustingLeases } from './tab.ts';
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

class Keeping {
  readonly #store = openTabStore();
  readonly #tab = new Tab(
    'locks' in navigator ? lockLeases(navigator.locks) : trustingLeases(cameBack()),
    this.#store,
    freshId,
  );
  /** Undefined until the shelf is open. */
  recents = $state.raw<Recents | undefined>();
  readonly address = new Address(
    {
      href: () => location.href,
      replace: (href) => this.#replace(href),
    },
    {
      experiment: () => session.experiment(),
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
      given: (experiment) => isPlainly(experiment, SCENARIOS[0].text),
    },
    async (kept, text) => {
      await this.recents?.keep(kept, text);
      this.#tellTrouble();
    },
    clock,
    (why) => this.#bad('kept', () => t('news.notKept', say(why))),
  );
  #opening = 0;
  #turn: Promise<void> = Promise.resolve();

  /** Id of this tab's session. */
  get id(): string | undefined {
    return this.#tab.id;
  }

  /** `first`: the scenario that plays already; without one, what the address or the tab has. */
  async start(first: Promise<void> | undefined): Promise<void> {
    // An embedded page is somebody else's: nothing of it is kept.
    const shelf = ui.mode === 'embed' ? undefined : await openIdbShelf().catch(() => undefined);
    this.recents = new Recents(shelf, () => this.#tab.taken());
    if (first) {
      await first;
      if (ui.mode !== 'embed') await this.#tab.begin();
      await this.#offer();
    } else await this.#resume();
  }

  /** Something of the experiment changed, or of how it is seen. */
  changed(): void {
    this.#autosave.changed();
    if (!session.running) this.address.changed();
  }
  /** The page may be gone in a moment. */
  flush(): Promise<void> {
    return this.#autosave.flush();
  }

  /** Another experiment takes the present one's place, which is kept. With an id it goes on as that session. */
  open(experiment: Experiment, id?: string): Promise<void> {
    const turn = this.#turn.then(() => this.#open(experiment, id));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** A link, an address or only what stands behind its `#`; false: it was refused, and it was said why. */
  async openLink(link: string): Promise<boolean> {
    const read = readLink(link);
    if (!this.#readable(read)) {
      this.#bad('link', () => t('news.link', say(read.refused)));
      return false;
    }
    ui.dismiss('link');
    await this.open(read.experiment);
    return true;
  }

  /** The address was changed by hand, by a click, or by the way back. */
  async followAddress(): Promise<void> {
    const { text, flags } = this.address;
    const mode = flags.find((flag) => flag === 'embed' || flag === 'present') ?? 'page';
    ui.mode = mode as typeof ui.mode;
    if (text === '' || text === this.#store?.getItem(LAST_LINK)) return;
    if (!(await this.openLink(text))) await this.address.write();
  }

  async openRecent({ id }: Kept): Promise<void> {
    const text = await this.recents?.text(id);
    const read = text === undefined ? undefined : readFile(text);
    if (!read) this.#bad('recent', () => t('news.gone'));
    else if (this.#readable(read)) await this.open(read.experiment, id);
    else this.#bad('recent', () => t('news.file', t('recent.title'), say(read.refused)));
  }

  /** Whether it is an experiment; what `read` refused is the other case. */
  #readable(
    read: { readonly experiment: Experiment } | Refused,
  ): read is { readonly experiment: Experiment } {
    return 'experiment' in read;
  }

  async #open(experiment: Experiment, id: string | undefined): Promise<void> {
    this.#opening += 1;
    await this.#autosave.flush();
    const goOn = this.#autosave.hold();
    try {
      if (ui.mode !== 'embed' && id !== this.#tab.id) await this.#tab.begin();
      await session.load(experiment);
      await restoreView(experiment.view);
      // Only what came in whole may take the place of what was kept.
      const whole = sameScripts(session.experiment(), experiment);
      if (!whole && id !== undefined && id === this.#tab.id) await this.#tab.begin();
      if (whole && id !== undefined) await this.#tab.adopt(id);
    } finally {
      this.#opening -= 1;
      goOn();
    }
    ui.dismiss('offer');
    await this.address.write();
  }

  /** What the tab had before it was reloaded, else what the address holds, else the first scenario. */
  async #resume(): Promise<void> {
    // The worker starts at once; there is nothing to play yet.
    await session.open('');
    const { text } = this.address;
    const same = text === (this.#store?.getItem(LAST_LINK) ?? '');
    const id = ui.mode !== 'embed' && same ? await this.#tab.again() : undefined;
    const kept = id === undefined ? undefined : await this.recents?.text(id);
    const read = kept === undefined ? undefined : readFile(kept);
    if (read && this.#readable(read)) return this.open(read.experiment, id);
    if (ui.mode !== 'embed') await this.#tab.begin();
    if (text !== '' && (await this.openLink(text))) return;
    await session.run(SCENARIOS[0].text);
    await this.address.write();
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
    if (!trouble || ui.mode === 'embed' || this.#told === trouble) return;
    this.#told = trouble;
    this.#bad('trouble', () => t(`news.${trouble}`));
  }
  #told: string | undefined;

  #bad(id: string, sentence: () => string): void {
    ui.tell({ id, tone: 'bad', say: sentence });
  }

  #replace(href: string): void {
    // Marks the entry: a page that comes back to it has something to go on with.
    history.replaceState({ carveout: 1 }, '', href);
    try {
      this.#store?.setItem(LAST_LINK, linkParts(new URL(href).hash).text);
    } catch {
      // A reload then opens the link: the same experiment.
    }
  }
}

export const keeping = new Keeping();
