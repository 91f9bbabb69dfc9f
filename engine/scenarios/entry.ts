/** What is said of a scenario where its text is not loaded. */
import type { Said } from './comments.ts';

export interface ScenarioEntry {
  /** Name of the file, without `.carveout`. */
  readonly id: string;
  /** Whose behaviour it shows. */
  readonly system: 'cma' | 'msys' | 'cmem' | 'dma-pool';
  readonly board: string;
  readonly title: Said;
  readonly about: Said;
}
