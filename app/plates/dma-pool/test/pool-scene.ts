/** Frames and scenes of DMA pools for tests, made by the real machine from lines as one types them. */
import { ALL_SYSTEMS } from '../../../../engine/machine/all-systems.ts';
import type { Outcome } from '../../../../engine/contract/command.ts';
import { createMachine } from '../../../../engine/index.ts';
import type { Machine } from '../../../../engine/index.ts';
import { parse } from '../../../../engine/language/index.ts';
import { PageIndex, servingPage } from '../draw/pages.ts';
import type { PoolScene, PoolWords } from '../draw/scene.ts';
import { createPoolSpace } from '../draw/space.ts';
import type { Frame } from '../../../frame/frame.ts';
import { testBrushes, testPalette } from '../../../render/test/recording.ts';

export class TypedMachine {
  readonly machine: Machine = createMachine(ALL_SYSTEMS);
  #serial = 0;

  constructor(...lines: readonly string[]) {
    this.run(...lines);
  }
  run(...lines: readonly string[]): Outcome {
    const { statements, errors } = parse(lines.join('\n'));
    if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
    const outcomes = statements.map(({ command }) => this.machine.exec(command));
    this.machine.check();
    return outcomes.at(-1)!;
  }
  /** Where the block lies that a line takes. */
  taken(line: string): number {
    const { result } = this.run(line);
    if (!result.ok || result.value.is !== 'pool_block') throw new Error(`${line} took no block`);
    return result.value.phys;
  }
  /** A still copy of what may be seen. */
  frame(): Frame {
    this.#serial += 1;
    const { layout, columns, generations } = this.machine.view();
    const still = <T extends object>(all: T): T =>
      Object.fromEntries(
        Object.entries(all).map(([name, array]) => [name, (array as Uint8Array).slice()]),
      ) as T;
    const copy = { columns: still(columns), generations: still(generations) };
    return { layout, ...copy, serial: this.#serial, epoch: layout.id };
  }
}

/** SSD202 with room in CMA, and what is typed after. */
export const typedPools = (...lines: readonly string[]): TypedMachine =>
  new TypedMachine('board ssd202 cma=8M', ...lines);

export const testPoolWords: PoolWords = {
  free: (free, blocks) => (blocks === 0 ? `${free} free` : `${free} of ${blocks} free`),
  full: 'full',
  lost: (slot) => `lost ${slot}`,
  overrun: (bytes) => `past by ${bytes}`,
  inOrder: (count, last) => `${count} in order to ${last}`,
  short: (count) => `${count}`,
  moreJumps: (count) => `${count} more jumps`,
  broken: 'broken',
  loop: 'loop',
  headBroken: 'head broken',
  unreachable: (count) => `${count} unreachable`,
  away: (page, slot) => `then ${page} ${slot}`,
};

const palette = testPalette();

/** The scene of a pool, the first unless its place is said. */
export const poolScene = (view: Frame, width = 900, index = 0): PoolScene => {
  const pool = view.layout.dmaPools[index]!;
  const pages = new PageIndex();
  pages.update(view);
  const rows = pages.of(pool);
  const space = createPoolSpace({ pool, pages: rows.length, width, scale: 1 });
  const serving = servingPage(view, pages, pool);
  const open = serving === undefined ? 0 : rows.indexOf(serving);
  const stage = { palette, brushes: testBrushes, words: testPoolWords, colour: 2, ratio: 1 };
  return { view, pool, pages, space, open, ...stage };
};
