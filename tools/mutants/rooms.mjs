/**
 * The rooms whose faults would cost somebody their work: what is changed in each, and the tests that must
 * notice. Only a room's own tests are asked: a mutant that nothing but a test of the whole machine kills
 * costs minutes, and its room has a test missing.
 */

/** @typedef {{ readonly mutate: readonly string[], readonly tests: readonly string[] }} Room */

/** @param {string} folder @returns {Room} */
const room = (folder) => ({ mutate: [`${folder}/**/*.ts`], tests: [`${folder}/**/*.test.ts`] });

/** @type {Readonly<Record<string, Room>>} */
export const ROOMS = {
  session: room('app/session'),
  time: room('app/time'),
  keep: room('app/keep'),
  link: room('app/link'),
  saved: room('engine/saved'),
  plates: {
    mutate: ['app/plates/*.ts', 'app/render/dirty.ts'],
    tests: ['app/plates/**/*.test.ts', 'app/render/*.test.ts'],
  },
};

/** @param {string | undefined} name @returns {Room} */
export function roomNamed(name) {
  const found = ROOMS[name ?? ''];
  if (found !== undefined) return found;
  throw new Error(`'${name ?? ''}' is not one of ${Object.keys(ROOMS).join(', ')}`);
}
