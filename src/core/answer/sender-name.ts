import type { Sender } from './answer';

/** `@`, and its full-width and small forms. */
const AT = /[@\uff20\ufe6b]/;

/** The sender's name to show; empty if unknown. If the name looks like another address, adds the real one. */
export function senderName({ name, address }: Sender): string {
  if (AT.test(name) && address && name !== address) return `${name} <${address}>`;
  return name || address;
}
