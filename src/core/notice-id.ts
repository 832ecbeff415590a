/** Chrome drops a notification whose id is longer than 500 characters, and says that it shows. */
const MAX_PART = 120;

/** Made of the account and of what is announced: shown again, a notification replaces itself and never doubles. */
export function noticeId(accountId: string, kind: string, which?: string): string {
  return [accountId, kind, ...(which === undefined ? [] : [shortened(which)])].join('|');
}

/** The account that a notification's id names. */
export function accountOfNotice(noticeId: string): string {
  return noticeId.slice(0, noticeId.indexOf('|'));
}

/** A text of any length as one of few characters; no other text gets the same, but by a chance of 1 in 2^53. */
function shortened(text: string): string {
  return text.length <= MAX_PART ? text : `${text.slice(0, MAX_PART - 20)}…${hash(text)}`;
}

/** cyrb53, 53 bits in base 36. No secret depends on it. */
function hash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
