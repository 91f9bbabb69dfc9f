import type { TwinProps } from '../../plates/contract.ts';

/** What a side hands to the map that is drawn for it. */
export type MapInput = Omit<TwinProps, 't' | 'onrelease'>;
