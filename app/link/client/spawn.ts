import type { WorkerLike } from './connection.ts';

/** A new worker. The bundler finds the worker's file by this very expression. */
export const spawnWorker = (): WorkerLike =>
  new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' });
