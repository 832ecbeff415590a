/** Shown for a mail that only its receiver's key can open. In English, because answers have no language. */
export const ENCRYPTED = 'Encrypted message';

const SIGNED = /^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?\n(?:[A-Za-z-]+: .*\r?\n)*/m;
const BLOCKS =
  /^-----BEGIN PGP (?<kind>MESSAGE|SIGNATURE|PUBLIC KEY BLOCK)-----[\s\S]*?(?:^-----END PGP \k<kind>-----|$(?![\s\S]))/gm;

/** Keeps the words of text that is signed or encrypted in its body (RFC 9580, 6.2 and 7). May be cut. */
export function withoutPgpArmour(text: string): string {
  const words = text.replace(BLOCKS, (_block, kind: string) => (kind === 'MESSAGE' ? ENCRYPTED : ''));
  return SIGNED.test(words) ? words.replace(SIGNED, '').replace(/^- (?=-)/gm, '') : words;
}
