/** What a rule about imports is made of. */

/** Tests may use what they need. */
export const TESTS = '\\.test\\.ts$|^app/.*/test/';

/** @param {string} name */
export const npm = (name) => `(^|/)node_modules/${name}/`;

/** The package, its types, and the packages that it re-exports. */
export const D3 = ['(^|/)node_modules/d3/', '(^|/)node_modules/d3-', '(^|/)node_modules/@types/d3'];

/**
 * @param {string} name
 * @param {string} comment
 * @param {{ from: string, except?: string, to: string[] }} edge `to` lists all that is allowed
 */
export const only = (name, comment, { from, except = TESTS, to }) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: except },
  to: { pathNot: to, couldNotResolve: false },
});
