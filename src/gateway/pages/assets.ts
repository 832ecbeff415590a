import iconText from '../../../icons/facteur.svg?raw';
import tokens from '../../ui/tokens.css?raw';
import type { Reply } from '../http/http';
import scriptText from './page.js?raw';
import style from './style.css?raw';

export function styleSheet(): Reply {
  return { status: 200, headers: { 'Content-Type': 'text/css; charset=UTF-8' }, body: tokens + style };
}

export function script(): Reply {
  return { status: 200, headers: { 'Content-Type': 'text/javascript; charset=UTF-8' }, body: scriptText };
}

export function icon(): Reply {
  return { status: 200, headers: { 'Content-Type': 'image/svg+xml' }, body: iconText };
}
