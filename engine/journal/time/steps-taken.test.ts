import { describe, expect, test } from 'vitest';
import { parse } from '../../language/index.ts';
import { cutAt, stepsOf, totalSteps } from './steps-taken.ts';

const commandsOf = (text: string) => parse(text).statements.map(({ command }) => command);

describe('steps', () => {
  test.each([
    ['board ssd202', 1],
    ['board nosuch', 0],
    ['expect ENOENT board nosuch', 0],
    ['expect ok board imx6', 1],
    ['cma_alloc(4)', 1],
    ['cat /nowhere', 1],
    ['workload cma ops=9 seed=1 mix=dma', 9],
  ])('of %s', (line, steps) => {
    const [command] = commandsOf(line);
    expect(stepsOf(command!)).toBe(steps);
    // Looked at again.
    expect(stepsOf(command!)).toBe(steps);
  });
});

test('a boot that never happened moves nothing on', () => {
  const commands = commandsOf(
    'board nosuch\nboard ssd202\nboard nosuch\ncma_alloc(1)\nworkload cma ops=3 seed=1 mix=dma\nboard nosuch\n',
  );
  expect(totalSteps(commands)).toBe(5);
  expect(cutAt(commands, 0)).toEqual([]);
  expect(cutAt(commands, 1)).toEqual(commands.slice(0, 2));
  expect(cutAt(commands, 2)).toEqual(commands.slice(0, 4));
  expect(cutAt(commands, 4).at(-1)).toMatchObject({ kind: 'workload', ops: 2 });
  expect(cutAt(commands, 5)).toEqual(commands.slice(0, 5));
  expect(cutAt(commands, 6)).toEqual(commands);
});
