import { describe, expect, test } from 'vitest';
import { choicesFor, firstBoard, teachingSetting, valueOf, withSetting } from './settings.ts';

const ALIGN = 'CONFIG_CMA_ALIGNMENT';
const rewritten = (text: string, option: string, value: string): string => {
  const steps = withSetting(text, { option, value });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const answer = step.value;
  return 'text' in answer ? answer.text : answer.refused.id;
};

describe('another setting', () => {
  test.each([
    ['board imx6\na = cma_alloc(4)\n', '4', `board imx6 ${ALIGN}=4\na = cma_alloc(4)\n`],
    [`board imx6 ${ALIGN}=6 cma=64M\n`, '4', `board imx6 cma=64M ${ALIGN}=4\n`],
    [`board imx6 ${ALIGN}=6 # why\n`, '', 'board imx6 # why\n'],
    ['cma_alloc(4)\n', '8', `board ssd202 ${ALIGN}=8\ncma_alloc(4)\n`],
    ['', '8', `board ssd202 ${ALIGN}=8\n`],
    ['# said\n\n  board generic\n', '4', `# said\n\n  board generic ${ALIGN}=4\n`],
    ['expect ok board imx6\n', '5', `expect ok board imx6 ${ALIGN}=5\n`],
    ['board imx6\nboard generic\n', '5', `board imx6 ${ALIGN}=5\nboard generic ${ALIGN}=5\n`],
  ])('%j with %s', (text, value, after) => expect(rewritten(text, ALIGN, value)).toBe(after));

  test('boards that do not take it keep theirs; when none does, it is said', () => {
    expect(rewritten('board imx6\nboard generic\n', 'kernel', '4.14')).toBe(
      'board imx6 kernel=4.14\nboard generic\n',
    );
    expect(rewritten('board generic\n', 'kernel', '4.9')).toBe('board.kernelNotHere');
    expect(rewritten('board dm365\n', ALIGN, '4')).toMatch(/^board\./);
  });

  test('lines that cannot be read stay', () => {
    expect(rewritten('board imx6\nnonsense(\n', ALIGN, '4')).toBe(
      `board imx6 ${ALIGN}=4\nnonsense(\n`,
    );
  });
});

describe('what can be set', () => {
  test('only what the board takes, with the values it takes', () => {
    const options = (board: string): Record<string, readonly string[]> =>
      Object.fromEntries(
        choicesFor(firstBoard(`board ${board}\n`)).map(({ option, values }) => [option, values]),
      );
    expect(options('imx6')).toMatchObject({
      kernel: ['4.9', '4.14', '6.14', '6.17'],
      CONFIG_CMA_ALIGNMENT: ['4', '5', '6', '7', '8', '9', '10', '11', '12'],
      cma: [],
    });
    expect(options('generic')).toMatchObject({ kernel: ['6.14', '6.17'] });
    expect(options('generic')[ALIGN]).toContain('2');
    expect(options('dm365')).not.toHaveProperty(ALIGN);
    expect(options('dm365')).toMatchObject({ cmem: ['2.24', '2.26', '4.20'] });
  });

  test('what it is now', () => {
    expect(valueOf(firstBoard('board imx6\n'), ALIGN)).toBe('8');
    expect(valueOf(firstBoard(`board imx6 ${ALIGN}=5\n`), ALIGN)).toBe('5');
    expect(valueOf(firstBoard('cma_alloc(1)\n'), 'kernel')).toBe('4.9');
  });

  test('what is compared first: small against large', () => {
    expect(teachingSetting(firstBoard('board imx6\n'))).toEqual({ option: ALIGN, value: '4' });
    expect(teachingSetting(firstBoard('board ssd202\n'))).toEqual({ option: ALIGN, value: '8' });
    expect(teachingSetting(firstBoard('board dm365\n'))).toBeUndefined();
  });
});
