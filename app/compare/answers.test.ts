import { expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { parse } from '../../engine/language/index.ts';
import { COMPARE_ANSWER_LINES, COMPARE_LINE_CHARS } from '../page/limits.ts';
import { answerOf, firstDifferent, lineKey } from './answers.ts';
import type { Answer } from './answers.ts';

function answersTo(text: string): readonly Answer[] {
  const machine = createMachine(ALL_SYSTEMS);
  return parse(text).statements.map(({ command }) => answerOf(command, machine.exec(command)));
}
const keyOf = (line: string): string => lineKey(parse(line).statements[0]!.command);

test('an answer is what the machine said, not what was expected of it', () => {
  const [, right] = answersTo('board imx6\nexpect 0x2c000 a = cma_alloc(4)\n');
  const [, wrong] = answersTo('board imx6\nexpect 0x2c004 a = cma_alloc(4)\n');
  const [, plain] = answersTo('board imx6\na = cma_alloc(4)\n');
  expect(right!.key).toBe(plain!.key);
  expect(wrong!.key).toBe(plain!.key);
  const [, refused] = answersTo('board imx6\nexpect ENOMEM a = cma_alloc(999999)\n');
  expect([right!.failed, wrong!.failed, refused!.failed]).toEqual([false, false, true]);
});

test('long answers are cut and still told apart by their end', () => {
  const listing = (requests: number): Answer =>
    answersTo(`board ssd202\n${'cma_alloc(1)\n'.repeat(requests)}dmesg\n`).at(-1)!;
  const [short, long] = [listing(60), listing(61)];
  expect(long.lines).toEqual(short.lines);
  expect(long.lines.length).toBe(COMPARE_ANSWER_LINES);
  expect(long.more).toBeGreaterThan(short.more);
  expect(long.key).not.toBe(short.key);
  expect(
    long.lines.every((line) => !('text' in line) || line.text.length <= COMPARE_LINE_CHARS + 1),
  ).toBe(true);
});

test('what makes two lines the same line', () => {
  expect(keyOf('board imx6')).toBe(keyOf('board imx6 CONFIG_CMA_ALIGNMENT=4'));
  expect(keyOf('expect 0x2c000 a = cma_alloc(4)')).toBe(keyOf('a=cma_alloc(4)'));
  expect(keyOf('a = cma_alloc(4)')).not.toBe(keyOf('a = cma_alloc(5)'));
});

test('where two answers begin to differ', () => {
  const listing = (...names: readonly string[]): Answer => {
    const asked = names.map((name) => `echo ${name} 4096 > /sys/class/mstar/msys/dmem_alloc\n`);
    return answersTo(`board ssd202\n${asked.join('')}cat /sys/class/mstar/msys/dmem\n`).at(-1)!;
  };
  const one = listing('a', 'b', 'c');
  expect(firstDifferent(one, listing('a', 'b', 'c'))).toBe(0);
  // The newest stands first.
  expect(firstDifferent(one, listing('x', 'b', 'c'))).toBe(2);
  expect(firstDifferent(one, undefined)).toBe(0);
});
