/** The record after the settings and its tolerant reader: plain data, testable without a browser. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const TEXT_SIZES = ['s', 'm', 'l'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
/** What becomes of what lies beyond an earlier position where something is executed. */
export const BEYONDS = ['branch', 'drop'] as const;
export type Beyond = (typeof BEYONDS)[number];
export const LANGUAGES = ['en', 'zh'] as const;

/** What the dock can show, in the order in which it stands there. */
export const DOCK_PANES = ['console', 'log', 'blocks'] as const;
export type DockPane = (typeof DOCK_PANES)[number];

/** Panes that can be resized or collapsed: two side columns and the wide one, the dock and its two borders. */
export const PANES = {
  /** CSS pixels; never more than a quarter of the window. */
  left: { initial: 292, min: 220, max: 480 },
  right: { initial: 320, min: 240, max: 520 },
  /** The column with the script when it is widened; never more than three fifths of the window. */
  editor: { initial: 600, min: 380, max: 1000 },
  /** Share of the window's height that the dock takes when it is open. */
  bottom: { initial: 0.29, min: 0.12, max: 0.7 },
  /** Share of the dock's width. */
  console: { initial: 0.36, min: 0.15, max: 0.7 },
  log: { initial: 0.33, min: 0.15, max: 0.7 },
} as const;
export type PaneId = keyof typeof PANES;
const PANE_IDS = Object.keys(PANES) as PaneId[];
/** What can be folded away: the panes, and the form that allocates. */
export type FoldId = PaneId | 'allocate';
const FOLD_IDS: readonly FoldId[] = [...PANE_IDS, 'allocate'];

export interface SettingsRecord {
  readonly theme: Theme;
  readonly language: (typeof LANGUAGES)[number] | undefined;
  readonly textSize: TextSize;
  readonly panes: Readonly<Record<PaneId, number>>;
  readonly collapsed: readonly FoldId[];
  /** What the dock shows when it is open; never nothing. */
  readonly dock: readonly DockPane[];
  /** The column with the script takes the width of the pane `editor`. */
  readonly wide: boolean;
  readonly beyond: Beyond;
}

const initialPanes = Object.fromEntries(PANE_IDS.map((id) => [id, PANES[id].initial])) as Record<
  PaneId,
  number
>;

export const DEFAULTS: SettingsRecord = {
  theme: 'system',
  language: undefined,
  textSize: 'm',
  panes: initialPanes,
  // The dock rests as a line, and the maps have the room.
  collapsed: ['bottom'],
  dock: DOCK_PANES,
  wide: false,
  beyond: 'branch',
};

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined =>
  allowed.find((candidate) => candidate === value);

export const clampPane = (id: PaneId, size: unknown): number =>
  typeof size === 'number' && Number.isFinite(size)
    ? Math.min(PANES[id].max, Math.max(PANES[id].min, size))
    : PANES[id].initial;

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Any JSON value to a full record; what cannot be understood becomes its default. */
export const readSettings = (stored: unknown): SettingsRecord => {
  const from = fields(stored);
  const panes = fields(from['panes']);
  const collapsed = Array.isArray(from['collapsed']) ? from['collapsed'] : DEFAULTS.collapsed;
  const docked = Array.isArray(from['dock']) ? from['dock'] : [];
  const dock = DOCK_PANES.filter((id) => docked.includes(id));
  return {
    theme: oneOf(THEMES, from['theme']) ?? DEFAULTS.theme,
    language: oneOf(LANGUAGES, from['language']),
    textSize: oneOf(TEXT_SIZES, from['textSize']) ?? DEFAULTS.textSize,
    panes: Object.fromEntries(PANE_IDS.map((id) => [id, clampPane(id, panes[id])])) as Record<
      PaneId,
      number
    >,
    collapsed: FOLD_IDS.filter((id) => collapsed.includes(id)),
    dock: dock.length > 0 ? dock : DEFAULTS.dock,
    wide: from['wide'] === true,
    beyond: oneOf(BEYONDS, from['beyond']) ?? DEFAULTS.beyond,
  };
};
