import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PagedBytes } from './paged-bytes.ts';

const PIECE = 65_536;
const SPAN = 2 * PIECE;
const BASE = 0x1_0000_0000 - PIECE;
const address = fc.oneof(
  fc.integer({ min: PIECE - 6000, max: PIECE + 100 }),
  fc.integer({ min: 0, max: SPAN - 5000 }),
);
const step = fc.oneof(
  fc.tuple(fc.constant('byte' as const), address, fc.integer({ min: 0, max: 255 })),
  fc.tuple(fc.constant('word' as const), address, fc.integer({ min: 0, max: 0xffff_ffff })),
  fc.tuple(fc.constant('fill' as const), address, fc.constantFrom(0, 0xa7)),
  fc.tuple(fc.constant('page' as const), fc.constantFrom(0, PIECE), fc.constantFrom(0, 0xa9)),
  fc.tuple(fc.constant('write' as const), address, fc.integer({ min: 0, max: 5000 })),
);

describe('paged bytes', () => {
  it('are the bytes of one array', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const paged = new PagedBytes();
        const plain = new Uint8Array(SPAN + 8);
        const view = new DataView(plain.buffer);
        for (const [kind, at, value] of steps) {
          if (kind === 'byte') {
            paged.setByte(BASE + at, value);
            plain[at] = value;
          } else if (kind === 'word') {
            paged.setWord(BASE + at, value);
            view.setUint32(at, value, true);
          } else if (kind === 'write') {
            const bytes = Uint8Array.from({ length: value }, (_, i) => i % 251);
            paged.write(BASE + at, bytes);
            plain.set(bytes, at);
          } else {
            const length = kind === 'page' ? PIECE : 300;
            paged.fill(BASE + at, length, value);
            plain.fill(value, at, at + length);
          }
          expect(paged.word(BASE + at)).toBe(view.getUint32(at, true));
          expect(paged.byte(BASE + at + 1)).toBe(plain[at + 1]);
        }
        const other = paged.read(BASE, SPAN + 8).findIndex((byte, at) => byte !== plain[at]);
        expect(other).toBe(-1);
      }),
    );
  });

  it('a word across two pieces, and the first byte that differs', () => {
    const paged = new PagedBytes();
    paged.setWord(PIECE - 2, 0x8877_6655);
    expect(paged.word(PIECE - 2)).toBe(0x8877_6655);
    paged.fill(100, 64, 0xa7);
    expect(paged.firstOther(100, 64, 0xa7)).toBe(-1);
    paged.setByte(131, 0);
    expect([paged.firstOther(100, 64, 0xa7), paged.firstOther(164, 4, 0)]).toEqual([31, -1]);
  });
});
