/** A failed msys_request_dmem in words. */
import { ERRNO, type Refusal } from '../../../contract/command.ts';
import { PAGE_SIZE, roundUp } from '../../../contract/units.ts';
import type { Dmem, RequestResult } from './dmem.ts';

/**
 * Why a request failed, in words; undefined when it did not. `name` is the byte string that was
 * asked for. A page that lies elsewhere is refused without an errno: the driver succeeded, and
 * Carveout has no address to give.
 */
export function requestRefusal(
  dmem: Dmem,
  name: string,
  asked: RequestResult,
): Refusal | undefined {
  if (asked.why === 'elsewhere') return { errno: undefined, why: { id: 'msys.elsewhere' } };
  if (asked.ret === 0) return undefined;
  if (asked.ret === -ERRNO.EINVAL)
    return { errno: 'EINVAL', why: { id: 'msys.invalidName', args: { length: name.length } } };
  const { retries } = asked;
  if (asked.cut)
    return {
      errno: 'ENOMEM',
      why: { id: 'msys.retriesCut', args: { wanted: dmem.retryCount, played: retries } },
    };
  const args = { length: asked.info.length, tries: retries + 1, slept: retries * 1000 };
  // PAGE_ALIGN() of 0, and of the last page below 4 GiB, is 0.
  if (roundUp(asked.info.length, PAGE_SIZE) % 2 ** 32 === 0)
    return { errno: 'ENOMEM', why: { id: 'msys.zeroPages', args } };
  const reason = asked.why?.why;
  if (!reason) return { errno: 'ENOMEM', why: { id: 'msys.allocFailed', args } };
  return {
    errno: 'ENOMEM',
    why: { id: 'msys.allocFailedBecause', args: { ...reason.args, ...args, reason: reason.id } },
  };
}
