/** What the same text gives without a page: `carveout run`, `state`, `link` and `diff`. */
import { spawnSync } from 'node:child_process';
import { root } from '../tools/lib/repo.mjs';

function carveout(
  verb: 'run' | 'state' | 'link' | 'diff',
  source: string,
  operands: readonly string[] = ['-'],
): string {
  const args = ['tools/with-deps.mjs', 'tsx', 'engine/cli.ts', verb, ...operands];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: root,
    input: source,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  // Two machines that differ end `diff` with 1.
  if (status !== 0 && !(verb === 'diff' && status === 1))
    throw new Error(`carveout ${verb} ended with ${String(status)}: ${stderr}`);
  return stdout;
}

/** The lines of its transcript. */
export const headlessTranscript = (source: string): string[] =>
  carveout('run', source).replace(/\n$/, '').split('\n');

export const headlessDigest = (source: string): string =>
  (JSON.parse(carveout('state', source)) as { digest: string }).digest;

/** `#` and the text as a link. */
export const headlessLink = (source: string): string => carveout('link', source).trim();

/** The lines that `carveout diff` prints about two texts. */
export const headlessDiff = (a: string, b: string): string[] =>
  carveout('diff', '', [headlessLink(a), headlessLink(b)])
    .trim()
    .split('\n');
