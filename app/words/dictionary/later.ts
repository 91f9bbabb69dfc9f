/** All words that are fetched after the first paint, in one piece. */
import { branchWords } from './branches.ts';
import { cmem } from './cmem.ts';
import { compareWords } from './compare.ts';
import { consoleWords } from './console.ts';
import { files } from './files.ts';
import { finding } from './finding.ts';
import { dmaPool } from './dma-pool.ts';
import { editor } from './editor.ts';
import { events } from './events.ts';
import { happened } from './happened.ts';
import { map } from './map.ts';
import { panels } from './panels.ts';
import { plan } from './plan.ts';
import { plateLater } from './plate-later.ts';
import { poolLessons } from './pool-lessons.ts';
import { steps } from './steps.ts';
import { time } from './time.ts';
import { welcome } from './welcome.ts';

export const later = {
  ...map,
  ...panels,
  ...finding,
  ...consoleWords,
  ...cmem,
  ...branchWords,
  ...compareWords,
  ...plan,
  ...plateLater,
  ...dmaPool,
  ...poolLessons,
  ...editor,
  ...events,
  ...steps,
  ...happened,
  ...files,
  ...time,
  ...welcome,
};
