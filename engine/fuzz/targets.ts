/** Everything that is fuzzed: one line a target. */
import { engineTarget } from './engine.ts';
import type { Target } from './target.ts';

export const TARGETS: readonly Target[] = [engineTarget];
