/**
 * npm run typecheck [PROJECT…]: `tsc` over every TypeScript project, `svelte-check` over the app.
 * Ends with 1 if any found an error.
 */
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { binScript, run } from './lib/process.mjs';
import { ensurePackages } from './lib/install.mjs';
import { cacheDir, inRepo } from './lib/repo.mjs';
import { SVELTE_PROJECT, tscProjects } from './lib/tsconfigs.mjs';

/** What an earlier run learned; tsc checks it against the files' contents. @param {string} project */
const memoryOf = (project) =>
  `${cacheDir}/types/${dirname(project).replaceAll(/[^a-z0-9]+/gi, '-')}-${basename(project)}`;

/**
 * Works on a copy of the memory, which then takes its place: another run does the same meanwhile.
 * @param {string} project @param {(memory: string) => Promise<import('./lib/process.mjs').Ended>} work
 */
async function withMemory(project, work) {
  const shared = `${memoryOf(project)}.tsbuildinfo`;
  const mine = `${shared}-${String(process.pid)}`;
  if (existsSync(shared)) copyFileSync(shared, mine);
  const ended = await work(mine);
  if (existsSync(mine)) renameSync(mine, shared);
  return ended;
}

/** @param {string} project */
function check(project) {
  if (project === SVELTE_PROJECT) {
    const args = ['--workspace', inRepo('app'), '--tsconfig', inRepo(SVELTE_PROJECT)];
    const strict = ['--fail-on-warnings', '--output', 'human', '--no-color'];
    return run(process.execPath, [binScript('svelte-check'), ...args, ...strict]);
  }
  return withMemory(project, (memory) => {
    const incremental = ['--incremental', '--tsBuildInfoFile', memory];
    const args = ['-p', project, '--noEmit', '--pretty', 'false', ...incremental];
    return run(process.execPath, [binScript('typescript#tsc'), ...args]);
  });
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
