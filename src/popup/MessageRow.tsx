import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import type { Message } from '../core/answer/answer';
import { senderName } from '../core/answer/sender-name';
import type { Dates } from '../core/text/friendly-date';
import type { Translate } from '../core/text/text';
import type { RowAction } from '../core/view/actions';
import { Avatar } from '../ui/Avatar';
import { RowActions } from './RowActions';
import { hasMenu } from './rows';

interface Props {
  /** Its `rowKey`. */
  id: string;
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
  actions: readonly RowAction[];
  onAct(action: RowAction): void;
  isMenuOpen: boolean;
  onMenu(button: HTMLElement): void;
}

const MIDDLE_BUTTON = 1;

/** One unread e-mail with its buttons. The mail is a link, unless its link is not safe to open. */
export function MessageRow(props: Props) {
  const { id, message, isNew, isTabStop, dates, t, onFocus, onOpen, onOpened } = props;
  const { from, subject, beginning, date, link } = message;
  const sender = senderName(from) || t('unknownSender');
  const row = {
    class: isNew ? 'message new' : 'message',
    tabIndex: isTabStop ? 0 : -1,
  };
  const item = (mail: ComponentChildren) => (
    <li data-row={id} onFocusIn={onFocus}>
      {mail}
      <RowActions hasMenu={hasMenu(message, props.actions)} {...props} />
    </li>
  );
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
    return item(
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
      <div role="group" aria-label={[sender, subject].filter(Boolean).join(', ')} {...row}>
        {content}
      </div>,
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
  return item(
    <a href={link} target="_blank" rel="noreferrer" onClick={open} onAuxClick={onAuxClick} {...row}>
      {content}
    </a>,
  );
}
