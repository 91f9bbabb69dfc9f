/** Why frames are copied instead of shared: headers are missing, or the browser itself has nothing to share. */
import { t } from '../words/i18n.svelte.ts';

export const whyCopied = (): string =>
  t(globalThis.crossOriginIsolated === true ? 'head.copying.noBuffer' : 'head.copying.why');
