/** Bounds of pictures. */

/**
 * Most rectangles that pixels become in SVG: at about 20 characters each they are less than 1 MB, which
 * editors still open at once. More of them are one image within the shapes.
 */
export const MOST_RECTS = 40_000;

/** Most characters of an address that are printed: some six lines below a map of usual width. */
export const MOST_PRINTED = 800;
