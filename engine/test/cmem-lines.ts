/**
 * A case a line: `cmem('2.26', 'phys_start=… phys_end=… pools=…').do('0 init', '0 alloc 100 as a')`
 * gives one answer a step. The first word of a step is the process.
 *
 *   open · close · init · exit · kill · fork Q
 *   alloc SIZE · pool N · reg PHYS   with heap, cached, align=N, blk=N, as NAME   (library, mapped)
 *   physAlloc SIZE · physPool N · physFree PHYS · map PHYS LENGTH · unmap NAME LENGTH
 *   free NAME · phys NAME   with +OFFSET, heap       poke NAME+OFFSET BYTE…
 *   getPool · getBlock · version · numBlocks · wb    (library)
 *   ioHeap SIZE · ioPool N · ioFree PHYS · ioReg PHYS · ioPoolFor SIZE · mmap PHYS LENGTH   (raw)
 *
 * Answers are addresses in hexadecimal, numbers, errno names, `dies: hang`, or `null`.
 */
import { Cmem } from '../systems/cmem/model/cmem.ts';
import type { Answer, Pointer } from '../systems/cmem/model/answer.ts';
import type { AllocParams, LibraryAnswer } from '../systems/cmem/model/library.ts';
import type { CmemFact, CmemSink } from '../systems/cmem/model/sink.ts';
import {
  plainProfile,
  type CmemProfile,
  type CmemVersionId,
} from '../systems/cmem/model/version.ts';

const hex = (value: number): string => `0x${value.toString(16)}`;

export class CmemCase implements CmemSink {
  readonly machine: Cmem;
  klog: string[] = [];
  ulog = '';
  facts: CmemFact[] = [];
  readonly listening = true;
  readonly #names = new Map<string, number>();

  constructor(profile: CmemProfile) {
    this.machine = new Cmem(profile);
  }
  printk(text: string): void {
    this.klog.push(text);
  }
  stderr(text: string): void {
    this.ulog += text;
  }
  fact(fact: CmemFact): void {
    this.facts.push(fact);
  }

  /** Return value, or how it died; the texts are in klog. */
  load(args: string): string {
    this.klog = [];
    const answer = this.machine.insmod(args, this);
    this.machine.check();
    if ('declined' in answer) return `declined ${answer.declined.why.id}`;
    if ('stopped' in answer) return `${answer.stopped} ${answer.why.id}`;
    return 'why' in answer ? `${answer.rv} ${answer.why.id}` : String(answer.rv);
  }
  do(...steps: string[]): string[] {
    return steps.map((step) => {
      const answer = this.#step(step.split(' '));
      if (!this.machine.system.stopped) this.machine.check();
      return answer;
    });
  }
  /** Know the same names as another case. */
  adopt(other: CmemCase): void {
    for (const [name, virt] of other.#names) this.#names.set(name, virt);
  }
  /** The address a name stands for. */
  at(name: string): number {
    return this.#names.get(name)!;
  }

  #step(words: string[]): string {
    const process = Number(words[0]);
    const [, what = '', first = ''] = words;
    const lib = this.machine.library(process, this);
    const option = (name: string) =>
      words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    const block = Number(option('blk') ?? 0);
    const params: AllocParams = {
      type: words.includes('heap') ? 'heap' : 'pool',
      cached: words.includes('cached'),
      alignment: Number(option('align') ?? 1),
    };
    const n = Number(first);
    const pointer = () => {
      const [name = '', offset = '0'] = first.split('+');
      return (this.#names.get(name) ?? Number(name)) + Number(offset);
    };
    switch (what) {
      case 'init':
        return this.#library(lib.init());
      case 'exit':
        return this.#library(lib.exit());
      case 'alloc':
        return this.#pointer(lib.alloc(block, n, params), words);
      case 'pool':
        return this.#pointer(lib.allocPool(block, n, params), words);
      case 'reg':
        return this.#pointer(lib.registerAlloc(n), words);
      case 'map':
        return this.#pointer(lib.map(n, Number(words[3])), words);
      case 'unmap':
        return this.#library(lib.unmap(pointer(), Number(words[3])));
      case 'physAlloc':
        return this.#library(lib.allocPhys(block, n, params));
      case 'physPool':
        return this.#library(lib.allocPoolPhys(block, n, params));
      case 'physFree':
        return this.#library(lib.freePhys(n));
      case 'free':
        return this.#library(lib.free(pointer(), params));
      case 'phys':
        return this.#library(lib.getPhys(pointer()));
      case 'getPool':
        return this.#library(lib.getPool(block, n));
      case 'getBlock':
        return this.#library(lib.getBlock(block));
      case 'numBlocks':
        return this.#library(lib.getNumBlocks());
      case 'version':
        return this.#library(lib.getVersion());
      case 'wb':
        return this.#library(lib.cache());
      case 'poke':
        return this.#raw(this.machine.poke(process, pointer(), words.slice(3).map(Number)));
      default:
        return this.#rawStep(process, what, n, words, { block, params });
    }
  }

  #rawStep(
    id: number,
    what: string,
    n: number,
    words: readonly string[],
    { block, params }: { block: number; params: AllocParams },
  ): string {
    const { system } = this.machine;
    const process = this.machine.process(id);
    const fd = process.latestFd;
    const { cached, alignment: align, type } = params;
    switch (what) {
      case 'open':
        return this.#raw(system.open(process, this));
      case 'close':
        return this.#raw(system.close(process, fd, this));
      case 'kill':
        return this.machine.kill(id, this)?.stopped ?? '0';
      case 'fork':
        this.machine.fork(id, n);
        return '0';
      case 'ioHeap':
        return this.#raw(system.allocHeap(process, fd, { block, size: n, align }, cached, this));
      case 'ioPool':
        return this.#raw(system.allocPool(process, fd, { block, pool: n }, cached, this));
      case 'ioFree': {
        const how = { phys: n, heap: type === 'heap', byPhys: true };
        return this.#raw(system.free(process, fd, how, this));
      }
      case 'ioReg':
        return this.#raw(system.register(process, fd, n, this));
      case 'ioPoolFor':
        return this.#raw(system.getPool(process, fd, { block, size: n }, this));
      case 'ioBlocks':
        return this.#raw(system.getNumBlocks(process, fd, this));
      case 'ioBlock':
        return this.#raw(system.getBlock(process, fd, n, this));
      case 'ioOther':
        return this.#raw(system.otherIoctl(process, fd, n, this));
      case 'mmap':
        return this.#raw(system.mmap(process, fd, n, Number(words[3]), this));
      default:
        throw new Error(`no step ${words.join(' ')}`);
    }
  }

  #raw(answer: Answer<unknown>): string {
    if ('stopped' in answer) return `dies: ${answer.stopped}`;
    if ('failed' in answer) return answer.failed.errno ?? `declined ${answer.failed.why.id}`;
    return shown(answer.value);
  }
  #library(answer: LibraryAnswer<unknown>): string {
    if ('stopped' in answer) return `dies: ${answer.stopped}`;
    const because = answer.noSyscall ? ' without a call' : answer.errno ? ` ${answer.errno}` : '';
    return shown(answer.returned) + because;
  }
  #pointer(answer: LibraryAnswer<Pointer | undefined>, words: readonly string[]): string {
    if (!('stopped' in answer) && answer.returned) {
      const name = words[words.indexOf('as') + 1];
      if (words.includes('as')) this.#names.set(name!, answer.returned.virt);
      return hex(answer.returned.phys);
    }
    return this.#library(answer);
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return value > 0xffff ? hex(value) : String(value);
  return Object.entries(value as object)
    .map(([key, each]) => `${key}=${shown(each)}`)
    .join(' ')
    .replaceAll('=true', '')
    .replaceAll('cached=false', 'noncached');
}

/** A machine with the module loaded; throws if it does not load. */
export function cmem(
  version: CmemVersionId,
  args: string,
  over: Partial<CmemProfile> = {},
): CmemCase {
  const made = new CmemCase(plainProfile(version, over));
  const rv = made.load(args);
  if (rv !== '0') throw new Error(`${args}: ${rv}`);
  return made;
}
