/** Bounds of fuzzing, each with its reason. Tests stand on both sides of each. */

/** Inputs tried to make one finding smaller: a script of 60 lines takes about 200. */
export const MAX_SHRINK_ATTEMPTS = 2_000;
/** Findings of one kind that are made smaller and printed; more of the same say nothing new. */
export const MAX_FINDINGS_OF_KIND = 1;
