/** Id of the plate: the first paint knows no more of it. */
export const CMA_PLATE = 'cma';
