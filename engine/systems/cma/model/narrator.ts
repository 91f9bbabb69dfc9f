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

export interface CmaSink {
  printk(text: string): void;
  late(channel: 'printk' | 'ftrace', text: LateText): void;
  event(event: Event): void;
  /** False: events go nowhere. */
  readonly recording: boolean;
}

export class CmaNarrator implements CmaObserver {
  readonly #text: CmaText;
  readonly #sink: CmaSink;
  /** Windows told of in this call; a search is not walked further to tell more. */
  #scanned = 0;

  constructor(text: CmaText, sink: CmaSink) {
    this.#text = text;
    this.#sink = sink;
  }

  get tellsScan(): boolean {
    return this.#sink.recording;
  }

  allocAsked(region: RegionFacts, { count, align }: AllocRequest): void {
    this.#scanned = 0;
    if (region.version.traceStartFirst)
      this.#ftrace(() => this.#text.traceStart(region, count, align));
    this.#debug(() => this.#text.asked(region, count, align));
  }
  allocSearches(region: RegionFacts, { count, align }: AllocRequest): void {
    const { traceNames, traceStartFirst } = region.version;
    if (traceNames && !traceStartFirst)
      this.#ftrace(() => this.#text.traceStart(region, count, align));
  }
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
  fatal(region: RegionFacts, _request: AllocRequest, pfn: Pfn, at: Pfn, errno: Errno): void {
    this.#sink.event({ is: 'fatal', region: region.index, pfn, at, errno });
  }

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
  #printk(line: () => string): void {
    this.#sink.late('printk', new LateText(LEAST_LINE, line));
  }
  #ftrace(line: () => string): void {
    this.#sink.late('ftrace', new LateText(LEAST_LINE, line));
  }
}
