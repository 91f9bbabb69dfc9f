/** Runs stages side by side: as many as there are places, each after those that it needs. */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly string[]} [needs] stages that must have passed; else this one cannot run
 * @property {boolean} [alone] runs while nothing else does: it measures, or fills the machine itself
 */

/**
 * @template {Stage} S
 * @template R
 * @param {readonly S[]} stages started in this order as places and needs allow
 * @param {number} places
 * @param {(stage: S) => Promise<R>} start must not reject
 * @param {(result: R) => boolean} passed
 * @param {(stage: S, need: string) => R} skip what a stage is answered with when one it needs failed
 * @returns {Promise<R[]>} in the order of `stages`
 */
export async function schedule(stages, places, start, passed, skip) {
  const results = /** @type {Map<S, R>} */ (new Map());
  const waiting = new Set(stages);
  const running = /** @type {Map<S, Promise<void>>} */ (new Map());
  const byName = new Map(stages.map((stage) => [stage.name, stage]));

  /** @param {S} stage @returns {'ready' | 'wait' | { failed: string }} */
  const readiness = (stage) => {
    let waits = false;
    for (const name of stage.needs ?? []) {
      const need = byName.get(name);
      if (need === undefined) throw new Error(`${stage.name} needs ${name}, which is not there`);
      const result = results.get(need);
      if (result === undefined) waits = true;
      else if (!passed(result)) return { failed: name };
    }
    if (waits || running.size >= places) return 'wait';
    const someoneAlone = [...running.keys()].some((other) => other.alone);
    return someoneAlone || (stage.alone && running.size > 0) ? 'wait' : 'ready';
  };

  while (waiting.size > 0 || running.size > 0) {
    let moved = false;
    for (const stage of waiting) {
      const state = readiness(stage);
      if (state === 'wait') continue;
      waiting.delete(stage);
      moved = true;
      if (typeof state === 'object') {
        results.set(stage, skip(stage, state.failed));
        continue;
      }
      const done = start(stage).then((result) => {
        results.set(stage, result);
        running.delete(stage);
      });
      running.set(stage, done);
    }
    if (running.size > 0) await Promise.race(running.values());
    else if (!moved && waiting.size > 0) throw new Error('stages need each other in a circle');
  }
  return stages.map((stage) => /** @type {R} */ (results.get(stage)));
}
