import { expect, it } from 'vitest';
import { plainExperiment } from '../../engine/journal/index.ts';
import { isPlainly, sameScripts } from './scripts.ts';

const TEXT = '# one\n\n  board ssd202  \na = cma_alloc(1)\n';

it.each([
  ['# one\nboard ssd202\na = cma_alloc(1)', true],
  ['# one\nboard ssd202\r\na = cma_alloc(1)\r\n\r\n', true],
  ['# one\nboard ssd202\n', false],
  ['board ssd202\n# one\na = cma_alloc(1)', false],
  ['', false],
])('%j is the same script: %j', (other, same) => {
  expect(sameScripts(plainExperiment(TEXT), plainExperiment(other))).toBe(same);
  expect(sameScripts(plainExperiment(other), plainExperiment(TEXT))).toBe(same);
  expect(isPlainly(plainExperiment(other), TEXT)).toBe(same);
});

it('a name or a branch makes it another', () => {
  expect(isPlainly(plainExperiment(TEXT, 'mine'), TEXT)).toBe(false);
  const branched = {
    ...plainExperiment(TEXT),
    branches: [
      ...plainExperiment(TEXT).branches,
      { name: 'b', from: { branch: 0, at: 1 }, text: 'cma_alloc(2)' },
    ],
  };
  expect(isPlainly(branched, TEXT)).toBe(false);
  expect(sameScripts(branched, plainExperiment(TEXT))).toBe(false);
  expect(sameScripts(branched, branched)).toBe(true);
});
