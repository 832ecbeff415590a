import type { TargetedMouseEvent } from 'preact';
import type { Message } from '../core/answer';
import { friendlyDate, fullDate } from '../core/friendly-date';
import { senderName } from '../core/notices';
import type { Translate } from '../core/text';
import { Avatar } from '../ui/Avatar';

interface Props {
  message: Message;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
  onOpen(link: string): void;
}

/** One unread e-mail. The whole row is its link; a mail whose link is not safe to open is listed without. */
export function MessageRow({ message, now, locale, t, onOpen }: Props) {
  const { from, subject, beginning, date, link } = message;
  const sender = senderName(message) || t('unknownSender');
  const content = (
    <>
      <Avatar name={sender} />
      <span class="from" dir="auto" title={from.address || undefined}>
        {sender}
      </span>
      {date !== undefined && (
        <time dateTime={new Date(date).toISOString()} title={fullDate(date, locale)}>
          {friendlyDate(date, now, locale)}
        </time>
      )}
      <span class={subject ? 'subject' : 'subject none'} dir="auto">
        {subject || t('noSubject')}
      </span>
      {beginning && (
        <span class="beginning" dir="auto">
          {beginning}
        </span>
      )}
    </>
  );
  if (!link)
    return (
      <li>
        <div class="message">{content}</div>
      </li>
    );
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    // A click with a modifier, or another button, keeps the browser's own meaning.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(link);
  };
  return (
    <li>
      <a class="message" href={link} target="_blank" rel="noreferrer" onClick={open}>
        {content}
      </a>
    </li>
  );
}
