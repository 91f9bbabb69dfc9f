import { expect, it } from 'vitest';
import { LogRing } from './klog.ts';

it('keeps every line while there is room and drops the oldest when there is none', () => {
  // A record is 16 bytes of header and the text, padded to four: 20 bytes each here.
  const ring = new LogRing(60);
  for (const text of ['a', 'b', 'c']) ring.push(text);
  expect([ring.lines(), ring.lost]).toEqual([['a', 'b', 'c'], 0]);
  ring.push('d');
  expect([ring.lines(), ring.lost]).toEqual([['b', 'c', 'd'], 1]);
});

it('keeps the newest line even if it alone is too long', () => {
  const ring = new LogRing(32);
  ring.push('a');
  ring.push('x'.repeat(100));
  expect(ring.lines()).toEqual(['x'.repeat(100)]);
});

it('stays right over many lines', () => {
  const ring = new LogRing(200);
  for (let i = 0; i < 10_000; i++) ring.push(String(i % 10));
  expect(ring.lines()).toHaveLength(10);
  expect(ring.lost).toBe(9_990);
  ring.clear();
  expect(ring.lines()).toEqual([]);
});
