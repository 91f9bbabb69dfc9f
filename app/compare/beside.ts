/** What was asked to stand beside the present experiment when the comparison opens next. */
let branch: number | undefined;

/** Index of a branch. */
export const askBeside = (index: number): void => void (branch = index);

/** Undefined: nothing in particular. It is asked for once. */
export function takeBeside(): number | undefined {
  const index = branch;
  branch = undefined;
  return index;
}
