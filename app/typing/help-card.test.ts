import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine } from '../../engine/index.ts';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { BOARDS } from '../../engine/index.ts';
import { parse } from '../../engine/language/index.ts';
import { aboutFile } from './file-about.ts';
import { cardAt } from './help-card.ts';
import { withWords } from '../words/i18n.svelte.ts';

beforeAll(() => withWords(() => Promise.resolve()));

/** The caret stands where the bar is. */
const card = (marked: string) => cardAt(marked.replace('|', ''), marked.indexOf('|'));

describe('cardAt', () => {
  it('explains a call, its parameters and their defaults', () => {
    expect(card('a = cma_al|loc(64)')).toMatchObject({
      from: 4,
      to: 13,
      word: undefined,
    });
    expect(card('a = cma_al|loc(64)')?.signature).toMatch(/^cma_alloc\(count\[, align=0\]/);
    const params = card('cma_alloc(64, ali|gn=4)')?.params ?? [];
    expect(params.filter((param) => param.here).map(({ name }) => name)).toEqual(['align']);
    expect(params.find(({ name }) => name === 'align')?.about).toMatch(/Default: 0\.$/);
  });
  it('says what a file is, with or without quotes', () => {
    for (const line of ['cat /proc/mem|info', "cat '/proc/mem|info'"]) {
      expect(card(line)?.word?.name).toBe('/proc/meminfo');
      expect(card(line)?.word?.about).toMatch(/CmaFree/);
    }
    expect(card('cat /proc/un|known')?.word).toBeUndefined();
  });
  it('says what an option of a board takes', () => {
    const word = card('board ssd202 ker|nel=4.9')?.word;
    expect(word?.name).toBe('kernel=');
    expect(word?.about).toMatch(/4\.9/);
  });
  it.each(['# cma_al|loc', 'frob|nicate(1)', '|', 'cma_alloc(1) |'])(
    'knows nothing of %j',
    (text) => {
      expect(card(text)).toBeUndefined();
    },
  );
});

describe('aboutFile', () => {
  it('knows every file that a board can have', () => {
    for (const { id } of BOARDS) {
      const machine = createMachine(ALL_SYSTEMS);
      const lines = [
        `board ${id}`,
        `board ${id} CONFIG_DMA_API_DEBUG=y`,
        'dma_pool_create("x", 96, 32, 4096)',
      ];
      for (const { command } of parse(lines.join('\n')).statements) {
        machine.exec(command);
        for (const path of machine.paths()) expect(aboutFile(path), path).toBeDefined();
      }
    }
  });
  it('knows no folder', () => {
    expect(aboutFile('/sys/kernel/debug/cma')).toBeUndefined();
  });
});
