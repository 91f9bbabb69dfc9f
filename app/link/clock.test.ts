import { afterEach, describe, expect, it, vi } from 'vitest';
import { deadline, pageClock } from './clock.ts';
import { GRACE_MS, LATE_MS } from './limits.ts';
import { ManualClock } from './test/clock.ts';

describe('a deadline', () => {
  const setup = () => {
    const clock = new ManualClock();
    const acted: number[] = [];
    return { clock, acted, callOff: deadline(clock, 100, () => acted.push(clock.now())) };
  };
  it('is met at its time and once', () => {
    const { clock, acted } = setup();
    clock.advance(99);
    expect(acted).toEqual([]);
    clock.advance(GRACE_MS + LATE_MS + 1_000);
    expect(acted).toEqual([100]);
  });
  it('that is called off is none', () => {
    const { clock, acted, callOff } = setup();
    callOff();
    expect(clock.timers).toBe(0);
    clock.advance(10_000);
    expect(acted).toEqual([]);
  });
  it('that comes a little late is met', () => {
    const { clock, acted } = setup();
    clock.sleep(100 + LATE_MS);
    expect(acted).toEqual([100 + LATE_MS]);
  });
  it('that comes very late is put off, once', () => {
    const { clock, acted } = setup();
    clock.sleep(100 + LATE_MS + 1);
    expect(acted).toEqual([]);
    clock.advance(GRACE_MS - 1);
    expect(acted).toEqual([]);
    clock.sleep(3_600_000);
    expect(acted).toHaveLength(1);
  });
  it('that was put off can be called off still', () => {
    const { clock, acted, callOff } = setup();
    clock.sleep(3_600_000);
    callOff();
    expect(clock.timers).toBe(0);
    clock.advance(2 * GRACE_MS);
    expect(acted).toEqual([]);
  });
});

describe('the clock of the page', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  it('counts milliseconds, and acts after so many unless it is called off', () => {
    vi.useFakeTimers();
    const acted: string[] = [];
    const from = pageClock.now();
    pageClock.after(50, () => acted.push('a'));
    const callOff = pageClock.after(50, () => acted.push('b'));
    callOff();
    vi.advanceTimersByTime(49);
    expect([acted, pageClock.now() - from]).toEqual([[], 49]);
    vi.advanceTimersByTime(1);
    expect([acted, pageClock.now() - from]).toEqual([['a'], 50]);
  });
  it('acts with the next frame unless it is called off', () => {
    const frames = new Map<number, () => void>();
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => {
      frames.set(frames.size + 1, act);
      return frames.size;
    });
    vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame));
    const acted: string[] = [];
    const callOff = pageClock.atFrame(() => acted.push('a'));
    pageClock.atFrame(() => acted.push('b'));
    callOff();
    for (const act of frames.values()) act();
    expect(acted).toEqual(['b']);
  });
  it.each([
    ['visible', true],
    ['hidden', false],
  ])('of a page that is %s says whether somebody may be looking: %s', (visibilityState, is) => {
    vi.stubGlobal('document', { visibilityState });
    expect(pageClock.visible()).toBe(is);
  });
});
