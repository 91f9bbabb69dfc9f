import { describe, expect, it } from 'vitest';
import { BlockKind, HEADER, HEADER_SLOTS, NAME_BYTES } from '../../engine/contract/view.ts';
import type { BlockKindName } from '../../engine/contract/view.ts';
import { heldBlocks, heldNames, msysNames, releaseLineAt } from './held.ts';
import { HELD_SHOWN } from '../page/limits.ts';

interface Given {
  readonly name: string;
  readonly op: number;
  readonly kind?: BlockKindName;
  readonly pages?: number;
}

/** Columns that hold these blocks in these slots; `undefined` is a free slot. */
const columns = (...given: (Given | undefined)[]) => {
  const slots = given.length;
  const made = {
    header: new Float64Array(HEADER_SLOTS),
    blockPages: new Uint32Array(slots),
    blockPfn: new Float64Array(slots),
    blockBytes: new Float64Array(slots),
    blockOp: new Uint32Array(slots),
    blockKind: new Uint8Array(slots),
    blockColour: new Uint8Array(slots),
    blockName: new Uint8Array(slots * NAME_BYTES),
  };
  made.header[HEADER.blockHigh] = slots;
  given.forEach((block, slot) => {
    if (!block) return;
    made.blockPages[slot] = block.pages ?? 1;
    made.blockPfn[slot] = 0x26400 + slot;
    made.blockOp[slot] = block.op;
    made.blockKind[slot] = BlockKind[block.kind ?? 'msys'];
    made.blockName.set(new TextEncoder().encode(block.name), slot * NAME_BYTES);
  });
  return made;
};

describe('heldBlocks', () => {
  it('lists what is alive, newest first', () => {
    const found = heldBlocks(
      columns({ name: 'a', op: 1 }, undefined, { name: 'c', op: 9 }, { name: 'b', op: 5 }),
    );
    expect(found.map((block) => block.name)).toEqual(['c', 'b', 'a']);
    expect(found.map((block) => block.slot)).toEqual([2, 3, 0]);
  });
  it('is bounded', () => {
    const many = Array.from({ length: HELD_SHOWN + 7 }, (_, op) => ({ name: `b${op}`, op }));
    expect(heldBlocks(columns(...many))).toHaveLength(HELD_SHOWN);
  });
  it('knows names, and those of msys apart', () => {
    const made = columns({ name: 'a', op: 1 }, { name: 'h', op: 2, kind: 'cma' });
    expect([...heldNames(made)]).toEqual(['h', 'a']);
    expect(msysNames(made)).toEqual(['a']);
  });
});

describe('releaseLineAt', () => {
  it('names a block by its way of being taken', () => {
    const made = columns(
      { name: 'BDMA', op: 1 },
      { name: 'a', op: 2, kind: 'dma_coherent' },
      { name: '', op: 3, kind: 'cma', pages: 8 },
    );
    expect(releaseLineAt(made, 0)).toBe('echo BDMA > /sys/class/mstar/msys/release_dmem');
    expect(releaseLineAt(made, 1)).toBe('dma_free_coherent(a)');
    expect(releaseLineAt(made, 2)).toBe('cma_release(0x26402, 8)');
  });
  it('goes by the address when the name begins another one', () => {
    const made = columns({ name: 'AESDMA_ENG', op: 1 }, { name: 'AESDMA_ENG1', op: 2 });
    expect(releaseLineAt(made, 0)).toMatch(/^msys_release_dmem\("", 0x26400000\)$/);
    expect(releaseLineAt(made, 1)).toBe('echo AESDMA_ENG1 > /sys/class/mstar/msys/release_dmem');
  });
});
