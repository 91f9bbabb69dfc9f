/** Keys that belong to one part of the page while it has the focus, for the key sheet. */
import type { Key } from './i18n.svelte.ts';

export interface OwnKey {
  readonly keys: readonly string[];
  readonly name: Key;
}

/** The prompt: views/console. */
const CONSOLE: readonly OwnKey[] = [
  { keys: ['Enter'], name: 'ckey.run' },
  { keys: ['Shift+Enter'], name: 'ckey.newline' },
  { keys: ['Tab', 'Ctrl+ '], name: 'ckey.complete' },
  { keys: ['ArrowUp', 'ArrowDown'], name: 'ckey.history' },
  { keys: ['Ctrl+R'], name: 'ckey.search' },
  { keys: ['Ctrl+L'], name: 'ckey.clear' },
  { keys: ['Ctrl+C'], name: 'ckey.cancel' },
  { keys: ['Escape'], name: 'ckey.escape' },
];

/** The script: views/editor, keys.ts. */
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

/** The map: views/cma, cursor.ts and PageMap. */
const MAP: readonly OwnKey[] = [
  { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], name: 'mkey.step' },
  { keys: ['Mod+ArrowLeft', 'Mod+ArrowRight'], name: 'mkey.run' },
  { keys: ['Home', 'End'], name: 'mkey.row' },
  { keys: ['Mod+Home', 'Mod+End'], name: 'mkey.region' },
  { keys: ['PageUp', 'PageDown'], name: 'mkey.screen' },
  { keys: ['Enter', ' '], name: 'mkey.choose' },
  { keys: ['Delete', 'Backspace'], name: 'mkey.release' },
  { keys: ['Escape'], name: 'mkey.escape' },
];

/** The racks and the heap of CMEM: views/cmem, cursor.ts and RackMap. */
const RACKS: readonly OwnKey[] = [
  { keys: ['ArrowLeft', 'ArrowRight'], name: 'kkey.step' },
  { keys: ['ArrowUp', 'ArrowDown'], name: 'kkey.rack' },
  { keys: ['Mod+ArrowLeft', 'Mod+ArrowRight'], name: 'kkey.busy' },
  { keys: ['Home', 'End'], name: 'kkey.ends' },
  { keys: ['Mod+Home', 'Mod+End'], name: 'kkey.lanes' },
  { keys: ['Enter', ' '], name: 'kkey.choose' },
  { keys: ['Delete', 'Backspace'], name: 'kkey.free' },
];

/** The strips of DMA pools: views/dma-pool, cursor.ts and PoolMap. */
const POOLS: readonly OwnKey[] = [
  { keys: ['ArrowLeft', 'ArrowRight'], name: 'pkey.step' },
  { keys: ['ArrowUp', 'ArrowDown'], name: 'pkey.page' },
  { keys: ['Mod+ArrowLeft', 'Mod+ArrowRight'], name: 'pkey.used' },
  { keys: ['Mod+ArrowUp', 'Mod+ArrowDown'], name: 'pkey.pool' },
  { keys: ['Home', 'End'], name: 'pkey.ends' },
  { keys: ['Mod+Home', 'Mod+End'], name: 'pkey.pages' },
  { keys: ['Enter', ' '], name: 'pkey.choose' },
  { keys: ['Delete', 'Backspace'], name: 'pkey.free' },
];

/** The table of blocks: views/blocks. */
const TABLE: readonly OwnKey[] = [
  { keys: ['ArrowUp', 'ArrowDown'], name: 'tkey.row' },
  { keys: ['PageUp', 'PageDown'], name: 'tkey.screen' },
  { keys: ['Home', 'End'], name: 'tkey.ends' },
  { keys: ['Enter'], name: 'tkey.choose' },
];

/** The grips of the window: views/ribbon, geometry.ts. */
const RIBBON: readonly OwnKey[] = [
  { keys: ['ArrowLeft', 'ArrowRight'], name: 'rkey.step' },
  { keys: ['PageUp', 'PageDown'], name: 'rkey.big' },
  { keys: ['Home', 'End'], name: 'rkey.ends' },
];

/** The track of the time bar: views/time, track.ts. */
const TIME: readonly OwnKey[] = [
  { keys: ['ArrowLeft', 'ArrowRight'], name: 'ykey.step' },
  { keys: ['Mod+ArrowLeft', 'Mod+ArrowRight'], name: 'ykey.mark' },
  { keys: ['PageUp', 'PageDown'], name: 'ykey.big' },
  { keys: ['Home', 'End'], name: 'ykey.ends' },
  { keys: ['+', '-', '0'], name: 'ykey.zoom' },
];

/** The comparison: views/compare. */
const COMPARE: readonly OwnKey[] = [
  { keys: ['N', 'P'], name: 'xkey.line' },
  { keys: ['Shift+N', 'Shift+P'], name: 'xkey.pages' },
  { keys: ['ArrowUp', 'ArrowDown'], name: 'xkey.step' },
  { keys: ['Escape'], name: 'xkey.close' },
];

export const OWN_KEYS = {
  time: TIME,
  map: MAP,
  racks: RACKS,
  pools: POOLS,
  table: TABLE,
  ribbon: RIBBON,
  console: CONSOLE,
  editor: EDITOR,
  compare: COMPARE,
} as const;
