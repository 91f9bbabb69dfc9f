/** A property stops after a moment with what it has tried: most mutants die of its first cases. */
import fc from 'fast-check';

/** In ms; a property that the tests bound themselves keeps its own bound. */
const MOMENT = 400;

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- plugins cannot be set for all properties
  interruptAfterTimeLimit: MOMENT,
  endOnFailure: true,
});
