/** What is open on the page: dialogs, tabs, the sheet of the narrow arrangement, the form in use. */
import { shownInDock, withPane } from './dock.ts';
import type { Settings } from './settings.svelte.ts';
import type { DockPane } from './settings.ts';
import type { Viewport } from './viewport.svelte.ts';

export const PANELS = ['commands', 'inspector', 'console', 'log', 'blocks'] as const;
export type Panel = (typeof PANELS)[number];
export const COMMAND_TABS = ['held', 'script', 'forms'] as const;
export type CommandTab = (typeof COMMAND_TABS)[number];

export type Mode = 'page' | 'embed' | 'present';

/** Id of the table of operations, which stands below the maps beside those of the plates. */
export const OPERATIONS = 'events';

/** Something that happened to the page, said calmly under the head. */
export interface PageNotice {
  /** Another of the same id takes its place. */
  readonly id: string;
  readonly tone: 'info' | 'bad';
  readonly say: () => string;
  /** What can be done about it; doing it dismisses the news. */
  readonly deeds?: readonly { readonly name: () => string; readonly run: () => void }[];
}

export class Ui {
  readonly #settings: Pick<Settings, 'collapse' | 'collapsed' | 'dock' | 'openDock'>;
  readonly #viewport: Pick<Viewport, 'arrangement'>;
  dialog = $state.raw<'palette' | 'keys' | 'share' | 'recent' | 'compare' | undefined>();
  /** All of the page; the maps alone, for a page that embeds this one; or large, for a room. */
  mode = $state.raw((/&(embed|present)\b/.exec(globalThis.location?.hash)?.[1] ?? 'page') as Mode);
  news = $state.raw<readonly PageNotice[]>([]);
  /** The sheet over the maps, where the window is narrow. */
  sheet = $state.raw<Panel | undefined>();
  /** The tab of the one side column in the middle arrangement. */
  side = $state.raw<'commands' | 'inspector'>('commands');
  commands = $state.raw<CommandTab>('held');
  /** Id of the plate that stands alone on the page; undefined: all do that have something to show. */
  alone = $state.raw<string | undefined>();
  /** Ids of the plates that are folded to a line. */
  folded = $state.raw<readonly string[]>([]);
  /** Ids of those that were unfolded: one of them has a sentence to say even where it has no map. */
  unfolded = $state.raw<readonly string[]>([]);
  /** The column with the commands is a rail while a plate stands alone, unless it was asked for. */
  railOpen = $state(false);
  /** Id of the table that is shown; undefined = the one that fits the board. */
  table = $state.raw<string | undefined>();
  /** Name of the call whose form is open. */
  form = $state.raw<string | undefined>();
  /** The steps inside one operation are shown. */
  steps = $state(false);
  /** Words are looked for in the console. */
  finding = $state(false);
  /** The form that allocates was asked for: whoever shows it gives it the focus. */
  allocate = $state(false);
  /** Text that the prompt is to take over, with a number so that the same text counts twice. */
  prompt = $state.raw<{ readonly text: string; readonly serial: number } | undefined>();

  constructor(
    settings: Pick<Settings, 'collapse' | 'collapsed' | 'dock' | 'openDock'>,
    viewport: Pick<Viewport, 'arrangement'>,
  ) {
    this.#settings = settings;
    this.#viewport = viewport;
  }

  fold(plate: string, folded: boolean): void {
    const others = this.folded.filter((one) => one !== plate);
    const open = this.unfolded.filter((one) => one !== plate);
    this.folded = folded ? [...others, plate] : others;
    this.unfolded = folded ? open : [...open, plate];
    if (folded && this.alone === plate) this.alone = undefined;
  }
  /** Show this plate alone, or all of them again. */
  focusOn(plate: string | undefined): void {
    this.alone = plate;
    this.railOpen = false;
    if (plate !== undefined) this.fold(plate, false);
  }

  tell(news: PageNotice): void {
    this.news = [...this.news.filter(({ id }) => id !== news.id), news].slice(-3);
  }
  dismiss(id: string): void {
    this.news = this.news.filter((one) => one.id !== id);
  }

  /** Bring a panel into view in whatever arrangement the page has. */
  show(panel: Panel): void {
    if (this.#viewport.arrangement === 'narrow') this.sheet = panel;
    if (panel === 'commands' || panel === 'inspector') this.side = panel;
    if (panel === 'console' || panel === 'log' || panel === 'blocks') this.#dock(panel);
  }
  /** Panes that the dock has room for, and those it shows; undefined: it rests as a line. */
  get dockRoom(): number {
    return this.#viewport.arrangement === 'wide' ? 3 : 2;
  }
  get docked(): readonly DockPane[] | undefined {
    return this.#settings.collapsed('bottom')
      ? undefined
      : shownInDock(this.#settings.dock, this.dockRoom);
  }
  #dock(pane: DockPane): void {
    this.#settings.openDock(withPane(this.docked, pane, this.dockRoom));
  }
  /** Take a pane out of the dock, which closes when nothing is left in it. */
  undock(pane: DockPane): void {
    const left = (this.docked ?? []).filter((one) => one !== pane);
    if (left.length > 0) this.#settings.openDock(left);
    else this.#settings.collapse('bottom', true);
  }

  showForm(call: string): void {
    this.show('commands');
    this.commands = 'forms';
    this.form = call;
  }

  /** Show the form that allocates, and go there. */
  toAllocate(): void {
    this.show('commands');
    if (this.commands === 'script') this.commands = 'held';
    this.#settings.collapse('allocate', false);
    this.allocate = true;
  }

  /** Show the prompt, put `text` into it if there is any, and go there. */
  toPrompt(text?: string): void {
    // Elsewhere the dock's line has it, open or not.
    if (this.#viewport.arrangement === 'narrow' && this.mode === 'page') this.sheet = 'console';
    this.prompt = { text: text ?? '', serial: (this.prompt?.serial ?? 0) + 1 };
  }
}
