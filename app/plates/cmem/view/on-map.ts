/** The last request as the racks show it. */
import type { ChoiceOnMap } from '../draw/scene.ts';
import { emptyBetter } from '../cmem-choice.ts';
import type { CmemChoice } from '../cmem-choice.ts';

export const choiceOnMap = (
  choice: CmemChoice | undefined,
  block: number,
): ChoiceOnMap | undefined => {
  if (choice?.block !== block || choice.looks.length === 0) return undefined;
  const { taken, asked, rounding, unused } = choice;
  return {
    verdicts: new Map(choice.looks.map((look) => [look.pool, look.verdict])),
    taken: taken && { pool: taken.pool, id: taken.id },
    asked,
    wasted: rounding + unused,
    promoted: emptyBetter(choice).length > 0,
  };
};
