/**
 * A property stops after a moment with what it has tried: most mutants die of its first cases. The first
 * is tried whatever it takes, and none is left in the middle: what it goes on doing would be the next test's.
 */
import fc from 'fast-check';

/** In ms of the processor's time, which a busy machine does not use up. */
const MOMENT = 400;

const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
fc.installGlobalPlugin(() => {
  let until: number | undefined;
  return {
    decorateRun: (run) => (value) => {
      if (until !== undefined && worked() > until) return new fc.PreconditionFailure(true);
      until ??= worked() + MOMENT;
      return run(value);
    },
  };
});
