import type { Reply } from '../http';
import iconText from './icon.svg?raw';
import { STYLE } from './style';

/** The one style sheet of all pages. */
export function styleSheet(): Reply {
  return { status: 200, headers: { 'Content-Type': 'text/css; charset=UTF-8' }, body: STYLE };
}

export function icon(): Reply {
  return { status: 200, headers: { 'Content-Type': 'image/svg+xml' }, body: iconText };
}
