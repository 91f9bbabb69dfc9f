/** How far a checked run looks, each with its reason. Tests stand on both sides of each. */

/** Commands of a script in which a machine goes on from every checkpoint to the end: 2,080 commands in all. */
export const FOLLOWED_WHOLE = 64;
/** Commands that a machine goes on for in a longer script: eight times the work of a plain run. */
export const FOLLOWED_COMMANDS = 8;
