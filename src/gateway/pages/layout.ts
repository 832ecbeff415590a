import { writingDirection } from '../../core/text/direction';
import type { Reply } from '../http/http';
import type { Allowances } from '../http/security-headers';
import type { GatewayMailbox } from '../mailbox/mailbox';
import { type Content, html } from '../text/html';
import { type PageLanguage, TEXTS } from '../texts/language';

export interface Page extends Allowances {
  readonly language: PageLanguage;
  readonly title: string;
  /** In the sign-in window of an extension, from which a link to another page would lead nowhere. */
  readonly inWindow?: boolean | undefined;
  readonly body: Content;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

export function pageReply({
  language,
  title,
  body,
  inWindow = false,
  status = 200,
  headers,
  cookies = [],
  ...allowed
}: Page): Reply {
  const brand = html`<img src="/icon.svg" alt="" width="28" height="28">Facteur`;
  const page = html`<!doctype html>
<html lang="${language}" dir="${writingDirection(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}${title.includes('Facteur') ? '' : ' · Facteur'}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
${allowed.scripts && html`<script src="/page.js" defer></script>`}
</head>
<body>
<header class="brand">${inWindow ? html`<span>${brand}</span>` : html`<a href="/">${brand}</a>`}</header>
<main>
${body}
</main>
</body>
</html>
`;
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Language': language, ...headers },
    cookies,
    body: page.text,
    ...allowed,
  };
}

export function copyField(id: string, label: string, value: string, language: PageLanguage): Content {
  return html`<div class="field"><label for="${id}">${label}</label><div class="copied"><input id="${id}" dir="ltr" readonly value="${value}">${copyButton(id, language)}</div></div>`;
}

/** Copies the field with this id. The page’s script shows it: without scripts, it could do nothing. */
export function copyButton(id: string, language: PageLanguage): Content {
  const { copy, copied } = TEXTS[language].field;
  return html`<button class="button" type="button" data-copy="${id}" data-copied="${copied}" aria-describedby="${id}" hidden>${copy}</button>`;
}

export function notice(kind: 'good' | 'bad' | 'plain', text: Content): Content {
  return html`<p class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${text}</p>`;
}

export function webmailButton({ webmail }: GatewayMailbox, text: string): Content {
  return (
    webmail !== undefined &&
    html`<a class="button" href="${webmail}" target="_blank" rel="noopener noreferrer">${text}</a>`
  );
}

export function hiddenFields(fields: Readonly<Record<string, string | undefined>>): Content {
  return Object.entries(fields).map(
    ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`,
  );
}
