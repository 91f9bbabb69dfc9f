import { describe, expect, test } from 'vitest';
import { createMachine } from '../machine/machine.ts';
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import { bootOf } from './boots.ts';
import { formatCommand } from './format.ts';
import { parse } from './parse.ts';

const CASES: readonly (readonly [line: string, boots: string | undefined])[] = [
  ['board imx6', 'board imx6'],
  ['  board\timx6 # the board of the log', 'board imx6'],
  ['board imx6;', 'board imx6'],
  ['board imx6 kernel=6.14 cma=64M', 'board imx6 kernel=6.14 cma=64M'],
  ['board "imx6"', 'board imx6'],
  ['expect ok board imx6', 'board imx6'],
  ['expect 8192 board imx6 kernel=6.17', 'board imx6 kernel=6.17'],
  // An expectation that does not hold, and a kernel that could not reserve: the board runs.
  ['expect ENOMEM board imx6', 'board imx6'],
  ['board imx6 cma=3G', 'board imx6 cma=3G'],
  ['expect ENOMEM board imx6 cma=3G', 'board imx6 cma=3G'],
  // Refused: the machine stays on the board it had.
  ['board nosuch', undefined],
  ['expect ok board nosuch', undefined],
  ['board imx6 kernel=5.99', undefined],
  ['board generic kernel=4.9', undefined],
  ['board imx6 nosuch=1', undefined],
  ['board imx6 cma=16M@0x1000000', undefined],
  ['board', undefined],
  ['board(imx6)', undefined],
  ['board = cma_alloc(4)', undefined],
  ['# board imx6', undefined],
  ['echo board imx6 > /proc/board', undefined],
  ['cma_alloc(4) # board imx6', undefined],
  ['boardimx6', undefined],
  ['', undefined],
];

describe('what a line boots', () => {
  test.each(CASES)('%j: %s', (line, boots) => {
    const boot = bootOf(line);
    expect(boot && formatCommand(boot)).toBe(boots);
  });

  test.each(CASES)('%j: so does the machine', (line, boots) => {
    const machine = createMachine(ALL_SYSTEMS);
    const command = parse(line).statements[0]?.command;
    const result = command && machine.exec(command).result;
    expect(result?.ok === true && result.value.is === 'board').toBe(boots !== undefined);
  });
});
