import type { Account } from '../core/account/account';
import type { Message } from '../core/answer/answer';
import { type Mailbox, shownMessages } from '../core/mailbox/mailbox';
import { isListed } from '../core/settings/sender-lists';
import { senderEntry } from '../core/settings/senders';
import { type RowAction, rowActions } from '../core/view/actions';
import type { State } from '../core/view/state';
import { bellIcon, copyIcon, mutedIcon } from '../ui/icons';
import { type MailDeeds, rowKey } from './props';
import type { MenuItem } from './RowMenu';
import { ROW_ACTION_LOOKS } from './row-actions';

export interface Row {
  key: string;
  account: Account;
  mailbox: Mailbox;
  message: Message;
}

/** All rows, in the order on screen. */
export function rowsOf({ accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>): Row[] {
  return accounts.flatMap(account => {
    const mailbox = mailboxes[account.id];
    if (!mailbox) return [];
    return shownMessages(mailbox).map(message => ({
      key: rowKey(account.id, message.id),
      account,
      mailbox,
      message,
    }));
  });
}

/** The row to focus when this one goes: the next one, else the previous one. */
export function neighbour(
  keys: readonly string[],
  gone: string,
  left: readonly string[],
): string | undefined {
  const at = keys.indexOf(gone);
  return [...keys.slice(at + 1), ...keys.slice(0, Math.max(0, at)).reverse()].find(key => left.includes(key));
}

/** Without a sender, the menu has only the actions that a touch screen has no room for in the row. */
export function hasMenu({ from }: Message, actions: readonly RowAction[]): boolean {
  return senderEntry(from) !== '' || (actions.length > 0 && hasTouchScreen());
}

/** Whether rows show no buttons but that of the menu, as in actions.css. */
export function hasTouchScreen(): boolean {
  return matchMedia('(pointer: coarse), (hover: none) and (pointer: fine)').matches;
}

/** @param withActions also the actions that a touch screen has no room for in the row */
export function menuItems(
  { account, mailbox, message }: Row,
  { settings }: Pick<State, 'settings'>,
  deeds: MailDeeds,
  withActions: boolean,
): MenuItem[] {
  const { from } = message;
  return [
    ...(withActions ? rowActions(mailbox, message) : []).map(action => ({
      ...ROW_ACTION_LOOKS[action],
      choose: () => deeds.act(account, action, [message]),
    })),
    ...(isListed('mutedSenders', from, settings)
      ? []
      : [
          {
            label: 'muteSender' as const,
            icon: mutedIcon,
            shortcut: 'm',
            choose: () => deeds.addSender('mutedSenders', from),
          },
        ]),
    ...(isListed('vips', from, settings)
      ? []
      : [{ label: 'makeVip' as const, icon: bellIcon, choose: () => deeds.addSender('vips', from) }]),
    ...(from.address
      ? [{ label: 'copyAddress' as const, icon: copyIcon, choose: () => deeds.copyAddress(from) }]
      : []),
  ];
}
