/** Bounds of ms_msys.c (4.9.84) and of its model. */

/** MSYS_DMEM_INFO.name is 16 bytes, the last one a NUL. */
export const NAME_MAX = 15;
/** alloc_dmem() scans the name into `char name[15]`: 14 characters and the NUL. */
export const ALLOC_NAME_MAX = 14;
/** dmem_retry_count after boot. */
export const RETRY_DEFAULT = 16;
/**
 * Retries that are really played. The counter takes any 32-bit number (4294967295 would hold the
 * mutex for 136 years); beyond this the model stops and says so: no retry changes anything here.
 */
export const RETRY_PLAYED_MAX = 600;
