/** Child processes: one way to run a command to its end, and one way to end it early. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inRepo, root } from './repo.mjs';

/**
 * @typedef {object} Ended
 * @property {number} code exit code; 124 after a time-out, 127 if it did not start
 * @property {string} output stdout and stderr together, in order of arrival; empty unless captured
 * @property {number} ms
 */

/**
 * @typedef {{ env?: NodeJS.ProcessEnv, capture?: boolean, toStderr?: boolean, timeoutMs?: number, graceMs?: number, cwd?: string }} Options
 *   `capture` collects the output instead of showing it; `toStderr` shows all of it on stderr;
 *   `timeoutMs` holds for captured commands, which are then asked to end and have `graceMs` for it.
 */

/** @typedef {import('node:child_process').ChildProcess} Child */

/** Captured children lead process groups of their own: a time-out takes their families along. */
const groups = /** @type {Set<Child>} */ (new Set());

/** A runner that is asked to end writes down what it knows. */
const GRACE_MS = 30_000;

/** @param {Child} child @param {NodeJS.Signals} [signal] */
function endGroup(child, signal = 'SIGKILL') {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended by itself in between.
  }
}

/** The exit codes that a shell gives to a command ended by a signal. */
const SIGNAL_CODES = /** @type {Record<string, number>} */ ({
  SIGHUP: 129,
  SIGINT: 130,
  SIGKILL: 137,
  SIGSEGV: 139,
  SIGTERM: 143,
});

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
export const exitCode = (code, signal) => code ?? SIGNAL_CODES[signal ?? ''] ?? 1;

/** Ctrl-C, which reaches only our own group, and a polite kill end the captured children first. */
export function endGroupsWithUs() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      for (const child of groups) endGroup(child);
      process.exit(SIGNAL_CODES[signal]);
    });
  }
}

/**
 * Runs a command to its end, without standard input.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<Ended>}
 */
export function run(command, args, options = {}) {
  const { env = process.env, capture = false, toStderr = false, timeoutMs, cwd = root } = options;
  const { graceMs = GRACE_MS } = options;
  const out = capture ? 'pipe' : toStderr ? 2 : 'inherit';
  const detached = capture && process.platform !== 'win32';
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', out, capture ? 'pipe' : 'inherit'],
      detached,
    });
    if (capture) groups.add(child);
    let output = '';
    let timedOut = false;
    /** @type {NodeJS.Timeout | undefined} */
    let grace;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    }
    const timer =
      timeoutMs === undefined || !capture
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            endGroup(child, 'SIGINT');
            grace = setTimeout(() => endGroup(child), graceMs);
          }, timeoutMs);
    /** @param {number} code */
    const end = (code) => {
      clearTimeout(timer);
      clearTimeout(grace);
      groups.delete(child);
      resolve({ code, output, ms: performance.now() - start });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.on('close', (code, signal) => {
      if (timedOut) output += `\nended after ${String(timeoutMs)} ms without an answer\n`;
      end(timedOut ? 124 : exitCode(code, signal));
    });
  });
}

/**
 * The script that a command runs of node_modules/.bin, to be run by this Node: works without a shell
 * and on every platform.
 * @param {string} name package name, or `package#command` where the two differ
 */
export function binScript(name) {
  const [pkg = name, command = name] = name.split('#');
  const file = inRepo('node_modules', pkg, 'package.json');
  const { bin } = createRequire(import.meta.url)(file);
  const script = typeof bin === 'string' ? bin : bin[command];
  return join(dirname(file), script);
}

/** @returns {[string, string[]]} command and first arguments that start npm */
export function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('npm-cli.js')) return [process.execPath, [script]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}
