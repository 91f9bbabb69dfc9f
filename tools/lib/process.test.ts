import { expect, test } from 'vitest';
import { binScript, run } from './process.mjs';

const node = (script: string, options = {}) =>
  run(process.execPath, ['-e', script], { capture: true, ...options });

test('collects both streams and the exit code', async () => {
  const { code, output } = await node('console.log(1);console.error(2);process.exitCode=3');
  expect(code).toBe(3);
  expect(output.split('\n').sort().join('')).toBe('12');
});

test('standard input is empty', async () => {
  expect((await node('process.stdin.resume()', { timeoutMs: 5_000 })).code).toBe(0);
});

// The grandchild holds the output open: were it alive, the run would not end.
test('a time-out ends the child and its children', async () => {
  const script = `
    const { spawn } = require('node:child_process');
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    setInterval(() => {}, 1000);`;
  const { code, output } = await node(script, { timeoutMs: 1_000 });
  expect(code).toBe(124);
  expect(output).toContain('without an answer');
});

test('a command that does not exist', async () => {
  expect((await run('carveout-no-such-command', [], { capture: true })).code).toBe(127);
});

test('scripts of packages', () => {
  expect(binScript('vite')).toMatch(/node_modules\/vite\/bin\/vite\.js$/);
  expect(binScript('typescript#tsc')).toMatch(/node_modules\/typescript\/bin\/tsc$/);
});
