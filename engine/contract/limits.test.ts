/** Every bound of limits.ts, from both sides, where a person can reach it. */
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import { describe, expect, it } from 'vitest';
import { createMachine } from '../index.ts';
import { parse } from '../language/index.ts';
import {
  MAX_CMA_AREAS,
  MAX_EVENTS,
  MAX_HANDLES,
  MAX_LINE_CHARS,
  MAX_LOG_LINES,
  MAX_NUMBER,
  MAX_SOURCE_CHARS,
  MAX_SYNTAX_ERRORS,
  MAX_WORKLOAD_OPS,
} from './limits.ts';

function typed(source: string) {
  const machine = createMachine(ALL_SYSTEMS);
  const { statements, errors } = parse(source);
  expect(errors).toEqual([]);
  return { machine, outcomes: statements.map(({ command }) => machine.exec(command)) };
}
const why = (source: string): string => {
  const result = typed(source).outcomes.at(-1)!.result;
  return result.ok ? 'ok' : result.refusal.why.id;
};
const errors = (source: string): readonly string[] =>
  parse(source).errors.map((error) => error.message.id);

describe('limits', () => {
  it('MAX_PAGES: 16 GiB of regions, not a page more', () => {
    expect(why('board generic mem=20G cma=16G')).toBe('ok');
    expect(why('board generic mem=20G cma=16386M')).toBe('board.cmaRefused');
    expect(
      why('board generic mem=20G cma=16G\ncma_declare_contiguous(0, 2M, 0, 0, 0, 0, "more")'),
    ).toBe('board.tooManyPages');
  });
  it('MAX_CMA_AREAS', () => {
    const declare = (n: number): string =>
      Array.from(
        { length: n },
        (_, i) => `cma_declare_contiguous(0, 2M, 0, 0, 0, 0, "r${i}")`,
      ).join('\n');
    expect(why(`board generic\n${declare(MAX_CMA_AREAS - 1)}`)).toBe('ok');
    expect(why(`board generic\n${declare(MAX_CMA_AREAS)}`)).toBe('reserve.noSlot');
  });
  it('MAX_HANDLES', () => {
    const machine = createMachine(ALL_SYSTEMS);
    const take = (into: string) => machine.exec({ kind: 'dma_alloc_coherent', into, size: 4096 });
    machine.exec({ kind: 'board', board: 'generic', options: {} });
    for (let i = 0; i < MAX_HANDLES; i++) take(`h${i}`);
    expect(take('h0').result.ok).toBe(true);
    expect(take('more').result).toMatchObject({ refusal: { why: { id: 'handle.limit' } } });
  });
  it('MAX_EVENTS and MAX_LOG_LINES: the rest is counted', () => {
    const pinned = (pages: number) => {
      const pins = Array.from({ length: pages }, (_, i) => `pin ${0x26400 + i}`).join('\n');
      return typed(`board ssd202\n${pins}\ncma_alloc(200)`).outcomes.at(-1)!;
    };
    // An attempt and what was busy for each window, then the attempt that succeeds and the claim.
    const fit = MAX_EVENTS / 2 - 1;
    expect(pinned(fit).events).toHaveLength(MAX_EVENTS);
    expect(pinned(fit).dropped.events).toBe(0);
    const { events, dropped } = pinned(fit + 1);
    expect([events.length, dropped.events]).toEqual([MAX_EVENTS, 2]);
    expect(events.at(-1)).toMatchObject({ is: 'claimed' });
    const long = typed('board ssd202\nworkload cma ops=5000 seed=1 mix=small').outcomes.at(-1)!;
    expect(long.events).toHaveLength(MAX_EVENTS);
    expect(long.dropped.events).toBeGreaterThan(0);
    expect(long.log).toHaveLength(MAX_LOG_LINES);
    expect(long.dropped.log).toBeGreaterThan(0);
  });
  it('MAX_SOURCE_CHARS', () => {
    expect(errors(`#${'x'.repeat(MAX_LINE_CHARS - 2)}`)).toEqual([]);
    const lines = '#\n'.repeat(MAX_SOURCE_CHARS / 2);
    expect(errors(lines)).toEqual([]);
    expect(errors(`${lines}#`)).toHaveLength(1);
  });
  it('MAX_LINE_CHARS', () => {
    const line = (n: number): string => `cat /${'x'.repeat(n - 5)}`;
    expect(errors(line(MAX_LINE_CHARS))).toEqual([]);
    expect(errors(line(MAX_LINE_CHARS + 1))).toEqual(['language.lineTooLong']);
  });
  it('MAX_SYNTAX_ERRORS: then one line says that there are more', () => {
    expect(errors('?\n'.repeat(MAX_SYNTAX_ERRORS - 1))).toHaveLength(MAX_SYNTAX_ERRORS - 1);
    expect(errors('?\n'.repeat(MAX_SYNTAX_ERRORS * 3))).toHaveLength(MAX_SYNTAX_ERRORS + 1);
  });
  it('MAX_NUMBER', () => {
    expect(errors(`cma_alloc(${MAX_NUMBER})`)).toEqual([]);
    expect(errors(`cma_alloc(${MAX_NUMBER + 1})`)).toHaveLength(1);
  });
  it('MAX_WORKLOAD_OPS', () => {
    expect(errors(`workload cma ops=${MAX_WORKLOAD_OPS} seed=1 mix=dma`)).toEqual([]);
    expect(errors(`workload cma ops=${MAX_WORKLOAD_OPS + 1} seed=1 mix=dma`)).toHaveLength(1);
  });
});
