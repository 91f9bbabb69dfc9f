/**
 * The simulated file tree: /sys, /proc and debugfs as flat paths. A file is two functions; folders
 * exist because files lie in them. Texts are byte strings.
 */
import type { Errno, Message, Refusal } from '../contract/command.ts';
import type { OpId } from '../contract/units.ts';
import type { Sink } from './recorder.ts';

/** What a write did: bytes or a negative errno, and a failure that its return code hides. */
export type WriteAnswer =
  | { readonly ret: number; readonly hidden?: Refusal | undefined; readonly why?: Message }
  | { readonly undefinedBehaviour: Message };

/** A write of `input`, a byte string; `op` is the number of the operation. */
export type Store = (input: string, op: OpId, sink: Sink) => WriteAnswer;
/** The files of a board. */
export type BoardTree = Tree<Store>;

/** A file; without `show` it cannot be read, without `store` not written. */
export interface FileNode<Store> {
  /** The nine permission bits of the file. */
  readonly mode: number;
  /** The text as it is now, a byte string. */
  readonly show?: () => string;
  readonly store?: Store;
  /** Why nobody answers a read, if so: the driver is dead. */
  readonly silent?: () => Message | undefined;
  /** What in the text that was shown is the code's oddity, not the memory's. */
  readonly oddity?: (shown: string) => Message | undefined;
}

/** Where a symbolic link leads (6.15+ debugfs: base_pfn → ranges/0/base_pfn). */
export interface LinkNode {
  readonly link: string;
}

/** Paths are absolute and normalised by whoever adds them. */
export class Tree<Store> {
  readonly #nodes = new Map<string, FileNode<Store> | LinkNode>();
  readonly #folders = new Map<string, Set<string>>([['/', new Set()]]);

  /** Folders above it come into being. */
  addFile(path: string, node: FileNode<Store>): void {
    this.#nodes.set(path, node);
    this.#enter(path);
  }
  /** `to` is relative to the link's own folder, as readlink() shows it. */
  addLink(path: string, to: string): void {
    this.#nodes.set(path, { link: to });
    this.#enter(path);
  }
  /** Makes a folder, which may stay empty. */
  addFolder(path: string): void {
    if (!this.#folders.has(path)) this.#folders.set(path, new Set());
    this.#enter(path);
  }

  /** The name goes into its folder, and the folder into its own. */
  #enter(path: string): void {
    const cut = path.lastIndexOf('/');
    const parent = cut === 0 ? '/' : path.slice(0, cut);
    const siblings = this.#folders.get(parent);
    if (siblings) siblings.add(path.slice(cut + 1));
    else {
      this.#folders.set(parent, new Set([path.slice(cut + 1)]));
      this.#enter(parent);
    }
  }

  /** The file at a path, links followed; an errno name as open(2) would give. */
  file(path: string): FileNode<Store> | Errno {
    const clean = normalize(path);
    const node = this.#nodes.get(clean);
    if (node && 'link' in node) return this.file(`${clean}/../${node.link}`);
    if (node) return node;
    if (this.#folders.has(clean)) return 'EISDIR';
    const cut = clean.lastIndexOf('/');
    return this.#nodes.has(clean.slice(0, cut)) ? 'ENOTDIR' : 'ENOENT';
  }

  /** Names in a folder, sorted by byte; the file's own path for a file. */
  list(path: string): readonly string[] | Errno {
    const clean = normalize(path);
    const folder = this.#folders.get(clean);
    if (folder) return [...folder].sort(byByte);
    return this.#nodes.has(clean) ? [path] : 'ENOENT';
  }

  /** One entry of `ls -l`: type and permissions, and where a link leads. */
  describe(path: string): { readonly mode: string; readonly link?: string } {
    const clean = normalize(path);
    if (this.#folders.has(clean)) return { mode: 'drwxr-xr-x' };
    const node = this.#nodes.get(clean);
    if (!node) throw new Error(`no such node ${clean}`);
    if ('link' in node) return { mode: 'lrwxrwxrwx', link: node.link };
    return { mode: `-${permissions(node.mode)}` };
  }

  /** Every file and link, sorted. */
  paths(): readonly string[] {
    return [...this.#nodes.keys()].sort(byByte);
  }
}

/** Sorts names by their characters, which are bytes. */
const byByte = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Writes nine bits as `ls -l` does: rw-r--r--. */
function permissions(mode: number): string {
  let text = '';
  for (let bit = 8; bit >= 0; bit--) text += (mode >> bit) & 1 ? 'rwx'[(8 - bit) % 3] : '-';
  return text;
}

/** Resolve "." and "..", double and trailing slashes; relative paths start at the root. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
