/**
 * The language comes after the first paint: the map can be drawn without it, a prompt cannot. Views
 * that need it from their first line on are loaded after the first paint themselves and import it
 * directly; whoever is there from the start asks here.
 */
import { part } from '../link/parts.ts';

export type Language = typeof import('./spoken.ts');

let loading: Promise<Language> | undefined;

/** Rejects when it could not be fetched; the next call tries again. */
export const loadLanguage = (): Promise<Language> =>
  (loading ??= part(() => import('./spoken.ts')).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
