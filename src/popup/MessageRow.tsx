import type { TargetedMouseEvent } from 'preact';
import type { Message } from '../core/answer/answer';
import { senderName } from '../core/answer/sender-name';
import type { Dates } from '../core/text/friendly-date';
import type { Translate } from '../core/text/text';
import { Avatar } from '../ui/Avatar';

interface Props {
  message: Message;
  /** Whether it has arrived since the popup was last open. */
  isNew: boolean;
  /** Whether the Tab key leads to this row (roving tabindex). */
  isTabStop: boolean;
  dates: Dates;
  t: Translate;
  onFocus(): void;
  onOpen(): void;
  /** Called when the browser itself opens the mail, in a background tab or a new window. */
  onOpened(): void;
}

const MIDDLE_BUTTON = 1;

/** One unread e-mail. The whole row is a link, unless the mail's link is not safe to open. */
export function MessageRow({ message, isNew, isTabStop, dates, t, onFocus, onOpen, onOpened }: Props) {
  const { from, subject, beginning, date, link } = message;
  const sender = senderName(from) || t('unknownSender');
  const row = {
    class: isNew ? 'message new' : 'message',
    tabIndex: isTabStop ? 0 : -1,
    onFocus,
  };
  const content = (
    <>
      <Avatar name={sender} />
      {isNew && (
        <span class="dot">
          <span class="visually-hidden">{t('isNew')}</span>
        </span>
      )}
      <span class="from" dir="auto" title={from.address || undefined}>
        {sender}
      </span>
      {date !== undefined && (
        <time dateTime={new Date(date).toISOString()} title={dates.full(date)}>
          {dates.friendly(date)}
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
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields */}
        <div role="group" aria-label={[sender, subject].filter(Boolean).join(', ')} {...row}>
          {content}
        </div>
      </li>
    );
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    // With Alt, the browser downloads the page.
    if (event.altKey) return;
    // With Ctrl, Cmd or Shift (also with Enter), the browser opens a new tab or window itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return onOpened();
    event.preventDefault();
    onOpen();
  };
  const onAuxClick = ({ button }: MouseEvent) => {
    if (button === MIDDLE_BUTTON) onOpened();
  };
  return (
    <li>
      <a href={link} target="_blank" rel="noreferrer" onClick={open} onAuxClick={onAuxClick} {...row}>
        {content}
      </a>
    </li>
  );
}
