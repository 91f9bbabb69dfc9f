/** The library's word for "nothing here"; the page itself says undefined. */
// eslint-disable-next-line no-restricted-syntax -- what CodeMirror's types ask for
export const NONE = null;
