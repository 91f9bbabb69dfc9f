import { CmemView } from './cmem-view.svelte.ts';

/** Where the reader is on the CMEM plate: one for the page. */
export const cmemView = new CmemView();
