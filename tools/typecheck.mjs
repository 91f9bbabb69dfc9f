/**
 * npm run typecheck [PROJECT…]: `tsc` over every TypeScript project, `svelte-check` over the app.
 * TypeScript 7 does it in a tenth of the time; `typescript` itself is the one that svelte-check and ESLint load.
 * Ends with 1 if any found an error.
 */
import { existsSync } from 'node:fs';
import { binScript, run } from './lib/process.mjs';
import { ensurePackages } from './lib/install.mjs';
import { inRepo } from './lib/repo.mjs';
import { SVELTE_PROJECT, tscProjects } from './lib/tsconfigs.mjs';

/** @param {string} project */
function check(project) {
  if (project === SVELTE_PROJECT) {
    const args = ['--workspace', inRepo('app'), '--tsconfig', inRepo(SVELTE_PROJECT)];
    const strict = ['--fail-on-warnings', '--output', 'human', '--no-color'];
    return run(process.execPath, [binScript('svelte-check'), ...args, ...strict]);
  }
  const args = ['-p', project, '--noEmit', '--pretty', 'false'];
  return run(process.execPath, [binScript('typescript7#tsc'), ...args]);
}

if (!(await ensurePackages())) process.exit(1);
const named = process.argv.slice(2);
const svelte = existsSync(inRepo(SVELTE_PROJECT)) ? [SVELTE_PROJECT] : [];
const projects = named.length > 0 ? named : [...tscProjects(), ...svelte];
let failed = 0;
for (const project of projects) {
  console.log(`${project}`);
  const { code } = await check(project);
  if (code !== 0) failed += 1;
}
console.log(failed === 0 ? 'no type errors' : `${String(failed)} projects have type errors`);
process.exit(failed === 0 ? 0 : 1);
