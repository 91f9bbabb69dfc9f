/**
 * `cma=SIZE[@BASE[-LIMIT]]`: early_cma() of drivers/base/dma-contiguous.c (4.x) and
 * kernel/dma/contiguous.c (6.x), and the memparse() of lib/cmdline.c it reads numbers with.
 */
import type { Bytes, PhysAddr } from '../../../contract/units.ts';

/** Each suffix shifts by ten bits more than the one before. */
const SUFFIXES = 'KMGTPE';
const U64 = 64;

/** A number as memparse() reads it, modulo 2^64, and what follows it. Never fails: no digit is 0. */
export function memparse(text: string): { readonly value: bigint; readonly rest: string } {
  const hex = /^0[xX]([0-9a-fA-F]+)/.exec(text);
  const found = hex?.[0] ?? /^(?:0[0-7]*|[0-9]*)/.exec(text)![0];
  const digits = hex?.[1] ?? found;
  const base = hex ? 16n : found.startsWith('0') ? 8n : 10n;
  let value = 0n;
  for (const digit of digits)
    value = BigInt.asUintN(U64, value * base + BigInt(parseInt(digit, 16)));
  const rest = text.slice(found.length);
  const power = rest === '' ? -1 : SUFFIXES.indexOf(rest[0]!.toUpperCase());
  if (power < 0) return { value, rest };
  return { value: BigInt.asUintN(U64, value << BigInt(10 * (power + 1))), rest: rest.slice(1) };
}

export interface CmaCommandLine {
  readonly size: Bytes;
  readonly base: PhysAddr;
  readonly limit: PhysAddr;
  /** The region must lie at exactly `base`: base + size is the limit, given or implied. */
  readonly fixed: boolean;
  /** Characters after what was understood; the kernel ignores them silently. */
  readonly ignored: string;
}

/**
 * The fields of `cma=`; undefined if the size reads as all ones, which the kernel takes for "no cma=
 * was given". `physBits` is the width of phys_addr_t: numbers are cut to it (so cma=4G is 0 on 32-bit
 * ARM). Numbers beyond 2^53 come back rounded; no memory lies there.
 */
export function parseCmaCommandLine(text: string, physBits: 32 | 64): CmaCommandLine | undefined {
  const cut = (value: bigint) => BigInt.asUintN(physBits, value);
  const size = memparse(text);
  if (cut(size.value) === cut(-1n)) return undefined;
  let { rest } = size;
  let base = 0n;
  let limit = 0n;
  if (rest.startsWith('@')) {
    const at = memparse(rest.slice(1));
    base = cut(at.value);
    rest = at.rest;
    limit = cut(base + size.value);
    if (rest.startsWith('-')) {
      const end = memparse(rest.slice(1));
      limit = cut(end.value);
      rest = end.rest;
    }
  }
  return {
    size: Number(cut(size.value)),
    base: Number(base),
    limit: Number(limit),
    fixed: cut(base + size.value) === limit,
    ignored: rest,
  };
}
