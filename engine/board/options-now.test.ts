import { describe, expect, it } from 'vitest';
import { BOARD_OPTIONS, BOARDS, configureBoard } from './boards.ts';
import { optionsNow } from './options-now.ts';
import type { BoardProfile } from '../contract/profile.ts';

const texts = (board: BoardProfile): Readonly<Record<string, string>> =>
  Object.fromEntries(optionsNow(board).map(({ option, value }) => [option.name, value]));
const made = (id: string, options: Readonly<Record<string, string>>): BoardProfile => {
  const board = configureBoard(id, options);
  if ('refused' in board) throw new Error(JSON.stringify(board.refused));
  return board;
};

describe.each(BOARDS.map((board) => [board.id, board] as const))('options of %s', (id, board) => {
  it('written down as they are now make the same board', () => {
    expect(texts(made(id, texts(board)))).toEqual(texts(board));
  });

  it('whose values are a list accept each of them, or this board says what it accepts', () => {
    for (const { option } of optionsNow(board)) {
      for (const value of option.values ?? []) {
        const now = configureBoard(id, { [option.name]: value });
        if ('refused' in now) expect(now.refused.args?.['accepts']).toBe(option.accepts);
        else expect(texts(now)[option.name]).toBe(value);
      }
    }
  });

  it('that it does not have are refused', () => {
    const here = new Set(optionsNow(board).map(({ option }) => option.name));
    for (const option of BOARD_OPTIONS.filter(({ name }) => !here.has(name)))
      expect(configureBoard(id, { [option.name]: option.values?.[0] ?? '4' })).toHaveProperty(
        'refused',
      );
  });
});

it('sizes are written with the largest suffix that fits', () => {
  expect(texts(made('generic', { mem: '1536M' }))['mem']).toBe('1536M');
  expect(texts(made('generic', { mem: '2048M' }))['mem']).toBe('2G');
  expect(texts(made('ssd202', { coherent_pool: '256K' }))['coherent_pool']).toBe('256K');
});

it('every option is told of some board', () => {
  const told = new Set(
    BOARDS.flatMap((board) => optionsNow(board).map(({ option }) => option.name)),
  );
  expect(told).toEqual(new Set(BOARD_OPTIONS.map(({ name }) => name)));
});
