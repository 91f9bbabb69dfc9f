/**
 * npm run typecheck [PROJECT…]: `tsc` over every TypeScript project, `svelte-check` over the app.
 * Ends with 1 if any found an error.
 */
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { binScript, run } from './lib/process.mjs';
import { ensurePackages } from './lib/install.mjs';
import { cacheDir, inRepo } from './lib/repo.mjs';
import { SVELTE_PROJECT, tscProjects } from './lib/tsconfigs.mjs';

/** What an earlier run learned; tsc checks it against the files' contents. @param {string} project */
const memory = (project) =>
  `${cacheDir}/types/${dirname(project).replaceAll(/[^a-z0-9]+/gi, '-')}-${basename(project)}`;

/** @param {string} project */
function check(project) {
  if (project === SVELTE_PROJECT) {
    const args = ['--workspace', inRepo('app'), '--tsconfig', inRepo(SVELTE_PROJECT)];
    const strict = ['--fail-on-warnings', '--output', 'human', '--no-color'];
    return run(process.execPath, [binScript('svelte-check'), ...args, ...strict]);
  }
  const incremental = ['--incremental', '--tsBuildInfoFile', `${memory(project)}.tsbuildinfo`];
  const args = ['-p', project, '--noEmit', '--pretty', 'false', ...incremental];
  return run(process.execPath, [binScript('typescript#tsc'), ...args]);
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
