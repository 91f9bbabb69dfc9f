/** npm start and its like as a person runs them: under an old Node, and where nothing can be written. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { inRepo } from './lib/repo.mjs';

const file = inRepo('tools', 'npm.cjs');

/** The sentence that Node of some version gets. */
function under(version: string): { code: number | null; said: string } {
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', pretend, file, 'budget', '--help'],
    { encoding: 'utf8', env: { ...process.env, CARVEOUT_DIST: '/nowhere' } },
  );
  return { code: status, said: stdout + stderr };
}

test('the entry is read by Node 12', () => {
  // ES2020 is Node 12 and `import()`; what came with Node 14 is not used.
  const faults = new Linter().verify(readFileSync(file, 'utf8'), {
    languageOptions: { ecmaVersion: 2020, sourceType: 'commonjs' },
    rules: {
      'no-restricted-syntax': ['error', 'ChainExpression', 'LogicalExpression[operator="??"]'],
    },
  });
  expect(faults).toEqual([]);
});

test.each(['14.21.3', '18.20.0', '20.18.3'])('under Node %s it says which it needs', (version) => {
  expect(under(version)).toEqual({
    code: 1,
    said: `Carveout needs Node 20.19 or newer; this is ${version}.\n`,
  });
});

test.each(['20.19.0', '22.1.0'])('under Node %s the tool runs', (version) => {
  expect(under(version).said).toContain('index.html is named but was not built');
});
