/**
 * A process with its file descriptors and mappings of /dev/cmem, and its copy of the library's static
 * variables.
 */
import type { CmemFile } from './buffers.ts';
import { AddressSpace } from './vm.ts';

/** cmem_fd of the library before CMEM_init(), after a failed open() and after CMEM_exit(). */
export const FD_NONE = -2;
export const FD_FAILED = -1;
export const FD_EXITED = -3;
/** 0, 1 and 2 are the terminal. */
const FIRST_FD = 3;

/** It is there from the first time somebody names its number until it is killed. */
export class CmemProcess {
  readonly id: number;
  /** Its mappings of /dev/cmem. */
  readonly space: AddressSpace;
  readonly #files = new Map<number, CmemFile>();
  /** cmem_fd and ref_count of cmem.c. */
  libraryFd = FD_NONE;
  libraryCount = 0;

  /** `bits` is the word width of the board, which limits the address space. */
  constructor(id: number, bits: 32 | 64) {
    this.id = id;
    this.space = new AddressSpace(bits);
  }

  /** Finds the open file of a descriptor; undefined: it is not open. */
  file(fd: number): CmemFile | undefined {
    return this.#files.get(fd);
  }
  /** Descriptors in use, ascending. */
  fds(): number[] {
    return [...this.#files.keys()].sort((a, b) => a - b);
  }
  /** The highest descriptor in use; -1 if there is none. */
  get latestFd(): number {
    let latest = -1;
    for (const fd of this.#files.keys()) if (fd > latest) latest = fd;
    return latest;
  }
  /** The lowest free descriptor. Gives a file that descriptor, as open() does. */
  install(file: CmemFile): number {
    let fd = FIRST_FD;
    while (this.#files.has(fd)) fd += 1;
    this.put(fd, file);
    return fd;
  }
  /** Gives a file this descriptor; the file counts one reference more. */
  put(fd: number, file: CmemFile): void {
    this.#files.set(fd, file);
    file.references += 1;
  }
  /** Takes a descriptor away and gives its file, which still counts the reference. */
  drop(fd: number): CmemFile | undefined {
    const file = this.#files.get(fd);
    this.#files.delete(fd);
    return file;
  }
}
