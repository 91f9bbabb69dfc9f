/** What opens, keeps, shares and exports: the part of the list of actions that the File menu shows. */
import { picturePng, pictureSvg, svgTools } from '../render/picture/picture.ts';
import type { Caption } from '../render/picture/picture.ts';
import { stills } from '../render/picture/still.ts';
import type { Still } from '../render/picture/still.ts';
import type { Action } from '../page/actions.svelte.ts';
import { beginAnew } from '../keep/anew.ts';
import { chooseFile, download } from '../page/download.ts';
import { fileName, operationsCsv, operationsJson, operationsOf } from '../keep/exports.ts';
import type { Operation } from '../keep/exports.ts';
import { t } from '../words/i18n.svelte.ts';
import type { Key } from '../words/i18n.svelte.ts';
import { openFile } from '../keep/opening.ts';
import { saving } from '../keep/saving.ts';
import { lineTextOf } from '../session/transcript/line-text.ts';
import { session } from '../session/session.svelte.ts';
import { ui } from '../page/ui.svelte.ts';

const boardId = (): string => session.layout?.board.id ?? 'session';
const boardTitle = (): string => session.layout?.board.title ?? '';
const nameOf = (ending: string): string => fileName(session.title, boardId(), ending);
const bad = (sentence: () => string): void => ui.tell({ id: 'file', tone: 'bad', say: sentence });

async function open(): Promise<void> {
  await openFile(await chooseFile('.carveout,.txt,text/plain'));
}

const caption = (): Caption => {
  const board = session.layout?.board;
  const facts = [boardTitle(), board ? `Linux ${board.release}` : '', t('recent.ops', session.op)];
  return { title: session.title, lines: [facts.filter((fact) => fact !== '').join(' · ')] };
};

/** All maps of the page; none: it is said. */
function maps(): readonly [Still, ...Still[]] | undefined {
  const [first, ...others] = stills();
  if (first) return [first, ...others];
  bad(() => t('news.noMap'));
  return undefined;
}

async function png(): Promise<void> {
  const all = maps();
  if (!all) return;
  try {
    download(nameOf('png'), await picturePng(all, caption()));
  } catch {
    bad(() => t('news.noPicture'));
  }
}

function svg(): void {
  const all = maps();
  if (all) download(nameOf('svg'), pictureSvg(all, caption(), svgTools()), 'image/svg+xml');
}

async function state(): Promise<void> {
  const whole = await session.state();
  if (!whole) bad(() => t('news.noState'));
  else
    download(nameOf('state.json'), `${JSON.stringify(whole, undefined, 2)}\n`, 'application/json');
}

const operations = (): readonly Operation[] =>
  operationsOf(
    {
      script: session.script.items,
      transcript: session.transcript.items,
      log: session.log.items,
    },
    lineTextOf,
  );

const eventsJson = (): string =>
  operationsJson({ title: session.title, board: boardTitle() }, operations());

const transcript = (): string =>
  session.transcript.items.map(({ content }) => `${lineTextOf(content)}\n`).join('');

const exporting = (id: string, word: Key, run: () => void): Action => ({
  id: `export.${id}`,
  group: 'session',
  name: () => t(word),
  run,
});

export const fileActions: readonly Action[] = [
  {
    id: 'new',
    group: 'session',
    name: () => t('action.new'),
    keys: ['Shift+E'],
    run: () => void beginAnew(),
  },
  {
    id: 'compare',
    group: 'session',
    name: () => t('action.compare'),
    keys: ['Shift+C'],
    run: () => (ui.dialog = 'compare'),
  },
  {
    id: 'share',
    group: 'session',
    name: () => t('action.share'),
    keys: ['Shift+S'],
    run: () => (ui.dialog = 'share'),
  },
  {
    id: 'open',
    group: 'session',
    name: () => t('action.open'),
    keys: ['Mod+O'],
    run: () => void open(),
  },
  {
    id: 'save',
    group: 'session',
    name: () => t('action.save'),
    keys: ['Mod+S'],
    run: () => void saving.save(),
  },
  {
    id: 'recent',
    group: 'session',
    name: () => t('action.recent'),
    keys: ['R'],
    run: () => (ui.dialog = 'recent'),
  },
  {
    id: 'present',
    group: 'view',
    name: () => t('action.present'),
    keys: ['P'],
    when: () => ui.mode !== 'embed',
    run: () => (ui.mode = ui.mode === 'present' ? 'page' : 'present'),
  },
  exporting('png', 'action.png', () => void png()),
  exporting('svg', 'action.svg', svg),
  exporting('state', 'action.state', () => void state()),
  exporting('eventsCsv', 'action.eventsCsv', () =>
    download(nameOf('operations.csv'), operationsCsv(operations()), 'text/csv'),
  ),
  exporting('eventsJson', 'action.eventsJson', () =>
    download(nameOf('operations.json'), eventsJson(), 'application/json'),
  ),
  exporting('transcript', 'action.transcript', () =>
    download(nameOf('transcript.txt'), transcript()),
  ),
];
