/** A canvas context that draws nothing and remembers what it was asked: drawing tested as data. */
import { readPalette } from '../palette.ts';
import type { Palette } from '../palette.ts';
import type { Brushes } from '../patterns.ts';
import type { MapWords } from '../scene.ts';

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Fill and font when it was called. */
  readonly fill: unknown;
  readonly font: string;
}

export interface Recording {
  readonly ctx: CanvasRenderingContext2D;
  readonly calls: Call[];
  readonly texts: () => string[];
  readonly rects: (fill: string) => number[][];
}

/** Every character is as wide as half its font size: near enough for rules about room. */
const widthOf = (text: string, font: string): number =>
  text.length * (Number.parseFloat(/[\d.]+px/.exec(font)?.[0] ?? '12') / 2);

export const record = (): Recording => {
  const calls: Call[] = [];
  const state: Record<string, unknown> = { fillStyle: '', font: '12px x' };
  const answer = (name: string, args: readonly unknown[]): unknown => {
    calls.push({ name, args, fill: state['fillStyle'], font: String(state['font']) });
    if (name === 'measureText') return { width: widthOf(String(args[0]), String(state['font'])) };
    if (name === 'createImageData') {
      const [width, height] = args as [number, number];
      return { width, height, data: new Uint8ClampedArray(width * height * 4) };
    }
    return undefined;
  };
  const ctx = new Proxy(state, {
    get: (target, name) =>
      name in target ? target[String(name)] : (...args: unknown[]) => answer(String(name), args),
    set: (target, name, value) => {
      target[String(name)] = value;
      return true;
    },
  }) as unknown as CanvasRenderingContext2D;
  return {
    ctx,
    calls,
    texts: () => calls.filter((c) => c.name === 'fillText').map((c) => String(c.args[0])),
    rects: (fill) =>
      calls.filter((c) => c.name === 'fillRect' && c.fill === fill).map((c) => c.args as number[]),
  };
};

/** Tokens by name, so that a recorded fill says which token it was. */
const HEX: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'paper free freeline ink ink2 ink3 line line2 line3 unus waste halo sel focus red redsoft tick oink'.split(
      ' ',
    ),
    Array.from({ length: 9 }, (_, i) => [`o${i}`, `o${i}e`]).flat(),
  ]
    .flat()
    .map((name, i) => [`--${name}`, `#${(0x101010 + i * 0x050607).toString(16)}`]),
);
export const tokenColour = (name: string): string => HEX[name] ?? 'sans';
export const testPalette = (): Palette => readPalette(tokenColour);

export const testBrushes: Brushes = {
  unusable: 'unusable',
  waste: 'waste',
  lent: 'lent',
  slack: 'slack',
  unused: 'unused',
  clash: 'clash',
};

export const testWords: MapWords = {
  unnamed: 'unnamed',
  slack: 'slack',
  pinned: 'pinned',
  free: 'free',
  freePages: (count) => `${count} free`,
  pages: (count) => `${count} pages`,
  pagesAndBytes: (count, bytes) => `${count} pages · ${bytes} B`,
  hole: (pages, usable) => `${pages} pages free, ${usable} usable`,
  cut: (pages, usable) => `${pages} pages free, ${usable} between pins`,
  lost: (pages) => `${pages} lost`,
  lent: (pages) => `lent ${pages}`,
  bytesAndWaste: (bytes, waste) => `${bytes} B, ${waste} waste`,
};
