import { expect, it } from 'vitest';
import { isRefusal, stepDoors } from './step-doors.ts';
import type { ConsoleContent, ConsoleLine } from '../session/transcript/transcript.ts';

const typed: ConsoleContent = { kind: 'in', text: 'cma_alloc(3)' };
const out: ConsoleContent = { kind: 'out', text: '0' };
const refusal: ConsoleContent = { kind: 'refusal', message: { id: 'note.refused' } };
const hidden: ConsoleContent = { kind: 'note', message: { id: 'note.hidden' } };

let id = 0;
const line = (at: number, content: ConsoleContent): ConsoleLine => {
  id += 1;
  return { id, op: at, first: content.kind === 'in', at, content };
};
/** The contents of the lines with a door. */
const doors = (lines: readonly ConsoleLine[], told: readonly number[]): ConsoleContent[] => {
  const ids = stepDoors(lines, new Set(told));
  return lines.filter((one) => ids.has(one.id)).map(({ content }) => content);
};

it('the line that was typed, of operations that told their steps alone', () => {
  const lines = [line(1, typed), line(1, out), line(2, typed)];
  expect(doors(lines, [1])).toEqual([typed]);
  expect([...stepDoors(lines, new Set([1]))]).toEqual([lines[0]!.id]);
});

it('the first refusal, where there is one', () => {
  const expected: ConsoleContent = { kind: 'refusal', message: { id: 'expect.other' } };
  expect(doors([line(1, typed), line(1, refusal), line(1, expected)], [1])).toEqual([refusal]);
  expect(doors([line(1, typed), line(1, hidden), line(2, typed)], [1, 2])).toEqual([hidden, typed]);
});

it('a refusal inside a write that succeeded is one', () => {
  expect([typed, out, refusal, hidden].map(isRefusal)).toEqual([false, false, true, true]);
});
