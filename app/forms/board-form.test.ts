import { describe, expect, it } from 'vitest';
import { BOARDS } from '../../engine/index.ts';
import { parse } from '../../engine/language/index.ts';
import { seedFrame } from '../render/test/frames.ts';
import { boardLine, boardProblems, draftOf, fieldsOf } from './board-form.ts';

const { board: ssd202 } = seedFrame().layout;
const draft = (name: string, options: Readonly<Record<string, string>> = {}) => ({ name, options });

describe('the form of a board', () => {
  it('begins with the present board, and says only what is otherwise', () => {
    expect(boardLine(draftOf(ssd202))).toBe('board ssd202');
    expect(boardLine(draftOf({ ...ssd202, cma: '4M', cmaDebug: false }))).toBe(
      'board ssd202 cma=4M CONFIG_CMA_DEBUG=n',
    );
    expect(boardLine(draftOf(undefined))).toBe(`board ${BOARDS[0]!.id}`);
  });

  it('shows what matters first, and of each board only what it takes', () => {
    const names = (id: string) => {
      const { first, others } = fieldsOf(draft(id));
      return [first, others].map((some) => some.map(({ option }) => option.name));
    };
    expect(names('generic')[0]).toEqual(['kernel', 'mem', 'cma']);
    expect(names('generic')[1]).not.toContain('MSYS_DEBUG');
    expect(names('ssd202')[1]).toContain('MSYS_DEBUG');
    expect(names('dm365').flat()).toEqual([
      ...['mem', 'cmem', 'dma_pool', 'CONFIG_SLUB_DEBUG_ON', 'CONFIG_DMA_API_DEBUG'],
    ]);
  });

  it('leaves out what is empty or as the board has it; what it says can be read', () => {
    const line = boardLine(draft('generic', { mem: ' ', cma: '256M', kernel: '6.14' }));
    expect(line).toBe('board generic kernel=6.14');
    for (const { id } of BOARDS) expect(parse(boardLine(draft(id))).errors).toEqual([]);
    const quoted = boardLine(draft('generic', { cma: '4 M"' }));
    expect(parse(quoted).statements[0]?.command).toMatchObject({ options: { cma: '4 M"' } });
  });

  it('says beside each field what is wrong with it', () => {
    expect(boardProblems(draft('generic', { mem: '1G', cma: '64M' }))).toEqual({});
    const wrong = boardProblems(
      draft('generic', { mem: '3', order_per_bit: '12', cma: '64M', kernel: '4.9' }),
    );
    expect(Object.keys(wrong).sort()).toEqual(['kernel', 'mem', 'order_per_bit']);
    expect(wrong['mem']).toMatchObject({
      id: 'board.badOption',
      args: { option: 'mem', value: '3' },
    });
    expect(Object.keys(boardProblems(draft('generic', { mem: '32G', cma: '20G' })))).toEqual([
      'cma',
    ]);
  });
});
