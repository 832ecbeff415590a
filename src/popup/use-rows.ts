import { useState } from 'preact/hooks';
import { mayDo } from '../core/mailbox/apply-outbox';
import { isListedAlone } from '../core/settings/sender-lists';
import { senderEntry } from '../core/settings/senders';
import type { RowAction } from '../core/view/actions';
import type { State } from '../core/view/state';
import { focusedRow, focusRow, markedRow } from './move-focus';
import { type MailDeeds, type OpenMenu, rowKey, type TabStop } from './props';
import type { MenuItem } from './RowMenu';
import { hasTouchScreen, menuItems, neighbour, type Row, rowsOf } from './rows';

export interface Rows {
  /** All rows, in the order on screen. */
  rows: readonly Row[];
  tabStop: TabStop;
  /** As the given ones; the focus goes on to the next row at once. */
  deeds: MailDeeds;
  /** The open menu, if its row is still there. */
  menu: (OpenMenu & { items: readonly MenuItem[] }) | undefined;
  setMenu(menu: OpenMenu): void;
  /** Closes the menu and focuses its button. */
  closeMenu(): void;
  /**
   * Does this with the row that shows its buttons. Without one, only focuses the row that Tab leads to, if nothing has
   * the focus. Returns whether there was a row.
   */
  act(intent: RowAction | 'mute'): boolean;
}

/** The rows of all lists, which of them has the focus and the menu, and what is done with them. */
export function useRows(state: State, deeds: MailDeeds): Rows {
  const [row, setRow] = useState<string>();
  const [opened, setMenu] = useState<OpenMenu>();
  const rows = rowsOf(state);
  const keys = rows.map(({ key }) => key);
  const tabStop = row !== undefined && keys.includes(row) ? row : keys[0];
  const menuRow = rows.find(({ key }) => key === opened?.key);

  // At once, so that the next key is about the next mail.
  const goOn = (key: string) => {
    const next = neighbour(keys, key, keys);
    if (next !== undefined) focusRow(next);
  };
  const rowDeeds: MailDeeds = {
    ...deeds,
    act(account, action, mails) {
      const [mail] = mails;
      const key = mail && rowKey(account.id, mail.id);
      if (key !== undefined && key === focusedRow()) goOn(key);
      deeds.act(account, action, mails);
    },
  };
  const closeMenu = () => {
    opened?.button.focus();
    setMenu(undefined);
  };
  return {
    rows,
    tabStop: { key: tabStop, move: setRow },
    deeds: rowDeeds,
    menu: opened && menuRow && { ...opened, items: menuItems(menuRow, state, rowDeeds, hasTouchScreen()) },
    setMenu,
    closeMenu,
    act(intent) {
      const key = menuRow?.key ?? markedRow();
      const target = rows.find(it => it.key === key);
      if (!target) return hasNoFocus() && tabStop !== undefined && focusRow(tabStop);
      if (menuRow) closeMenu();
      const { account, mailbox, message } = target;
      if (intent === 'mute') {
        const { from } = message;
        if (isListedAlone('mutedSenders', from, state.settings)) deeds.removeSender('mutedSenders', from);
        else if (senderEntry(from)) deeds.addSender('mutedSenders', from);
      } else if (mayDo(mailbox, intent, message)) {
        rowDeeds.act(account, intent, [message]);
      }
      return true;
    },
  };
}

function hasNoFocus(): boolean {
  return !document.activeElement || document.activeElement === document.body;
}
