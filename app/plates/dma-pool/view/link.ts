/** The link in the first bytes of a free block, as each generation writes it. */
import type { BoardProfile } from '../../../../engine/contract/profile.ts';
import { hexLower } from '../../../../engine/contract/units.ts';
import type { DmaPoolLayout } from '../../../../engine/contract/view.ts';

/** Bytes of the link at the beginning of a free block; 0 = none lies there. */
export const linkBytesOf = (
  mechanism: DmaPoolLayout['mechanism'],
  arch: BoardProfile['arch'],
): number => {
  if (mechanism === 'bitmap') return 0;
  // The list: an int. The stack: a pointer, and a dma_addr_t as wide as it.
  return mechanism === 'list' ? 4 : arch === 'arm' ? 8 : 16;
};

/** Little-endian bytes as hexadecimal text without 0x. */
const hexOf = (bytes: Uint8Array): string =>
  [...bytes]
    .reverse()
    .map((byte) => hexLower(byte, 2))
    .join('');

export type Link =
  | { readonly is: 'offset'; readonly offset: number; readonly end: boolean }
  /** `next` undefined = NULL; both as hexadecimal text with 0x. */
  | { readonly is: 'pointer'; readonly next: string | undefined; readonly dma: string };

/** What the first bytes say; undefined where no link lies there. */
export const readLink = (
  bytes: Uint8Array,
  { mechanism, allocation }: Pick<DmaPoolLayout, 'mechanism' | 'allocation'>,
  arch: BoardProfile['arch'],
): Link | undefined => {
  const length = linkBytesOf(mechanism, arch);
  if (length === 0 || bytes.length < length) return undefined;
  if (mechanism === 'list') {
    const offset = Number(`0x${hexOf(bytes.subarray(0, 4))}`);
    return { is: 'offset', offset, end: offset >= allocation };
  }
  const next = hexOf(bytes.subarray(0, length / 2));
  const dma = `0x${hexOf(bytes.subarray(length / 2, length))}`;
  return { is: 'pointer', next: /^0*$/.test(next) ? undefined : `0x${next}`, dma };
};

/** A row of a dump in three texts, spaces and line end included. */
export interface HexRow {
  readonly offset: string;
  /** Bytes of the link, and those after it. */
  readonly link: string;
  readonly rest: string;
}

const ROW = 16;
const words = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => ` ${hexLower(byte, 2)}`).join('');

export const hexRows = (bytes: Uint8Array, link: number, most: number): readonly HexRow[] => {
  const rows: HexRow[] = [];
  const end = Math.min(bytes.length, most);
  for (let at = 0; at < end; at += ROW) {
    const after = Math.min(end, at + ROW);
    const cut = Math.max(at, Math.min(after, link));
    rows.push({
      offset: `+${hexLower(at, 3)}`,
      link: words(bytes.subarray(at, cut)),
      rest: `${words(bytes.subarray(cut, after))}\n`,
    });
  }
  return rows;
};
