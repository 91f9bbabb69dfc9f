/** Sizes as people say them: exact, and in the largest unit that says it without a fraction of two digits. */
import { GiB, KiB, MiB } from '../../engine/contract/units.ts';

export const grouped = (value: number): string =>
  String(Math.trunc(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

const STEPS = [
  ['GiB', GiB],
  ['MiB', MiB],
  ['KiB', KiB],
] as const;

export function sizeText(bytes: number): string {
  for (const [unit, scale] of STEPS) {
    if (bytes < scale) continue;
    const value = bytes / scale;
    const text = value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2);
    return `${text.replace(/\.0+$|(\.[0-9])0$/, '$1')} ${unit}`;
  }
  return `${grouped(bytes)} B`;
}
