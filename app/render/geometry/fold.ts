/**
 * The ribbon's scale: one scale wherever there is memory, and empty space folded to a fixed width.
 * Addresses are bytes, positions are pixels.
 */
import { roundDown, roundUp } from '../../../engine/contract/units.ts';
import type { MemoryBank } from '../../../engine/contract/profile.ts';

export interface FoldPart {
  readonly kind: 'memory' | 'fold';
  readonly from: number;
  readonly to: number;
  readonly x0: number;
  readonly x1: number;
}

export interface FoldScale {
  readonly parts: readonly FoldPart[];
  readonly width: number;
  /** Pixels a byte of memory. */
  readonly density: number;
  x(address: number): number;
  /** The address at a position; inside a fold the nearer edge of memory. */
  address(x: number): number;
}

/** Banks in ascending order, those that touch joined. */
export const joinBanks = (banks: readonly MemoryBank[]): [from: number, to: number][] => {
  const joined: [number, number][] = [];
  for (const { base, size } of [...banks].sort((a, b) => a.base - b.base)) {
    const last = joined.at(-1);
    if (last !== undefined && base <= last[1]) last[1] = Math.max(last[1], base + size);
    else joined.push([base, base + size]);
  }
  return joined;
};

/** What is drawn: memory with a fold before, between and after up to `end` (4 GiB, or more). */
const spansOf = (banks: readonly MemoryBank[], end: number): Omit<FoldPart, 'x0' | 'x1'>[] => {
  const spans: Omit<FoldPart, 'x0' | 'x1'>[] = [];
  let at = 0;
  for (const [from, to] of joinBanks(banks)) {
    if (from > at) spans.push({ kind: 'fold', from: at, to: from });
    spans.push({ kind: 'memory', from, to });
    at = to;
  }
  if (at < end) spans.push({ kind: 'fold', from: at, to: end });
  return spans;
};

const SPACE_32 = 2 ** 32;

export const createFold = (
  banks: readonly MemoryBank[],
  width: number,
  foldWidth: number,
): FoldScale => {
  const top = banks.reduce((most, bank) => Math.max(most, bank.base + bank.size), 0);
  const spans = spansOf(banks, Math.max(SPACE_32, top));
  const folds = spans.filter((span) => span.kind === 'fold').length;
  const memory = spans.reduce((sum, s) => sum + (s.kind === 'memory' ? s.to - s.from : 0), 0);
  const room = Math.max(1, width - folds * foldWidth);
  const density = memory > 0 ? room / memory : 0;
  let x = 0;
  const parts = spans.map((span): FoldPart => {
    const x0 = x;
    x += span.kind === 'fold' ? foldWidth : (span.to - span.from) * density;
    return { ...span, x0, x1: x };
  });
  return { parts, width, density, x: (a) => toX(parts, a), address: (p) => toAddress(parts, p) };
};

const toX = (parts: readonly FoldPart[], address: number): number => {
  const part = parts.find((p) => address < p.to) ?? parts.at(-1);
  if (part === undefined) return 0;
  const share = (address - part.from) / (part.to - part.from);
  return part.x0 + Math.min(1, Math.max(0, share)) * (part.x1 - part.x0);
};

const toAddress = (parts: readonly FoldPart[], x: number): number => {
  const i = parts.findIndex((p) => x < p.x1);
  const part = parts[i] ?? parts.at(-1);
  if (part === undefined) return 0;
  const share = Math.min(1, Math.max(0, (x - part.x0) / (part.x1 - part.x0)));
  if (part.kind === 'memory') return part.from + share * (part.to - part.from);
  const hasBefore = parts[i - 1]?.kind === 'memory';
  const hasBehind = parts[i + 1]?.kind === 'memory';
  return hasBehind && (share >= 0.5 || !hasBefore) ? part.to : part.from;
};

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Snap a window to `step`, at least one step wide, inside the memory that holds its middle. */
export const snapWindow = (banks: readonly MemoryBank[], window: Window, step: number): Window => {
  const middle = (window.from + window.to) / 2;
  const joined = joinBanks(banks);
  const home = joined.find(([, to]) => middle < to) ?? joined.at(-1);
  if (home === undefined) return window;
  const from = Math.max(home[0], Math.min(roundDown(window.from, step), home[1] - step));
  const to = Math.min(home[1], Math.max(roundUp(window.to, step), from + step));
  return { from, to };
};

/** The window a map opens with: the regions with as much again around them, inside their bank. */
export const windowAround = (banks: readonly MemoryBank[], from: number, to: number): Window => {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, to - from)));
  const step = Math.max(size, 2 ** 20);
  const wide = { from: Math.max(0, roundDown(from, step) - step), to: roundUp(to, step) + step };
  return snapWindow(banks, wide, step);
};
