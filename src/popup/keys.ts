import type { RowAction } from '../core/view/actions';

/** Actions of the popup's keyboard shortcuts. */
export type Intent =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'left'
  | 'right'
  | RowAction
  | 'mute'
  | 'undo'
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
  ArrowLeft: 'left',
  ArrowRight: 'right',
  e: 'archive',
  'Shift+i': 'markRead',
  '#': 'delete',
  m: 'mute',
  z: 'undo',
  r: 'check',
  o: 'webmail',
  s: 'snooze',
  ',': 'settings',
  '،': 'settings',
  '?': 'keys',
  '؟': 'keys',
  Escape: 'close',
};

const MOVES: readonly Intent[] = ['next', 'previous', 'first', 'last', 'left', 'right'];

/** Whether it only moves the focus. */
export function isMove(intent: Intent): boolean {
  return MOVES.includes(intent);
}

export type Key = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'repeat'
>;

/**
 * Undefined with modifiers, and while the user types into a field, except for Escape. A held key (auto-repeat)
 * only moves.
 */
export function intentOf(event: Key, isTyping: boolean): Intent | undefined {
  const name = nameOf(event);
  if ((isTyping && name !== 'Escape') || hasModifier(event)) return undefined;
  const intent = Object.hasOwn(INTENTS, name) ? INTENTS[name] : undefined;
  return event.repeat && intent && !isMove(intent) ? undefined : intent;
}

/** Some keyboards write # with Alt, or with AltGr, which Windows reports as Ctrl and Alt. */
function hasModifier({ key, ctrlKey, altKey, metaKey }: Key): boolean {
  return metaKey || (key === '#' && altKey ? false : ctrlKey || altKey);
}

/**
 * The key's name in lower case, with "Shift+" before it; the Latin letter if the keyboard layout has another
 * script. Punctuation has no "Shift+", because some keyboards need Shift for it.
 */
function nameOf({ key, code, shiftKey }: Key): string {
  const isForeign = key.length === 1 && key > '~' && /^Key[A-Z]$/.test(code);
  const plain = key.length > 1 ? key : isForeign ? code.slice(-1).toLowerCase() : key.toLowerCase();
  return shiftKey && !/\p{P}/u.test(plain) ? `Shift+${plain}` : plain;
}
