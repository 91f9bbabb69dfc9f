/** The tests of one room, each property for a moment: thousands of mutants are tried. */
import {
  BaseSequencer,
  type TestSequencer,
  type TestSequencerConstructor,
  type TestSpecification,
} from 'vitest/node';
import { defineConfig, mergeConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import base from '../../vitest.config.ts';
import { roomNamed } from './rooms.mjs';

const { tests } = roomNamed(process.env['CARVEOUT_MUTANTS']);
const RUNES = /\.svelte\.test\.ts$/;

/** The quick files come first: the first that fails is the last that runs. */
class QuickFirst extends BaseSequencer implements TestSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => this.#took(a) - this.#took(b));
  }
  #took({ project, moduleId }: TestSpecification): number {
    const key = `${project.name}:${moduleId.slice(this.ctx.config.root.length + 1)}`;
    return this.ctx.cache.getFileTestResults(key)?.duration ?? 0;
  }
}
const sequencer: TestSequencerConstructor = QuickFirst;

/** @param given a project of all tests, narrowed to those of the room */
const narrowed = (given: TestProjectInlineConfiguration): TestProjectInlineConfiguration =>
  mergeConfig(given, { test: { setupFiles: ['tools/mutants/brief.setup.ts'] } });

// The engine's files share what they import, which Stryker's count of what a test reaches cannot follow.
const projects = ((base.test?.projects ?? []) as TestProjectInlineConfiguration[]).filter(
  ({ test }) => test?.name !== 'engine',
);
const own = projects.map((project) => {
  const isRunes = RUNES.test(String(project.test?.include));
  const include = tests.map((glob) =>
    isRunes ? glob.replace('*.test.ts', '*.svelte.test.ts') : glob,
  );
  const brief = narrowed(project);
  return { ...brief, test: { ...brief.test, include } };
});

export default defineConfig({ test: { projects: own, sequence: { sequencer } } });
