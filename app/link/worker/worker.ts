/** The worker's entry, and nothing else: WebKit evaluates it again for every chunk that imports it. */
import './machine-worker.ts';
