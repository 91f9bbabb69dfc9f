/** The texts of all scenarios that are shipped, in one piece: it is fetched when a first one is wanted. */
const FILES = import.meta.glob<string>('../../engine/scenarios/*.carveout', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FILES).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1, -9), text]),
);
