/**
 * Writes down what a region does: kernel text in the order in which the kernel prints it, and events.
 * One narrator serves any number of calls; give it to alloc() and release() where somebody listens.
 */
import type { Errno, Event } from '../../../contract/command.ts';
import { MAX_SEARCH_STEPS } from '../../../contract/limits.ts';
import { LateText } from '../../../memory/bytes/late-text.ts';
import type { PageCount, Pfn } from '../../../contract/units.ts';
import type { AllocRequest, CmaObserver } from './observer.ts';
import type { RegionFacts } from './facts.ts';
import type { CmaText } from './text.ts';

/** No line of a call but those of cma_debug_show_areas() is shorter. */
export const LEAST_LINE = 'cma: cma_release(page c63bd000)'.length;

/**
 * Where the words of a narrator go: the kernel log, the trace buffer, the events of an operation.
 */
export interface CmaSink {
  /** A line of the kernel log that is written already, prefix included. */
  printk(text: string): void;
  /** A line that is written only if somebody reads it. */
  late(channel: 'printk' | 'ftrace', text: LateText): void;
  /** A fact for whoever draws the search. */
  event(event: Event): void;
  /** False: events go nowhere. */
  readonly recording: boolean;
}

/** The order of lines and events within a call is that of the kernel of the region. */
export class CmaNarrator implements CmaObserver {
  readonly #text: CmaText;
  readonly #sink: CmaSink;
  /** Windows told of in this call; a search is not walked further to tell more. */
  #scanned = 0;

  constructor(text: CmaText, sink: CmaSink) {
    this.#text = text;
    this.#sink = sink;
  }

  /** Events of a search are wanted as long as somebody records them. */
  get tellsScan(): boolean {
    return this.#sink.recording;
  }

  /** A new call: windows are counted anew. 6.12 and 6.14 trace the start before every check. */
  allocAsked(region: RegionFacts, { count, align }: AllocRequest): void {
    this.#scanned = 0;
    if (region.version.traceStartFirst)
      this.#ftrace(() => this.#text.traceStart(region, count, align));
    this.#debug(() => this.#text.asked(region, count, align));
  }
  /** From 5.13 on the start is traced here, except where it was traced before the checks. */
  allocSearches(region: RegionFacts, { count, align }: AllocRequest): void {
    const { traceNames, traceStartFirst } = region.version;
    if (traceNames && !traceStartFirst)
      this.#ftrace(() => this.#text.traceStart(region, count, align));
  }
  /** False after MAX_SEARCH_STEPS windows: the call tells one `passed` and no more of them. */
  scanned(
    region: RegionFacts,
    pfn: Pfn,
    count: PageCount,
    reason: 'taken' | 'end',
    at: Pfn,
    free: Pfn,
  ): boolean {
    this.#sink.event({ is: 'scan', region: region.index, pfn, count, reason, at, free });
    this.#scanned += 1;
    return this.#scanned < MAX_SEARCH_STEPS;
  }
  passed(region: RegionFacts, pfn: Pfn, to: Pfn | undefined): void {
    this.#sink.event({ is: 'passed', region: region.index, pfn, to });
  }
  attempted(region: RegionFacts, pfn: Pfn, count: PageCount, free: Pfn | undefined): void {
    this.#sink.event({ is: 'attempt', region: region.index, pfn, count, free });
  }
  migrated(region: RegionFacts, pfn: Pfn, count: PageCount): void {
    this.#sink.event({ is: 'migrated', region: region.index, pfn, count });
  }
  busy(region: RegionFacts, { count, align }: AllocRequest, pfn: Pfn, at: Pfn): void {
    this.#sink.event({ is: 'busy', region: region.index, pfn, count, at });
    this.#debug(() => this.#text.busy(region, pfn));
    if (region.version.traceNames)
      this.#ftrace(() => this.#text.traceBusy(region, pfn, count, align));
  }
  /** The kernel prints nothing at this point: the error line follows when the call ends. */
  fatal(region: RegionFacts, _request: AllocRequest, pfn: Pfn, at: Pfn, errno: Errno): void {
    this.#sink.event({ is: 'fatal', region: region.index, pfn, at, errno });
  }

  /** 4.9 and 4.14 trace before they print, 5.13 and later after the `returned` line. */
  allocAnswered(
    region: RegionFacts,
    { count, align }: AllocRequest,
    result: { readonly pfn: Pfn } | { readonly errno: Errno },
    lastPfn: Pfn | undefined,
  ): void {
    const { version } = region;
    const text = this.#text;
    const got = 'pfn' in result ? result.pfn : undefined;
    const errno = 'errno' in result ? result.errno : undefined;
    if (!version.traceNames)
      this.#ftrace(() => text.traceAlloc(region, got, lastPfn, count, align));
    if (errno && version.errorLine) {
      this.#printk(() => text.failed(region, count, errno));
      if (version.showAreas === 'always' || (version.showAreas === 'debug' && text.display.debug))
        for (const line of text.areas(region))
          if (typeof line === 'string') this.#sink.printk(line);
          else this.#sink.late('printk', line);
    }
    this.#debug(() => text.returned(region, got));
    if (version.traceNames)
      this.#ftrace(() => text.traceFinish(region, got, lastPfn, count, align, errno));
  }

  /** Which debug line a refused release has depends on where that kernel checks the pages. */
  releaseRefused(region: RegionFacts, pfn: Pfn, count: PageCount): void {
    const { version } = region;
    // Up to 5.x and again in 6.15+ the line stands before the check, in between after it.
    if (!version.hashed || version.ranges)
      this.#debug(() => this.#text.released(region, pfn, count));
    // 6.15+ returns without a word if the count alone is more than the region.
    if (version.hashed && !(version.ranges && count > region.pages))
      this.#debug(() => this.#text.notValid(pfn, count));
  }
  released(region: RegionFacts, pfn: Pfn, count: PageCount): void {
    this.#debug(() => this.#text.released(region, pfn, count));
    this.#ftrace(() => this.#text.traceRelease(region, pfn, count));
    this.#sink.event({ is: 'released', region: region.index, pfn, count });
  }

  /** pr_debug(): printed with CONFIG_CMA_DEBUG only. */
  #debug(line: () => string): void {
    if (this.#text.display.debug) this.#printk(line);
  }
  /** A line that nobody may ever read is not made; LEAST_LINE is how long it is at least. */
  #printk(line: () => string): void {
    this.#sink.late('printk', new LateText(LEAST_LINE, line));
  }
  #ftrace(line: () => string): void {
    this.#sink.late('ftrace', new LateText(LEAST_LINE, line));
  }
}
