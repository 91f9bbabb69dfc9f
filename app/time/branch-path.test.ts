import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Branch, InSteps } from '../../engine/journal/index.ts';
import { stepsOf, totalSteps } from '../../engine/journal/index.ts';
import { shortened } from '../../engine/journal/time/steps.ts';
import * as language from '../../engine/language/index.ts';
import { lengthOf, pathTo } from './branch-path.ts';
import { narrated } from '../session/transcript/transcript.ts';

const { formatCommand, parse } = language;
const done = <T>(work: InSteps<T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
};

/** The slow twin: each way cut out of the whole text of the way before it. */
function cutText(text: string, steps: number): string {
  let left = steps;
  let end = 0;
  for (const { command, from, to } of parse(text).statements) {
    if (left <= 0) break;
    const takes = stepsOf(command);
    if (takes > left) {
      const line = text.slice(0, from).split('\n').slice(0, -1);
      const said = line.map((one) => `${one}\n`).join('');
      return `${said}${formatCommand(shortened(command, left))}\n`;
    }
    left -= takes;
    const newline = text.indexOf('\n', to);
    end = newline < 0 ? text.length : newline + 1;
  }
  const kept = text.slice(0, end);
  return kept === '' || kept.endsWith('\n') ? kept : `${kept}\n`;
}
const beforeOf = (branches: readonly Branch[], index: number): string => {
  const { from } = branches[index]!;
  if (!from) return '';
  return cutText(beforeOf(branches, from.branch) + branches[from.branch]!.text, from.at);
};

const line = fc.constantFrom(
  'dmesg',
  '  cma_alloc(4) # why',
  '# words',
  '',
  'nonsense(',
  'workload cma ops=7 seed=1 mix=small',
  'expect ok workload cma ops=3 seed=2 mix=small',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.boolean())
  .map(([lines, ended]) => lines.join('\n') + (ended ? '\n' : ''));
const tree = fc
  .array(fc.record({ text, parent: fc.nat(20), at: fc.nat(25) }), { minLength: 1, maxLength: 8 })
  .map((all) =>
    all.map(({ text: own, parent, at }, i): Branch => {
      const from = i === 0 ? undefined : { branch: parent % i, at };
      return { name: `b${i}`, from, text: own };
    }),
  );

test('a part of a workload keeps what is said before it', () => {
  const branches = [
    { name: 'a', from: undefined, text: 'dmesg\n# why\nworkload cma ops=7 seed=9 mix=small\n' },
    { name: 'b', from: { branch: 0, at: 3 }, text: 'dmesg\n' },
  ];
  expect(done(pathTo(branches, 1)).before).toBe(
    'dmesg\n# why\nworkload cma ops=2 seed=9 mix=small\n',
  );
});

test('the way is what cutting whole texts makes it', () => {
  fc.assert(
    fc.property(tree, (branches) => {
      for (const [index, branch] of branches.entries()) {
        const before = beforeOf(branches, index);
        const path = done(pathTo(branches, index));
        expect(path.before).toBe(before);
        expect(path.own).toBe(branch.text);
        expect(path.inherited).toBe(narrated(before, parse(before).statements).length);
        const commands = parse(branch.text).statements.map(({ command }) => command);
        expect(done(lengthOf(branch))).toBe((branch.from?.at ?? 0) + totalSteps(commands));
      }
    }),
  );
});

test('each text on the way is parsed once, however deep the branches are', () => {
  const branches = Array.from({ length: 64 }, (_, i): Branch => {
    const from = i === 0 ? undefined : { branch: i - 1, at: 100 * i };
    return { name: `b${i}`, from, text: 'cma_alloc(4)\n'.repeat(100) };
  });
  const read = vi.spyOn(language, 'parseInSteps');
  expect(done(pathTo(branches, 63)).before).toBe('cma_alloc(4)\n'.repeat(6_300));
  const parsed = read.mock.calls.reduce((sum, [source]) => sum + source.length, 0);
  expect(parsed).toBe(6_300 * 'cma_alloc(4)\n'.length);
});
