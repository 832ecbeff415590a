import { colourByName } from '../core/account/colour';

/** A sender's initials on a colour by name. Hidden from screen readers: the name stands beside it. */
export function Avatar({ name }: { name: string }) {
  return (
    <span class={`avatar colour-${colourByName(name)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** One or two letters or digits: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  // A zero-width non-joiner keeps Arabic initials apart; joined, they would look like a word.
  const initials = [first, last]
    .map(firstCharacter)
    .filter(Boolean)
    .join(/\p{sc=Arab}/u.test(first) ? '\u200c' : '');
  return initials.toLocaleUpperCase() || '@';
}

function firstCharacter(word: string): string {
  return Array.from(word)[0] ?? '';
}
