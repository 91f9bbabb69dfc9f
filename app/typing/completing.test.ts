import { describe, expect, it } from 'vitest';
import { applied, choicesAt, choicesFrom, common } from './completing.ts';

const context = {
  boards: ['ssd202', 'generic'],
  paths: ['/proc/meminfo', '/sys/class/mstar/msys/dmem', '/sys/class/mstar/msys/dmem_alloc'],
  handles: ['a', 'ab'],
  regions: ['reserved'],
  dmemNames: ['BDMA'],
};
/** Accept the first choice at the end of the text. */
const tab = (text: string): string => {
  const [choice] = choicesAt(text, text.length, context);
  return choice ? applied(text, choice).text : text;
};

describe('accepting a choice', () => {
  it.each([
    ['cma_al', 'cma_alloc('],
    ['boa', 'board '],
    ['cat /pr', 'cat /proc/'],
    ['cat /proc/m', 'cat /proc/meminfo '],
  ])('%s → %s', (before, after) => {
    expect(tab(before)).toBe(after);
  });
  it('replaces the whole line by an entry of the history', () => {
    const [choice] = choicesFrom(['cat /proc/meminfo'], 'cat');
    expect(choice && applied('cat', choice)).toEqual({ text: 'cat /proc/meminfo', caret: 17 });
  });
  it('keeps what stands after the caret', () => {
    const [choice] = choicesAt('cma_al(4)', 6, context);
    expect(choice && applied('cma_al(4)', choice).text).toBe('cma_alloc(4)');
  });
});

it('common is what all choices begin with', () => {
  const choices = choicesAt('cat /sys/class/mstar/msys/d', 27, context);
  expect(choices.map((choice) => choice.label)).toEqual(['dmem', 'dmem_alloc']);
  expect(common(choices)).toBe('dmem');
  expect(common([])).toBe('');
});
