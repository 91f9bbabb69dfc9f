/**
 * node tools/with-deps.mjs COMMAND [ARGUMENT…]: runs a command of an installed package, installing
 * the packages first where they are missing. Standard output is the command's alone.
 */
import { spawn } from 'node:child_process';
import { ensurePackages } from './lib/install.mjs';
import { binScript, exitCode } from './lib/process.mjs';
import { root } from './lib/repo.mjs';

const [name, ...args] = process.argv.slice(2);
if (name === undefined) {
  console.error('usage: node tools/with-deps.mjs COMMAND [ARGUMENT…]');
  process.exit(2);
}
if (!(await ensurePackages())) process.exit(1);

const command = name === 'tsx' ? ['--import', 'tsx'] : [binScript(name)];
const child = spawn(process.execPath, [...command, ...args], { cwd: root, stdio: 'inherit' });
/** @type {NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of forwarded) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code, signal) => process.exit(exitCode(code, signal)));
