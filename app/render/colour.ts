/**
 * The two things the maps do with colours: pack one into a pixel, and mix two. What the tokens are
 * written in is all that is read (#rgb, #rrggbb, rgb(), rgba()); d3-color, the twin in the test,
 * reads everything and weighs as much as a layer of the map.
 */
interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

const HEX = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i;
const RGB = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/i;

/** Black for what it cannot read: a map without its token is still a map. */
export function parseColour(text: string): Rgb {
  const hex = HEX.exec(text.trim());
  if (hex) {
    const digits = hex[2] ?? [...(hex[1] ?? '')].map((digit) => digit + digit).join('');
    const part = (at: number): number => Number(`0x${digits.slice(at, at + 2)}`);
    return { r: part(0), g: part(2), b: part(4) };
  }
  const [, r = 0, g = 0, b = 0] = RGB.exec(text.trim()) ?? [];
  return { r: Number(r), g: Number(g), b: Number(b) };
}

/** 0xAABBGGRR, opaque. */
export function toPixel(text: string): number {
  const { r, g, b } = parseColour(text);
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}

/** `from` at 0, `to` at 1, straight through RGB. */
export function mix(from: string, to: string, share: number): string {
  const a = parseColour(from);
  const b = parseColour(to);
  const between = (x: number, y: number): number => Math.round(x * (1 - share) + y * share);
  return `rgb(${between(a.r, b.r)}, ${between(a.g, b.g)}, ${between(a.b, b.b)})`;
}
