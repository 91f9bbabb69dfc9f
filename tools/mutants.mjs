/**
 * npm run -s mutants [-- ROOM… [FILES]]: StrykerJS changes the code of one room after the other, one thing
 * at a time, and the unit tests of the room must notice. Prints what nobody noticed and a line a room; ends
 * with 1 where fewer than four of five were noticed. tools/mutants/README.md says why those that are left
 * are. FILES is a glob with a `/` in it: of the room, these files alone are changed.
 */
import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { ensurePackages } from './lib/install.mjs';
import { inRepo, root } from './lib/repo.mjs';
import { ROOMS } from './mutants/rooms.mjs';

/** Of a hundred changes, at least so many must be noticed. */
const LEAST = 80;

/**
 * What was learned is kept in .cache, so that only what changed since is tried again.
 * @param {string} room
 * @param {readonly string[]} files of the room; none: all of them
 * @returns {ConstructorParameters<typeof import('@stryker-mutator/core').Stryker>[0]}
 */
const optionsOf = (room, files) => ({
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  // Which tests belong to a room is known: nobody has to follow imports for each change.
  vitest: { configFile: 'tools/mutants/vitest.config.ts', related: false },
  mutate: [
    ...(files.length > 0 ? files : (ROOMS[room]?.mutate ?? [])),
    '!**/*.test.ts',
    '!**/test/**',
    '!**/limits.ts',
  ],
  // Words are held by the types of the dictionaries.
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `.cache/mutants/${room}/incremental.json`,
  tempDirName: `.cache/mutants/${room}/sandbox`,
  ignorePatterns: ['dist', '.cache'],
  reporters: ['progress-append-only'],
  concurrency: Number(process.env['CARVEOUT_MUTANTS_AT_ONCE'] ?? 2),
  // A busy machine may take long over all tests once; the default is five.
  dryRunTimeoutMinutes: 20,
  timeoutMS: 5000,
  timeoutFactor: 2,
  cleanTempDir: 'always',
});

/** @param {Awaited<ReturnType<import('@stryker-mutator/core').Stryker['runMutationTest']>>[number]} mutant */
const lineOf = ({ status, fileName, location, mutatorName, replacement = '' }) => {
  const to = replacement.replaceAll(/\s+/g, ' ').slice(0, 80);
  return `${status} ${relative(root, fileName)}:${String(location.start.line + 1)} ${mutatorName} → ${to}`;
};

/**
 * @param {string} room
 * @param {readonly string[]} files
 * @returns {Promise<number>} how many of a hundred changes were noticed
 */
async function scoreOf(room, files) {
  const { Stryker } = await import('@stryker-mutator/core');
  mkdirSync(inRepo(`.cache/mutants/${room}`), { recursive: true });
  process.env['CARVEOUT_MUTANTS'] = room;
  const mutants = await new Stryker(optionsOf(room, files)).runMutationTest();
  /** @param {string[]} statuses */
  const having = (...statuses) => mutants.filter(({ status }) => statuses.includes(status));
  const late = having('Timeout').length;
  const killed = having('Killed').length + late;
  const alive = having('Survived', 'NoCoverage');
  const score = (100 * killed) / Math.max(1, killed + alive.length);
  for (const mutant of alive) console.log(lineOf(mutant));
  console.log(
    `${room} killed=${String(killed)} (late=${String(late)}) alive=${String(alive.length)} score=${score.toFixed(1)}`,
  );
  return score;
}

async function main() {
  const given = process.argv.slice(2);
  const files = given.filter((word) => word.includes('/'));
  const rooms = given.filter((word) => !word.includes('/'));
  const unknown = rooms.filter((room) => !(room in ROOMS));
  if (unknown.length > 0) {
    const all = Object.keys(ROOMS).join(', ');
    console.error(`no such room: ${unknown.join(', ')}; there are ${all}`);
    return 2;
  }
  if (!(await ensurePackages())) return 1;
  let worst = 100;
  for (const room of rooms.length > 0 ? rooms : Object.keys(ROOMS))
    worst = Math.min(worst, await scoreOf(room, files));
  return worst < LEAST ? 1 : 0;
}

process.exit(await main());
