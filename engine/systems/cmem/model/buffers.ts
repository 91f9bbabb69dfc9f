/**
 * Buffers and pools as cmemk.c has them: every buffer is an element of one list, free or busy, of one
 * pool object, and knows the files that use it. Lists are linked, so that taking one out of the middle
 * costs nothing; positions are numbers that grow from head to tail.
 */
import type { Bytes, OpId, PhysAddr, VirtAddr } from '../../../contract/units.ts';

/** struct file of an opened /dev/cmem. */
export interface CmemFile {
  /** Its number in the pool; 0 lies highest. A heap's buffers have the heap pool's number. */
  readonly id: number;
  /** The process that opened it. */
  readonly process: number;
  /** File descriptors and mappings that hold it. */
  references: number;
  /** Its entries on lists of users, in no order. */
  readonly uses: Use[];
}

/** struct registered_user: one entry of one buffer's list of users. */
export interface Use {
  readonly file: CmemFile;
  readonly buffer: PoolBuffer;
  /** Where it stands in the file's `uses`. */
  place: number;
}

/** Most buffers have one user, and an array made for one is a tenth of one that was pushed to. */
const NOBODY: readonly Use[] = [];

/** struct pool_buffer. */
export class PoolBuffer {
  readonly id: number;
  readonly phys: PhysAddr;
  /** entry->kvirtp; undefined = the driver never wrote it. */
  readonly kvirt: VirtAddr | undefined;
  /** Bytes as the driver's record has them: 2.x keeps what a heap's caller asked for. */
  readonly size: Bytes;
  /** entry->flags has CMEM_CACHED. */
  cached = false;
  /** Bytes that whoever holds it asked for, and the operation that took it; 0 while it is free. */
  asked: Bytes = 0;
  taken: OpId = 0;
  /** Registered users, oldest first: the driver's list has them the other way round. */
  users: readonly Use[] = NOBODY;
  /** The list it is on; undefined while it is on none. */
  list: BufferList | undefined;
  position = 0;
  /** Neighbours towards head and tail. */
  before: PoolBuffer | undefined;
  after: PoolBuffer | undefined;

  constructor(id: number, phys: PhysAddr, kvirt: VirtAddr | undefined, size: Bytes) {
    this.id = id;
    this.phys = phys;
    this.kvirt = kvirt;
    this.size = size;
  }
}

/** Put a file on a buffer's list of users. */
export function enlist(buffer: PoolBuffer, file: CmemFile): void {
  const use = { file, buffer, place: file.uses.length };
  if (buffer.users === NOBODY) buffer.users = [use];
  else (buffer.users as Use[]).push(use);
  file.uses.push(use);
}
/** Take a file off once, its newest entry first; false if it is not on the list. */
export function strike(buffer: PoolBuffer, file: CmemFile): boolean {
  const { users } = buffer;
  let at = users.length - 1;
  while (at >= 0 && users[at]!.file !== file) at -= 1;
  if (at < 0) return false;
  forget(users[at]!);
  if (users.length === 1) buffer.users = NOBODY;
  else (users as Use[]).splice(at, 1);
  return true;
}
/** Take a file, or everybody, off altogether. */
export function strikeAll(buffer: PoolBuffer, file: CmemFile | undefined): void {
  const left = buffer.users.filter((use) => file !== undefined && use.file !== file);
  for (const use of buffer.users) if (file === undefined || use.file === file) forget(use);
  buffer.users = left.length === 0 ? NOBODY : left;
}
function forget({ file, place }: Use): void {
  const last = file.uses.pop()!;
  if (place === file.uses.length) return;
  file.uses[place] = last;
  last.place = place;
}

/** A struct list_head and what hangs on it. */
export class BufferList {
  /** Where its pool object stands in p_objs, rows one after the other. */
  readonly home: number;
  #head: PoolBuffer | undefined;
  #tail: PoolBuffer | undefined;
  #count = 0;

  constructor(home: number) {
    this.home = home;
  }
  get count(): number {
    return this.#count;
  }
  /** What comes first; undefined for an empty list. */
  get head(): PoolBuffer | undefined {
    return this.#head;
  }

  /** list_add(). */
  addHead(buffer: PoolBuffer): void {
    buffer.position = this.#head ? this.#head.position - 1 : 0;
    buffer.after = this.#head;
    if (this.#head) this.#head.before = buffer;
    else this.#tail = buffer;
    this.#head = buffer;
    this.#enter(buffer);
  }
  /** list_add_tail(). */
  addTail(buffer: PoolBuffer): void {
    buffer.position = this.#tail ? this.#tail.position + 1 : 0;
    buffer.before = this.#tail;
    if (this.#tail) this.#tail.after = buffer;
    else this.#head = buffer;
    this.#tail = buffer;
    this.#enter(buffer);
  }
  #enter(buffer: PoolBuffer): void {
    buffer.list = this;
    this.#count += 1;
  }

  /** list_del(). */
  remove(buffer: PoolBuffer): void {
    if (buffer.list !== this) throw new Error(`buffer ${buffer.id} is not on this list`);
    const { before, after } = buffer;
    if (before) before.after = after;
    else this.#head = after;
    if (after) after.before = before;
    else this.#tail = before;
    buffer.before = buffer.after = buffer.list = undefined;
    this.#count -= 1;
  }

  /** From head to tail. */
  *[Symbol.iterator](): Generator<PoolBuffer, void> {
    for (let at = this.#head; at; at = at.after) yield at;
  }
}

/** struct pool_object. Sizes are as the driver holds them: unsigned, maybe beyond any memory. */
export interface PoolObject {
  readonly home: number;
  /** False while the module never set it up: its list heads are NULL. */
  ready: boolean;
  free: BufferList;
  busy: BufferList;
  /** numbufs as "%d" shows it. */
  count: number;
  size: bigint;
  asked: bigint;
}

/** Makes a pool object as the zeroed array of the driver has it. */
export const emptyPool = (home: number): PoolObject => ({
  home,
  ready: false,
  free: new BufferList(home),
  busy: new BufferList(home),
  count: 0,
  size: 0n,
  asked: 0n,
});
