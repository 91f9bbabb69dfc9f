import { describe, expect, it } from 'vitest';
import { calls, findCall, parse } from '../../engine/language/index.ts';
import type { CallSpec } from '../../engine/language/index.ts';
import { BLANK, fieldProblem, formLine, missing } from './forms.ts';
import type { FormDraft } from './forms.ts';

const call = (name: string): CallSpec => {
  const spec = findCall(name);
  if (!spec) throw new Error(name);
  return spec;
};
const line = (name: string, draft: Partial<FormDraft>): string =>
  formLine(call(name), { ...BLANK, ...draft });

describe('formLine', () => {
  it.each([
    ['cma_alloc', { values: { count: '64' } }, 'cma_alloc(64)'],
    ['cma_alloc', { into: 'a', values: { count: '64', align: '4' } }, 'a = cma_alloc(64, align=4)'],
    [
      'cma_alloc',
      { values: { count: '4', busy: '0x10,0x12-0x14' } },
      'cma_alloc(4, busy=[0x10,0x12-0x14])',
    ],
    ['cma_alloc', { values: { count: '4' }, expect: 'ENOMEM' }, 'expect ENOMEM cma_alloc(4)'],
    ['cat', { values: { path: '/proc/meminfo' } }, 'cat /proc/meminfo'],
    ['ls', { values: { l: 'y', path: '/sys' } }, 'ls -l /sys'],
    ['echo', { words: 'new1k 1024', values: { path: '/sys/x' } }, 'echo new1k 1024 > /sys/x'],
  ] as const)('%s %j → %s', (name, draft, text) => {
    expect(line(name, draft)).toBe(text);
    expect(parse(text).errors).toEqual([]);
  });
});

/** Something good for every kind of parameter. */
const GOOD: Readonly<Record<string, string>> = {
  number: '1',
  text: 'x',
  path: '/proc/meminfo',
  target: '0x26400',
  pages: '0x26400',
  errnoAtPage: 'EINTR@0x26400',
  bool: '1',
  switch: 'y',
  process: 'p2',
};

describe.each(calls.map((spec) => [spec.name, spec] as const))('the form of %s', (_name, spec) => {
  const good = (params: CallSpec['params']): FormDraft['values'] =>
    Object.fromEntries(
      params.map((param) => [param.name, param.kind.values?.[0] ?? GOOD[param.kind.name] ?? '']),
    );
  it('types a line the language takes, with every field and with the needed ones', () => {
    for (const params of [spec.params, spec.params.filter((param) => !param.optional)])
      expect(parse(formLine(spec, { ...BLANK, values: good(params) })).errors).toEqual([]);
  });
  it('finds nothing wrong with good fields and something with bad numbers', () => {
    for (const param of spec.params) {
      expect(fieldProblem(param, good([param])[param.name] ?? '')).toBeUndefined();
      if (param.kind.name === 'number') expect(fieldProblem(param, '0x')).toBeDefined();
    }
  });
  it('misses what is needed and nothing else', () => {
    const absent = missing(spec, BLANK);
    expect(absent.every((param) => !param.optional)).toBe(true);
    expect(missing(spec, { ...BLANK, values: good(absent) })).toEqual([]);
  });
});
