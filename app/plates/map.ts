import { MapView } from './map-view.svelte.ts';

/** Where the reader is in the page maps: one for the page. */
export const mapView = new MapView();
