import { afterEach, expect, it, vi } from 'vitest';
import { FakeLink } from '../session/test/fake-link.ts';
import { makePage } from './made.ts';
import { makeRest } from './rest.ts';

afterEach(() => vi.unstubAllGlobals());

it('the page is one object a class, and another page shares none of them', () => {
  vi.stubGlobal('navigator', {});
  const whole = (): readonly object[] => {
    const page = makePage(new FakeLink());
    return [...Object.values(page), ...Object.values(makeRest(page))];
  };
  const [these, those] = [whole(), whole()];
  const classes = these.map((one) => one.constructor);
  expect(new Set(classes).size).toBe(these.length);
  expect(classes).not.toContain(Object);
  expect(new Set([...these, ...those]).size).toBe(2 * these.length);
});
