/** `expect WHAT COMMAND`: whether an outcome is what a scenario said it would be. */
import {
  ERRNO,
  type Expectation,
  type Message,
  type Refusal,
  type Result,
  type Value,
} from '../contract/command.ts';
import type { AnySystem } from '../systems/contract.ts';

/** Whether an expectation held, and the sentence for it. */
export interface Verdict {
  readonly held: boolean;
  readonly why: Message;
}

const HELD: Verdict = { held: true, why: { id: 'expect.held' } };
const not = (id: string, args: Readonly<Record<string, string>>): Verdict => ({
  held: false,
  why: { id, args },
});

/** A system's way from one of its values to a number. */
type NumberOf = (value: Value) => number | undefined;

/** The number a value stands for in `expect NUMBER …`: a frame, an address, bytes, a truth. */
function numberOf(value: Value, systems: readonly AnySystem[]): number | undefined {
  switch (value.is) {
    case 'pointer':
      return value.phys;
    case 'number':
      return value.value;
    case 'written':
      return value.bytes;
    case 'bool':
      return value.value ? 1 : 0;
    case 'workload':
      return value.refused;
    case 'board':
      return value.pages;
    case 'none':
    case 'text':
    case 'pool_void':
      return undefined;
    default:
      return numberBySystem(value, systems);
  }
}
/** Throws for a value that no system of the list knows: the list is incomplete. */
function numberBySystem(value: Value, systems: readonly AnySystem[]): number | undefined {
  for (const system of systems) {
    const numbers = system.numberOf as Readonly<Record<string, NumberOf | undefined>>;
    const number = numbers[value.is];
    if (number) return number(value);
  }
  throw new Error(`no system knows the value ${value.is}`);
}

/**
 * What a call that succeeded could not do: a write whose driver failed, a boot without its region.
 */
const hiddenIn = (value: Value): Refusal | undefined =>
  value.is === 'written' ? value.hidden : value.is === 'board' ? value.refusal : undefined;

/** "-ENOMEM (-12)" of a refusal; the refusal hidden by a successful write counts. */
function errnoOf(result: Result): string | undefined {
  const refusal = result.ok ? hiddenIn(result.value) : result.refusal;
  return refusal && (refusal.errno ?? 'refused');
}

/** An errno with its number; a refusal of Carveout's own has none. */
const named = (errno: string): string =>
  errno in ERRNO ? `-${errno} (-${ERRNO[errno as keyof typeof ERRNO]})` : errno;
const hex = (value: number): string => `0x${value.toString(16)}`;

/** Whether `result` is what `what` demands; `systems` are those whose values there may be. */
export function judge(what: Expectation, result: Result, systems: readonly AnySystem[]): Verdict {
  const got = errnoOf(result);
  switch (what.is) {
    case 'ok':
      return got === undefined ? HELD : not('expect.butRefused', { wanted: 'ok', got: named(got) });
    case 'errno':
      if (got === what.errno) return HELD;
      return got === undefined
        ? not('expect.butOk', { wanted: named(what.errno) })
        : not('expect.butRefused', { wanted: named(what.errno), got: named(got) });
    case 'value': {
      if (!result.ok)
        return not('expect.butRefused', { wanted: hex(what.value), got: named(got ?? 'refused') });
      const value = numberOf(result.value, systems);
      if (value === what.value) return HELD;
      return not('expect.butValue', {
        wanted: hex(what.value),
        got: value === undefined ? result.value.is : hex(value),
      });
    }
    case 'text':
      if (!result.ok)
        return not('expect.butRefused', { wanted: what.text, got: named(got ?? 'refused') });
      if (result.value.is !== 'text') return not('expect.noText', {});
      return result.value.text.includes(what.text)
        ? HELD
        : not('expect.textMissing', { wanted: what.text });
  }
}
