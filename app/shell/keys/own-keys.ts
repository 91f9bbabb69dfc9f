/** The sections of the key sheet, and keys that belong to one part of the page while it has the focus. */
import type { AnyPlate } from '../../plates/contract.ts';
import type { PlainKey } from '../../words/i18n.svelte.ts';

export interface OwnKey {
  readonly keys: readonly string[];
  readonly name: PlainKey;
}

/** The prompt: console/, Prompt.svelte. */
const CONSOLE: readonly OwnKey[] = [
  { keys: ['Enter'], name: 'ckey.run' },
  { keys: ['Shift+Enter'], name: 'ckey.newline' },
  { keys: ['Tab', 'Ctrl+ '], name: 'ckey.complete' },
  { keys: ['ArrowUp', 'ArrowDown'], name: 'ckey.history' },
  { keys: ['Ctrl+R'], name: 'ckey.search' },
  { keys: ['Mod+F'], name: 'ckey.find' },
  { keys: ['Ctrl+L'], name: 'ckey.clear' },
  { keys: ['Ctrl+C'], name: 'ckey.cancel' },
  { keys: ['Escape'], name: 'ckey.escape' },
];

/** The script: editor, keys.ts. */
const EDITOR: readonly OwnKey[] = [
  { keys: ['Mod+Enter'], name: 'ekey.run' },
  { keys: ['Alt+Enter', 'Mod+Alt+Enter'], name: 'ekey.runTo' },
  { keys: ['Alt+ArrowDown', 'F10'], name: 'ekey.step' },
  { keys: ['Alt+ArrowUp'], name: 'ekey.stepBack' },
  { keys: ['Tab', 'Ctrl+ '], name: 'ekey.complete' },
  { keys: ['F1'], name: 'ekey.help' },
  { keys: ['F8'], name: 'ekey.problem' },
  { keys: ['Mod+F'], name: 'ekey.find' },
  { keys: ['Mod+Alt+G'], name: 'ekey.goto' },
  { keys: ['Mod+/'], name: 'ekey.comment' },
  { keys: ['Mod+Z', 'Mod+Shift+Z'], name: 'ekey.undo' },
  { keys: ['Escape'], name: 'ekey.leave' },
];

/** The table of blocks: plates/cma/blocks. */
const TABLE: readonly OwnKey[] = [
  { keys: ['ArrowUp', 'ArrowDown'], name: 'tkey.row' },
  { keys: ['PageUp', 'PageDown'], name: 'tkey.screen' },
  { keys: ['Home', 'End'], name: 'tkey.ends' },
  { keys: ['Enter'], name: 'tkey.choose' },
];

/** The grips of the window: plates/ribbon, geometry.ts. */
const RIBBON: readonly OwnKey[] = [
  { keys: ['ArrowLeft', 'ArrowRight'], name: 'rkey.step' },
  { keys: ['PageUp', 'PageDown'], name: 'rkey.big' },
  { keys: ['Home', 'End'], name: 'rkey.ends' },
];

/** The track of the time bar: time/bar, track.ts. */
const TIME: readonly OwnKey[] = [
  { keys: ['ArrowLeft', 'ArrowRight'], name: 'ykey.step' },
  { keys: ['Mod+ArrowLeft', 'Mod+ArrowRight'], name: 'ykey.mark' },
  { keys: ['PageUp', 'PageDown'], name: 'ykey.big' },
  { keys: ['Home', 'End'], name: 'ykey.ends' },
  { keys: ['+', '-', '0'], name: 'ykey.zoom' },
];

/** The comparison: compare/view. */
const COMPARE: readonly OwnKey[] = [
  { keys: ['N', 'P'], name: 'xkey.line' },
  { keys: ['Shift+N', 'Shift+P'], name: 'xkey.pages' },
  { keys: ['ArrowUp', 'ArrowDown'], name: 'xkey.step' },
  { keys: ['Escape'], name: 'xkey.close' },
];

export interface KeySection {
  /** Actions of this group stand in it as well. */
  readonly id: string;
  readonly title: PlainKey;
  readonly rows: readonly OwnKey[];
}

/** A plate's keys, from the table that its handler looks them up in. */
const plateSections = (plates: readonly AnyPlate[]): readonly KeySection[] =>
  plates.flatMap(({ keys }) => {
    if (keys === undefined) return [];
    const { id, title, table } = keys;
    const rows = Object.entries(table).map(([name, row]) => ({
      keys: Object.keys(row),
      name: name as PlainKey,
    }));
    return [{ id, title, rows }];
  });

/** All sections, in the order of the sheet. */
export const ownSections = (plates: readonly AnyPlate[]): readonly KeySection[] => [
  { id: 'session', title: 'keys.group.session', rows: [] },
  { id: 'view', title: 'keys.group.view', rows: [] },
  { id: 'time', title: 'keys.group.time', rows: TIME },
  ...plateSections(plates),
  { id: 'table', title: 'keys.group.table', rows: TABLE },
  { id: 'ribbon', title: 'keys.group.ribbon', rows: RIBBON },
  { id: 'console', title: 'keys.group.console', rows: CONSOLE },
  { id: 'editor', title: 'keys.group.editor', rows: EDITOR },
  { id: 'compare', title: 'keys.group.compare', rows: COMPARE },
];
