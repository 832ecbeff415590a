import type { Account } from '../core/account/account';
import { type Mailbox, shownMessages } from '../core/mailbox/mailbox';
import { ruleOf } from '../core/settings/rules';
import type { Settings } from '../core/settings/settings';
import { rowActions } from '../core/view/actions';
import { unseenIds } from '../core/view/unseen';
import { ListFoot } from './ListFoot';
import { MessageRow } from './MessageRow';
import { type ListContext, rowKey } from './props';

interface Props extends ListContext {
  account: Account;
  settings: Settings;
  mailbox: Mailbox;
  rowsAtMost: number;
}

export function MailList({ account, settings, mailbox, rowsAtMost, ...context }: Props) {
  const { seen, dates, tabStop, t, actions, deeds, menu, setMenu } = context;
  const messages = shownMessages(mailbox);
  const unseen = unseenIds(seen, account.id, mailbox);
  return (
    <>
      <ul class={mailbox.failure ? 'messages stale' : 'messages'} aria-label={t('unreadList')}>
        {messages.slice(0, rowsAtMost).map(message => {
          const key = rowKey(account.id, message.id);
          return (
            <MessageRow
              key={message.id}
              id={key}
              message={message}
              rule={ruleOf(message, settings)}
              isNew={unseen.has(message.id)}
              isTabStop={tabStop.key === key}
              dates={dates}
              t={t}
              onFocus={() => tabStop.move(key)}
              onOpen={() => actions.openMail(account, message)}
              onOpened={() => actions.mailOpened(account, message)}
              actions={rowActions(mailbox, message)}
              onAct={action => deeds.act(account, action, [message])}
              isMenuOpen={menu?.key === key}
              onMenu={button => setMenu({ key, button })}
            />
          );
        })}
      </ul>
      {messages.length < rowsAtMost && <ListFoot {...{ account, mailbox, t, actions }} />}
    </>
  );
}
