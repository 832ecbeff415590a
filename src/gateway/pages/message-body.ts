import { visibleText } from '../../core/answer/visible-text';
import type { Attachment, FullMessage } from '../mailbox/mailbox';
import { type Content, html } from '../text/html';
import { htmlToText } from '../text/html-text';
import { type PageLanguage, TEXTS } from '../texts/language';
import { notice } from './layout';
import { linkedText } from './linked-text';
import { type MessageQuery, messageAddress } from './message-visit';
import { type SafeMail, sanitiseHtml } from './sanitise/sanitise';
import { sizeText } from './sizes';

export function formattedOf(
  { html, pictures }: Pick<FullMessage, 'html' | 'pictures'>,
  { images }: MessageQuery,
): SafeMail | undefined {
  if (html === undefined) return undefined;
  return sanitiseHtml(html, { pictures, fromElsewhere: images === '1' });
}

/** `tabindex` lets the keyboard scroll a wide mail. */
export function formattedBody(
  mail: SafeMail,
  id: string,
  asked: MessageQuery,
  language: PageLanguage,
): Content {
  const texts = TEXTS[language].message;
  const withPictures = messageAddress(id, { ...asked, images: '1' });
  return html`${mail.picturesLeftOut && notice('plain', html`${texts.pictures} <a href="${withPictures}">${texts.showPictures}</a>`)}
<article class="mail" dir="auto" tabindex="0" aria-labelledby="subject">${mail.html}</article>`;
}

/** Without plain text, it is made from the HTML. */
export function plainBody(
  { text, html: formatted = '' }: Pick<FullMessage, 'text' | 'html'>,
  language: PageLanguage,
): Content {
  const words = text.trim() === '' ? htmlToText(formatted) : text;
  return words === ''
    ? html`<p class="soft">${TEXTS[language].message.noText}</p>`
    : html`<div class="text" dir="auto">${linkedText(words)}</div>`;
}

export function messageRest({ cut, attachments = [] }: FullMessage, language: PageLanguage): Content {
  const texts = TEXTS[language].message;
  const line = ({ name, type, bytes }: Attachment) => html`
<li><bdi>${visibleText(name) || type}</bdi> <span class="soft">${sizeText(bytes, language)}</span></li>`;
  return html`${cut && notice('plain', texts.cut)}
${
  attachments.length > 0 &&
  html`<section class="files"><h2>${texts.attachments}</h2>
<ul>${attachments.map(line)}</ul>
<p class="soft">${texts.inWebmail}</p></section>`
}`;
}
