/** What is said of a scenario where its text is not loaded. */
import type { Said } from './comments.ts';
import type { GroupId } from './groups.ts';

export interface ScenarioEntry {
  /** Name of the file, without `.carveout`. */
  readonly id: string;
  /** Whose behaviour it shows. */
  readonly system: 'cma' | 'msys' | 'cmem' | 'dma-pool';
  readonly board: string;
  /** What it shows. */
  readonly group: GroupId;
  /** Words of both languages that somebody may look for, and that title and sentence do not say. */
  readonly keywords: string;
  readonly title: Said;
  readonly about: Said;
}
