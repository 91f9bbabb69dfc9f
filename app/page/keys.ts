/**
 * Key names: `Mod+K` (⌘ on a Mac, Ctrl elsewhere), `Shift+F`, `?`, `+`. A key without Mod or Ctrl is
 * a single-character key: it must not fire while somebody writes.
 */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The parts of a name; the last is the key itself, also when that is a plus. */
const parts = (name: string): readonly string[] =>
  name === '+'
    ? ['+']
    : name.endsWith('++')
      ? [...name.slice(0, -2).split('+'), '+']
      : name.split('+');

/** Whether a key press is the one with this name. Shift is part of a character such as `?` or `+`. */
export function matches(name: string, press: KeyPress, mac: boolean): boolean {
  const all = parts(name);
  const key = all.at(-1) ?? '';
  const has = (modifier: string): boolean => all.slice(0, -1).includes(modifier);
  const mod = has('Mod');
  const ctrl = has('Ctrl') || (mod && !mac);
  const meta = mod && mac;
  const letter = /^[a-z]$/i.test(key);
  const shift = key.length > 1 || letter ? has('Shift') === press.shiftKey : true;
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    press.ctrlKey === ctrl &&
    press.metaKey === meta &&
    press.altKey === has('Alt') &&
    shift
  );
}

/** Fires only while nobody writes: a key that writes something. */
export const isPlain = (name: string): boolean => !/Mod\+|Ctrl\+|Alt\+|^Escape$/.test(name);

/** The name as it stands on the keys of this machine. */
export function keyCaps(name: string, mac: boolean): readonly string[] {
  const caps: Readonly<Record<string, string>> = mac
    ? { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' }
    : { Mod: 'Ctrl' };
  const arrows: Readonly<Record<string, string>> = {
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ' ': 'Space',
    Escape: 'Esc',
  };
  return parts(name).map(
    (part) => caps[part] ?? arrows[part] ?? (part.length === 1 ? part.toUpperCase() : part),
  );
}
