/** The device of calls that name none. */
export const DEFAULT_DEVICE = 'carveout.0';
