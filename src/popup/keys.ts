/** What a key has the popup do. */
export type Intent =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'check'
  | 'webmail'
  | 'snooze'
  | 'settings'
  | 'keys'
  | 'close';

const INTENTS: Readonly<Record<string, Intent>> = {
  ArrowDown: 'next',
  j: 'next',
  ArrowUp: 'previous',
  k: 'previous',
  Home: 'first',
  End: 'last',
  r: 'check',
  o: 'webmail',
  s: 'snooze',
  ',': 'settings',
  '،': 'settings',
  '?': 'keys',
  '؟': 'keys',
  Escape: 'close',
};

const MOVES: readonly Intent[] = ['next', 'previous', 'first', 'last'];

export type Key = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'repeat'
>;

/**
 * What a key means; undefined where it is none of the popup's: with a modifier, and while the user types into a field.
 * A key that is held moves on and on, but does nothing else twice.
 */
export function intentOf(event: Key, isTyping: boolean): Intent | undefined {
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const name = nameOf(event);
  // Punctuation marks take Shift on some keyboards; with any other key it is the browser's.
  if (event.shiftKey && !/\p{P}/u.test(name)) return undefined;
  const intent = Object.hasOwn(INTENTS, name) ? INTENTS[name] : undefined;
  return event.repeat && intent && !MOVES.includes(intent) ? undefined : intent;
}

/** The letter that is on the key in Latin script where the keyboard writes another one. */
function nameOf({ key, code }: Key): string {
  if (key.length > 1) return key;
  return key > '~' && /^Key[A-Z]$/.test(code) ? code.slice(-1).toLowerCase() : key.toLowerCase();
}
