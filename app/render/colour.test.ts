import { interpolateRgb, rgb } from 'd3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mix, parseColour, toPixel } from './colour.ts';

const byte = fc.integer({ min: 0, max: 255 });
const hex = fc
  .tuple(byte, byte, byte)
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

it('reads what d3 reads, for everything the tokens are written in', () => {
  const short = fc
    .integer({ min: 0, max: 0xfff })
    .map((n) => `#${n.toString(16).padStart(3, '0')}`);
  const call = fc.tuple(byte, byte, byte).map(([r, g, b]) => `rgb(${r}, ${g}, ${b})`);
  fc.assert(
    fc.property(fc.oneof(hex, short, call), (text) => {
      const { r, g, b } = rgb(text);
      expect(parseColour(text)).toEqual({ r, g, b });
    }),
  );
});

it('mixes as d3 mixes', () => {
  fc.assert(
    fc.property(hex, hex, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, share) => {
      expect(mix(from, to, share)).toBe(interpolateRgb(from, to)(share));
    }),
  );
});

it('packs bytes as ImageData has them', () => {
  expect(toPixel('#010203')).toBe(0xff030201);
  expect(toPixel('rgba(255, 255, 255, 0.5)')).toBe(0xffffffff);
});

it('takes black for what it cannot read', () => {
  expect(parseColour('')).toEqual({ r: 0, g: 0, b: 0 });
  expect(parseColour('oklch(1 0 0)')).toEqual({ r: 0, g: 0, b: 0 });
});
