/** `expect WHAT COMMAND`: whether an outcome is what a scenario said it would be. */
import {
  ERRNO,
  type Expectation,
  type Message,
  type Refusal,
  type Result,
  type Value,
} from '../command.ts';

export interface Verdict {
  readonly held: boolean;
  readonly why: Message;
}

const HELD: Verdict = { held: true, why: { id: 'expect.held' } };
const not = (id: string, args: Readonly<Record<string, string>>): Verdict => ({
  held: false,
  why: { id, args },
});

/** The number a value stands for in `expect NUMBER …`: a frame, an address, bytes, a truth. */
export function numberOf(value: Value): number | undefined {
  switch (value.is) {
    case 'pages':
      return value.pfn;
    case 'dmem':
    case 'pointer':
    case 'extent':
    case 'pool_block':
      return value.phys;
    case 'freed':
      return value.pool;
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
    case 'pool':
      return value.id;
    case 'none':
    case 'pool_void':
    case 'text':
    case 'buddy':
      return undefined;
  }
}

const hiddenIn = (value: Value): Refusal | undefined =>
  value.is === 'written' ? value.hidden : value.is === 'board' ? value.refusal : undefined;

/** "-ENOMEM (-12)" of a refusal; the refusal hidden behind a successful write counts. */
function errnoOf(result: Result): string | undefined {
  const refusal = result.ok ? hiddenIn(result.value) : result.refusal;
  return refusal && (refusal.errno ?? 'refused');
}

const named = (errno: string): string =>
  errno in ERRNO ? `-${errno} (-${ERRNO[errno as keyof typeof ERRNO]})` : errno;
const hex = (value: number): string => `0x${value.toString(16)}`;

export function judge(what: Expectation, result: Result): Verdict {
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
      const value = numberOf(result.value);
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
