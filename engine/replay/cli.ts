/**
 * `npx tsx engine/replay/cli.ts FILE…`: replay golden traces, plain or gzip, one line a file. Exit 1
 * if any answer differs, 2 if a file cannot be read or is no trace.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { argv, exit, hrtime, stderr, stdout } from 'node:process';
import { gunzipSync } from 'node:zlib';
import { TraceError, replay, type ReplayReport } from './index.ts';

const GZIP_MAGIC = [0x1f, 0x8b];
const clock = (): number => Number(hrtime.bigint());

/** The text of a file, unpacked where it begins as gzip does. */
function readTrace(path: string): string {
  const bytes = readFileSync(path);
  const zipped = GZIP_MAGIC.every((byte, at) => bytes[at] === byte);
  return (zipped ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** One line a file, and the first difference below it. */
function show(path: string, { ops, differences, nsPerOp, first }: ReplayReport): void {
  stdout.write(
    `${basename(path)} ops=${ops} differences=${differences} ns/op=${Math.round(nsPerOp)}\n`,
  );
  if (!first) return;
  stdout.write(`  line ${first.line}\n    expected ${first.expected}\n    got      ${first.got}\n`);
}

/** The exit code: that of the worst file. */
function main(paths: readonly string[]): number {
  if (paths.length === 0) {
    stderr.write(
      'usage: replay FILE…   (traces of CMA, msys, CMEM and DMA pools, .jsonl or .jsonl.gz)\n',
    );
    return 2;
  }
  let worst = 0;
  for (const path of paths) {
    try {
      // A shell's `**` names the folders too.
      if (statSync(path).isDirectory()) continue;
      const report = replay(readTrace(path), clock);
      show(path, report);
      if (report.differences > 0) worst = Math.max(worst, 1);
    } catch (error) {
      if (!(error instanceof TraceError || (error instanceof Error && 'code' in error)))
        throw error;
      stderr.write(`${path}: ${error.message}\n`);
      worst = 2;
    }
  }
  return worst;
}

exit(main(argv.slice(2)));
