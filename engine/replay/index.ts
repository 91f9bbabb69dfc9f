/** Any trace, by the format its header names. */
import { replayCma } from './cma.ts';
import { isCmemInitCases, isCmemTrace, replayCmem, replayCmemInit } from './cmem.ts';
import { isDmaPoolTrace, replayDmaPool } from './dma-pool.ts';
import { replayMsys } from './msys.ts';
import { TraceError, parseLines, type ClockNs, type ReplayReport } from './trace.ts';

export { TraceError, type ClockNs, type Difference, type ReplayReport } from './trace.ts';

/** One line a format. A format is added here and nowhere else. */
const FORMATS: Readonly<
  Record<string, (lines: ReturnType<typeof parseLines>, clock: ClockNs) => ReplayReport>
> = {
  'cma-trace/1': replayCma,
  'msys-trace/1': replayMsys,
};

/** Replay the text of a trace file; `clock` in nanoseconds. Throws TraceError if it is no trace. */
export function replay(text: string, clock: ClockNs): ReplayReport {
  const lines = parseLines(text);
  const header = lines[0]?.op;
  if (!header) throw new TraceError('the file is empty');
  // CMEM and DMA pool traces name what they were made with instead of a format.
  if (isCmemTrace(header)) return replayCmem(lines, clock);
  if (isCmemInitCases(header)) return replayCmemInit(lines, clock);
  if (isDmaPoolTrace(header)) return replayDmaPool(lines, clock);
  const format = header['format'];
  if (header['op'] !== 'header' || typeof format !== 'string')
    throw new TraceError('the first line is no header with a format');
  const run = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!run)
    throw new TraceError(
      `format ${JSON.stringify(format)} is none of ${Object.keys(FORMATS).join(', ')}`,
    );
  return run(lines, clock);
}
