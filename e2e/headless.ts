/** What the same text gives without a page: `carveout run` and `carveout state`. */
import { spawnSync } from 'node:child_process';
import { root } from '../tools/lib/repo.mjs';

function carveout(verb: 'run' | 'state', source: string): string {
  const args = ['tools/with-deps.mjs', 'tsx', 'engine/cli.ts', verb, '-'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: root,
    input: source,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`carveout ${verb} ended with ${String(status)}: ${stderr}`);
  return stdout;
}

/** The lines of its transcript. */
export const headlessTranscript = (source: string): string[] =>
  carveout('run', source).replace(/\n$/, '').split('\n');

export const headlessDigest = (source: string): string =>
  (JSON.parse(carveout('state', source)) as { digest: string }).digest;
