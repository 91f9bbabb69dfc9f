import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { inRepo, root } from './repo.mjs';

/**
 * Public members of classes that nothing names. knip looks at what modules export, and the compiler
 * at what is private; a public method that lost its last caller is seen by neither.
 */

/** @typedef {{ readonly file: string, readonly text: string }} Source path from the repository, `/` between */

/** Folders whose words count as uses. Classes are looked at in the first two. */
const FOLDERS = ['app', 'engine', 'e2e', 'tools'];
const KINDS = new Set(['.ts', '.svelte', '.mjs']);
const CLASSES_IN = /^(app|engine)\/.*\.ts$/;
/** A name that only tests say is unused, unless its class is a test's own. */
const TESTS = /\.(test|spec)\.ts$|\/test\//;
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const WORDS = /[A-Za-z_$][\w$]*/g;
/** Without comments for documentation as trees: half of the reading. */
const READ_AS = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

/** @returns {Source[]} */
export const allSources = () =>
  FOLDERS.flatMap((folder) =>
    readdirSync(inRepo(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && KINDS.has(extname(entry.name)))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).map((path) => ({
    file: relative(root, path).split(sep).join('/'),
    text: readFileSync(path, 'utf8'),
  }));

/** @param {ts.Node} node */
const hidden = (node) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(
    ({ kind }) =>
      kind === ts.SyntaxKind.PrivateKeyword ||
      kind === ts.SyntaxKind.ProtectedKeyword ||
      kind === ts.SyntaxKind.OverrideKeyword,
  );

/**
 * Parameters that a constructor makes fields of, then methods, accessors and fields.
 * @param {ts.ClassLikeDeclaration} node
 * @returns {string[]}
 */
const publicMembers = (node) => {
  const fields = node.members
    .filter(ts.isConstructorDeclaration)
    .flatMap(({ parameters }) => parameters.filter((one) => ts.getModifiers(one)?.length));
  return [...fields, ...node.members].flatMap((member) =>
    member.name && ts.isIdentifier(member.name) && !hidden(member) ? [member.name.text] : [],
  );
};

/**
 * @param {Source} source
 * @returns {{ members: [className: string, name: string][], signatures: string[] }} the public
 *   members of its classes, and the names that its interfaces and other types declare
 */
const declarations = ({ file, text }) => {
  /** @type {[string, string][]} */
  const members = [];
  /** @type {string[]} */
  const signatures = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isClassLike(node))
      for (const name of publicMembers(node)) members.push([node.name?.text ?? '', name]);
    const isOfType = ts.isPropertySignature(node) || ts.isMethodSignature(node);
    if (isOfType && ts.isIdentifier(node.name)) signatures.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, READ_AS));
  return { members, signatures };
};

/** @param {Map<string, number>} tally @param {readonly string[]} words @param {number} times */
const count = (tally, words, times) => {
  for (const word of words) {
    const before = tally.get(word);
    if (before !== undefined) tally.set(word, before + times);
  }
};

/**
 * @param {readonly Source[]} sources all that may name a member
 * @returns {string[]} `file Class.member` of each public member that is declared and named nowhere
 *   else; uses are words, so a name that means something elsewhere too is never in the list
 */
export const unusedMembers = (sources) => {
  const read = sources.map((source) => ({
    ...source,
    isTest: TESTS.test(source.file),
    ...(source.file.endsWith('.ts') ? declarations(source) : { members: [], signatures: [] }),
  }));
  const found = read
    .filter(({ file }) => CLASSES_IN.test(file))
    .flatMap(({ file, isTest, members }) =>
      members.map(([className, name]) => ({ file, isTest, className, name })),
    );
  const everywhere = new Map(found.map(({ name }) => [name, 0]));
  const product = new Map(everywhere);
  for (const { text, isTest, members, signatures } of read) {
    const words = text.replaceAll(COMMENTS, '').match(WORDS) ?? [];
    const declared = [...members.map(([, name]) => name), ...signatures];
    for (const tally of isTest ? [everywhere] : [everywhere, product]) {
      count(tally, words, 1);
      count(tally, declared, -1);
    }
  }
  return found
    .filter(({ isTest, name }) => (isTest ? everywhere : product).get(name) === 0)
    .map(({ file, className, name }) => `${file} ${className}.${name}`);
};
