import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LogRing } from './klog.ts';
import { LateText } from '../memory/bytes/late-text.ts';

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

it('has the same lines whether they are written out at once or when somebody reads them', () => {
  const line = fc.record({
    length: fc.oneof(fc.nat(30), fc.nat(300)),
    late: fc.boolean(),
    read: fc.nat(9).map((n) => n === 0),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const [ring, plain] = [new LogRing(400), new LogRing(400)];
      for (const [i, { length, late, read }] of lines.entries()) {
        const text = String(i % 10).repeat(length);
        ring.push(late ? new LateText(length >> 1, () => text) : text);
        plain.push(text);
        if (read) expect([ring.lines(), ring.lost]).toEqual([plain.lines(), plain.lost]);
      }
      expect(ring.save()).toEqual(plain.save());
    }),
  );
});

it('leaves unwritten what falls out unread', () => {
  const ring = new LogRing(100);
  const unread = new LateText(10, () => expect.unreachable());
  ring.push(unread);
  ring.push('x'.repeat(80));
  expect(ring.lines()).toEqual(['x'.repeat(80)]);
  ring.push(unread);
  ring.push(new LateText(10, () => 'y'.repeat(90)));
  expect(ring.lines()).toEqual(['y'.repeat(90)]);
});
