/**
 * What the reader chose about the page itself. Kept in localStorage when it can be; a value that
 * is missing, foreign or out of range falls back to its default, one setting at a time.
 */
import { openStore, readJson, writeJson } from './storage.ts';
import { DEFAULTS, readSettings } from './settings.ts';
import type {
  Beyond,
  DockPane,
  FoldId,
  PaneId,
  SettingsRecord,
  TextSize,
  Theme,
} from './settings.ts';

const KEY = 'carveout.settings';

export class Settings {
  readonly #store = openStore();
  #record = $state.raw<SettingsRecord>(DEFAULTS);
  /** The language of a link that was opened: until the reader chooses, and never stored. */
  linked = $state.raw<'en' | 'zh' | undefined>();
  /** False when the browser refuses to store: settings then last for this visit only. */
  stored = $state(true);

  constructor() {
    this.#record = readSettings(readJson(this.#store, KEY));
    this.stored = this.#store !== undefined;
  }

  get theme(): Theme {
    return this.#record.theme;
  }
  set theme(theme: Theme) {
    this.#change({ theme });
  }
  /** `undefined` = as the browser asks. */
  get language(): 'en' | 'zh' | undefined {
    return this.linked ?? this.#record.language;
  }
  set language(language: 'en' | 'zh' | undefined) {
    this.linked = undefined;
    this.#change({ language });
  }
  get textSize(): TextSize {
    return this.#record.textSize;
  }
  set textSize(textSize: TextSize) {
    this.#change({ textSize });
  }
  /** Size of a pane in CSS pixels, or share of the bottom row for the three lower panes. */
  pane(id: PaneId): number {
    return this.#record.panes[id];
  }
  resize(id: PaneId, size: number): void {
    this.#change({ panes: { ...this.#record.panes, [id]: size } });
  }
  collapsed(id: FoldId): boolean {
    return this.#record.collapsed.includes(id);
  }
  collapse(id: FoldId, collapsed: boolean): void {
    const others = this.#record.collapsed.filter((other) => other !== id);
    this.#change({ collapsed: collapsed ? [...others, id] : others });
  }
  /** What the dock shows when it is open. */
  get dock(): readonly DockPane[] {
    return this.#record.dock;
  }
  /** Open the dock with these panes. */
  openDock(dock: readonly DockPane[] = this.#record.dock): void {
    const collapsed = this.#record.collapsed.filter((one) => one !== 'bottom');
    this.#change({ dock, collapsed });
  }
  get beyond(): Beyond {
    return this.#record.beyond;
  }
  set beyond(beyond: Beyond) {
    this.#change({ beyond });
  }
  get wide(): boolean {
    return this.#record.wide;
  }
  set wide(wide: boolean) {
    this.#change({ wide });
  }

  #change(patch: Partial<SettingsRecord>): void {
    this.#record = { ...this.#record, ...patch };
    this.stored = writeJson(this.#store, KEY, this.#record);
  }
}
