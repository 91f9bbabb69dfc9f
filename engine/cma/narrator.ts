/**
 * Writes down what a region does: kernel text in the order in which the kernel prints it, and events.
 * One narrator serves any number of calls; give it to alloc() and release() where somebody listens.
 */
import type { Errno, Event } from '../command.ts';
import { MAX_SEARCH_STEPS } from '../limits.ts';
import type { PageCount, Pfn } from '../units.ts';
import type { AllocRequest, CmaObserver } from './observer.ts';
import type { CmaRegion } from './region.ts';
import type { CmaText } from './text.ts';

export interface CmaSink {
  printk(text: string): void;
  ftrace(text: string): void;
  event(event: Event): void;
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

  allocAsked(region: CmaRegion, { count, align }: AllocRequest): void {
    this.#scanned = 0;
    if (region.version.traceStartFirst)
      this.#sink.ftrace(this.#text.traceStart(region, count, align));
    this.#debug(() => this.#text.asked(region, count, align));
  }
  allocSearches(region: CmaRegion, { count, align }: AllocRequest): void {
    const { traceNames, traceStartFirst } = region.version;
    if (traceNames && !traceStartFirst)
      this.#sink.ftrace(this.#text.traceStart(region, count, align));
  }
  scanned(
    region: CmaRegion,
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
  passed(region: CmaRegion, pfn: Pfn, to: Pfn | undefined): void {
    this.#sink.event({ is: 'passed', region: region.index, pfn, to });
  }
  attempted(region: CmaRegion, pfn: Pfn, count: PageCount, free: Pfn | undefined): void {
    this.#sink.event({ is: 'attempt', region: region.index, pfn, count, free });
  }
  migrated(region: CmaRegion, pfn: Pfn, count: PageCount): void {
    this.#sink.event({ is: 'migrated', region: region.index, pfn, count });
  }
  busy(region: CmaRegion, { count, align }: AllocRequest, pfn: Pfn, at: Pfn): void {
    this.#sink.event({ is: 'busy', region: region.index, pfn, count, at });
    this.#debug(() => this.#text.busy(region, pfn));
    if (region.version.traceNames)
      this.#sink.ftrace(this.#text.traceBusy(region, pfn, count, align));
  }
  fatal(region: CmaRegion, _request: AllocRequest, pfn: Pfn, at: Pfn, errno: Errno): void {
    this.#sink.event({ is: 'fatal', region: region.index, pfn, at, errno });
  }

  allocAnswered(
    region: CmaRegion,
    { count, align }: AllocRequest,
    result: { readonly pfn: Pfn } | { readonly errno: Errno },
    lastPfn: Pfn | undefined,
  ): void {
    const { version } = region;
    const text = this.#text;
    const got = 'pfn' in result ? result.pfn : undefined;
    const errno = 'errno' in result ? result.errno : undefined;
    if (!version.traceNames) this.#sink.ftrace(text.traceAlloc(region, got, lastPfn, count, align));
    if (errno && version.errorLine) {
      this.#sink.printk(text.failed(region, count, errno));
      if (version.showAreas === 'always' || (version.showAreas === 'debug' && text.display.debug))
        for (const line of text.areas(region)) this.#sink.printk(line);
    }
    this.#debug(() => text.returned(region, got));
    if (version.traceNames)
      this.#sink.ftrace(text.traceFinish(region, got, lastPfn, count, align, errno));
  }

  releaseRefused(region: CmaRegion, pfn: Pfn, count: PageCount): void {
    const { version } = region;
    // Up to 5.x and again in 6.15+ the line stands before the check, in between behind it.
    if (!version.hashed || version.ranges)
      this.#debug(() => this.#text.released(region, pfn, count));
    // 6.15+ returns without a word if the count alone is more than the region.
    if (version.hashed && !(version.ranges && count > region.pages))
      this.#debug(() => this.#text.notValid(pfn, count));
  }
  released(region: CmaRegion, pfn: Pfn, count: PageCount): void {
    this.#debug(() => this.#text.released(region, pfn, count));
    this.#sink.ftrace(this.#text.traceRelease(region, pfn, count));
    this.#sink.event({ is: 'released', region: region.index, pfn, count });
  }

  /** pr_debug(): printed with CONFIG_CMA_DEBUG only. */
  #debug(line: () => string): void {
    if (this.#text.display.debug) this.#sink.printk(line());
  }
}
