/** Everything that is fuzzed: one line a target. */
import { engineTarget } from './engine.ts';
import type { Target } from './target.ts';
import { filesTarget } from './texts/files.ts';
import { linksTarget } from './texts/links.ts';
import { scriptTarget } from './texts/script.ts';

export const TARGETS: readonly Target[] = [engineTarget, linksTarget, filesTarget, scriptTarget];
