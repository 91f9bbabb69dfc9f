/** sha256 over bytes or text, in lower-case hexadecimal. The only use of @noble/hashes. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export const sha256Hex = (data: Uint8Array | string): string =>
  bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));

/** sha256 of a value as JSON, numbers by the thousand as their own sha256. */
export const digestOf = (value: object): string =>
  sha256Hex(
    JSON.stringify(value, (_, part: unknown) =>
      ArrayBuffer.isView(part)
        ? sha256Hex(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
        : part,
    ),
  );
