/**
 * What is built into one file because it is needed together. Many small files weigh more than one, and
 * where one names the next each waits for the one before: a page that rested 130 requests after it was
 * asked for rests 30 requests after it. What is named here takes along everything that it imports.
 */
import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { inRepo } from '../repo.mjs';

/** The parts that every page asks for as soon as it stands, whatever its width. */
export const AROUND = [
  'app/shell/Dialogs.svelte',
  'app/shell/Facts.svelte',
  'app/shell/OnePane.svelte',
  'app/shell/Tables.svelte',
  'app/shell/TimePane.svelte',
  'app/plates/cma/blocks/Blocks.svelte',
  'app/forms/Commands.svelte',
  'app/console/Console.svelte',
  'app/shell/header/BoardList.svelte',
  'app/shell/header/HeadEnd.svelte',
  'app/shell/header/LookList.svelte',
  'app/plates/cma/inspector/Inspector.svelte',
  'app/console/KernelLog.svelte',
  'app/shell/layout/TableTabs.svelte',
  'app/shell/layout/Wide.svelte',
  'app/plates/legend/Legend.svelte',
  'app/shell/notices/Notices.svelte',
  'app/shell/notices/RunProgress.svelte',
  'app/plates/ribbon/Ribbon.svelte',
];
/** The language, which all of them speak. */
export const LANGUAGE = ['engine/language/index.ts'];
/** What has no view: the session, what is kept of it, and the language. */
export const GOING_ON = [
  'app/shell/start.ts',
  'app/session/spoken.ts',
  'app/words/dictionary/later.ts',
];
/** What the worker goes back in time with. */
export const MACHINE_TIME = [
  'engine/saved/index.ts',
  'engine/journal/time/timeline.ts',
  'engine/systems/cma/system.ts',
  'engine/systems/dma/system.ts',
  'engine/systems/msys/system.ts',
];
/** What it expects, and its files: the first script asks for the one, completion for the other. */
export const MACHINE_SHELL = ['engine/machine/expect.ts', 'engine/machine/shell-door.ts'];

/**
 * A test for these files. Throws where one of them is not there: a file that was moved would otherwise be
 * built by itself without a word.
 * @param {readonly string[]} files paths in the repository
 * @returns {(id: string) => boolean}
 */
export function isOneOf(files) {
  const missing = files.filter((file) => !existsSync(inRepo(file)));
  if (missing.length > 0)
    throw new Error(`tools/lib/bundle/pieces.mjs names what is not there: ${missing.join(', ')}`);
  const ids = new Set(files.map((file) => inRepo(file).split(sep).join('/')));
  return (id) => ids.has(id);
}

/**
 * What a piece is called: after the system whose system.ts it begins with, else as the bundler calls it.
 * @param {string | null} module the file that it begins with
 * @param {string} name the bundler's name for it
 */
export function pieceName(module, name) {
  const system = /\/systems\/([^/]+)\/system\.ts$/.exec(module ?? '')?.[1];
  return system === undefined ? name : `${system}-system`;
}
