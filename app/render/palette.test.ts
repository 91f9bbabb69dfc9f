/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rgb } from 'd3';
import { PageState } from '../../engine/contract/view.ts';
import { toPixel } from './colour.ts';
import { OWNER_CLASSES, PixelClass, pixelClass, readPalette } from './palette.ts';

const tokens = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');

/** Custom properties of one theme, as the style sheet has them. */
const themeOf = (theme: 'light' | 'dark'): ((name: string) => string) => {
  const found = new Map<string, string>();
  for (const [, selector, body] of tokens.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selector!.includes(`data-theme='${theme}'`)) continue;
    for (const [, name, value] of body!.matchAll(/(--[\w-]+):\s*([^;]+);/g))
      found.set(name!, value!.trim());
  }
  return (name) => found.get(name) ?? '';
};

type Linear = readonly [number, number, number];
const linear = (colour: string): Linear => {
  const { r, g, b } = rgb(colour);
  const to = (c: number): number =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
  return [to(r), to(g), to(b)];
};
const luminance = (colour: string): number => {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
/** WCAG 2 contrast. */
const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const SIGHTS: Readonly<Record<string, readonly Linear[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};
const oklab = ([r, g, b]: Linear): Linear => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};
const seen = (colour: string, sight: readonly Linear[]): Linear => {
  const c = linear(colour);
  const [r, g, b] = sight.map((row) =>
    Math.min(1, Math.max(0, row[0] * c[0] + row[1] * c[1] + row[2] * c[2])),
  );
  return oklab([r!, g!, b!]);
};
const distance = (a: Linear, b: Linear): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const token = themeOf(theme);
  const palette = readPalette(token);
  const owners = Array.from({ length: OWNER_CLASSES }, (_, i) => i);

  it('has every token the maps use', () => {
    for (const value of Object.values(palette))
      if (typeof value === 'string' && value.startsWith('#'))
        expect(rgb(value).displayable()).toBe(true);
    for (const name of [
      '--paper',
      '--free',
      '--freeline',
      '--unus',
      '--waste',
      '--sel',
      '--focus',
      '--oink',
    ])
      expect(token(name), name).not.toBe('');
  });

  it.each(owners)('names can be read on owner %i', (i) => {
    expect(contrast(palette.ownerInk, palette.owners[i]!.fill)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(owners)('the coast of owner %i stands out from free land', (i) => {
    expect(contrast(palette.owners[i]!.edge, palette.free)).toBeGreaterThanOrEqual(3);
  });

  it('text, rings and marks stand out from the paper', () => {
    for (const text of [palette.ink, palette.ink2, palette.ink3])
      expect(contrast(text, palette.paper)).toBeGreaterThanOrEqual(4.5);
    for (const mark of [palette.selected, palette.focus, palette.waste])
      expect(contrast(mark, palette.paper)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(SIGHTS))('owners differ in %s sight', (name) => {
    const colours = owners.map((i) => seen(palette.owners[i]!.fill, SIGHTS[name]!));
    for (const a of owners)
      for (const b of owners)
        if (a < b)
          expect(distance(colours[a]!, colours[b]!), `${a} and ${b}`).toBeGreaterThanOrEqual(0.06);
  });
});

describe('state bytes', () => {
  it.each([
    [0, PixelClass.free],
    [PageState.LENT, PixelClass.lent],
    [PageState.PINNED, PixelClass.pinned],
    [PageState.PINNED | PageState.LENT, PixelClass.pinned],
    [PageState.ALLOCATED, PixelClass.owner],
    [PageState.ALLOCATED | 8, PixelClass.owner + 8],
    [PageState.ALLOCATED | PageState.SLACK | 8, PixelClass.slack],
    [PageState.ALLOCATED | 15, PixelClass.owner + 8],
  ])('%i is class %i', (state, expected) => {
    expect(pixelClass(state)).toBe(expected);
  });

  it('become pixels as ImageData wants them', () => {
    expect(toPixel('#102030')).toBe(0xff302010);
    expect(toPixel('rgb(255, 0, 0)')).toBe(0xff0000ff);
  });
});
