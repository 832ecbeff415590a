/** Actions of the popup's keyboard shortcuts. */
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

/** Undefined with modifiers or while the user types into a field. A held key (auto-repeat) only moves. */
export function intentOf(event: Key, isTyping: boolean): Intent | undefined {
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const name = nameOf(event);
  // Some keyboards need Shift for punctuation. With other keys, leave Shift to the browser.
  if (event.shiftKey && !/\p{P}/u.test(name)) return undefined;
  const intent = Object.hasOwn(INTENTS, name) ? INTENTS[name] : undefined;
  return event.repeat && intent && !MOVES.includes(intent) ? undefined : intent;
}

/** The key's name in lower case; the Latin letter if the keyboard layout has another script. */
function nameOf({ key, code }: Key): string {
  if (key.length > 1) return key;
  return key > '~' && /^Key[A-Z]$/.test(code) ? code.slice(-1).toLowerCase() : key.toLowerCase();
}
