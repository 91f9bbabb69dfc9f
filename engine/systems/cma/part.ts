/** CMA's regions are the board's own: areas, with their columns and the ledger of blocks. */
declare module '../../board/part.ts' {
  interface Held {
    cma: { readonly part: never; readonly saved: never; readonly shown: never };
  }
}
export {};
