import type { ComponentChildren } from 'preact';
import type { Account } from '../core/account';
import { datesAt } from '../core/friendly-date';
import { shownMessages } from '../core/mailbox';
import type { State } from '../core/state';
import { AccountHead } from './AccountHead';
import { Footer, type PanelName } from './Footer';
import { Header } from './Header';
import { MailList } from './MailList';
import { type FrameActions, type ListContext, type PopupProps, rowKey } from './props';

/** What is said of an account above its list, and below it or in its place. */
export interface Remarks {
  above?: ComponentChildren;
  below?: ComponentChildren;
}

/** All that the first frame needs, and the places of what comes after it. */
export interface LayoutProps extends Omit<PopupProps, 'state' | 'actions'> {
  state: Pick<State, 'accounts' | 'mailboxes'>;
  /** The counts, then whatever else is told to those who don't see the popup. */
  status: readonly [string, ...string[]];
  /** How old what is shown is. */
  age: string;
  checking: boolean;
  /** The row that the user was at last, as `rowKey` names it. */
  row: string | undefined;
  setRow(key: string): void;
  actions: FrameActions;
  panel: PanelName | undefined;
  setPanel(panel: PanelName | undefined): void;
  /** How many rows are drawn, all accounts together; all of them unless given. */
  rowsAtMost?: number;
  /** What stands above all accounts, and below them. */
  top?: ComponentChildren;
  bottom?: ComponentChildren;
  /** What is open above the footer. */
  openPanel?: ComponentChildren;
  remarksOn?(account: Account): Remarks;
}

/** The popup as it is laid out: a header, the list of each account, a footer. */
export function Layout(props: LayoutProps) {
  const { state, seen, now, locale, t, actions, row, remarksOn } = props;
  const { accounts, mailboxes } = state;
  const rows = accounts.flatMap(({ id }) => {
    const mailbox = mailboxes[id];
    return mailbox ? shownMessages(mailbox).map(message => rowKey(id, message.id)) : [];
  });
  const tabStop = { key: row !== undefined && rows.includes(row) ? row : rows[0], move: props.setRow };
  let left = props.rowsAtMost ?? Number.POSITIVE_INFINITY;
  const context: ListContext = { seen, dates: datesAt(now, locale), t, tabStop, actions };
  return (
    <>
      {accounts.length > 0 && <Header {...props} check={() => void actions.checkNow()} />}
      <main>
        {props.top}
        {accounts.map(account => {
          const { above, below } = remarksOn?.(account) ?? {};
          const mailbox = mailboxes[account.id];
          const rowsHere = left;
          left -= mailbox ? Math.min(left, shownMessages(mailbox).length) : 0;
          const content = (
            <>
              {above}
              {mailbox && shownMessages(mailbox).length > 0 && (
                <MailList {...context} account={account} mailbox={mailbox} rowsAtMost={rowsHere} />
              )}
              {below}
            </>
          );
          if (accounts.length === 1) return content;
          return (
            <section key={account.id} aria-label={account.name} data-account={account.id}>
              <AccountHead account={account} mailbox={mailbox} t={t} actions={actions} />
              {content}
            </section>
          );
        })}
        {props.bottom}
      </main>
      <Footer {...props} accounts={accounts} />
    </>
  );
}
