/** Every call and command of the language: the shell's, and those of the systems' texts. */
import { TEXTS } from '../../systems/texts.ts';
import type { CallSpec } from '../../words/spec.ts';
import type { CallGroup } from '../../words/text.ts';
import { shellCalls } from './shell.ts';

const groups: readonly CallGroup[] = [
  { place: 0, calls: shellCalls },
  ...TEXTS.flatMap((text): readonly CallGroup[] => text.calls),
];
/** Calls that help and forms show together. */
export const callGroups: readonly (readonly CallSpec[])[] = groups
  .toSorted((one, other) => one.place - other.place)
  .map((group) => group.calls);
/** All of them, in the order of the groups. */
export const calls = callGroups.flat();

const byName = new Map(calls.map((spec) => [spec.name, spec]));

/** By the exact name; undefined: there is none. */
export const findCall = (name: string): CallSpec | undefined => byName.get(name);
/** Every name, for suggestions. */
export const callNames: readonly string[] = calls.map((spec) => spec.name);
