import { about, type Log } from '../../shared/log';
import type { GatewayMailbox } from '../mailbox';
import { checkImap } from './check-imap';
import { createImapMailbox, type ImapAccount } from './imap-mailbox';
import type { ImapServer, PasswordLogin } from './imap-server';

/** The mailbox of a person who signs in with its own address and password. Secret. */
export interface OwnAccount {
  readonly server: ImapServer;
  readonly login: PasswordLogin;
  readonly webmail: string | undefined;
}

export interface OwnMailboxOptions {
  /** PEM certificates to trust in addition to Node's root certificates. */
  readonly ca: string | undefined;
  /** 1 to 200. */
  readonly listLength: number;
  readonly log: Log;
}

/** @param ca PEM certificates to trust in addition to Node's root certificates */
export const inboxOf = ({ server, login, webmail }: OwnAccount, ca: string | undefined): ImapAccount => ({
  server: { ...server, ...(ca !== undefined && { ca }) },
  login,
  folders: ['INBOX'],
  linkTo: () => undefined,
  webmail,
  readsOnOpen: true,
});

/** Opens the inbox of people's own accounts. */
export function createOwnMailboxOpener({ ca, listLength, log }: OwnMailboxOptions) {
  return {
    /** Connects when it is asked first. */
    open: (user: string, account: OwnAccount): GatewayMailbox =>
      createImapMailbox({ ...inboxOf(account, ca), listLength, log: about(user, log) }),
    /** Signs in, looks at the inbox, and signs out. @throws {MailboxError} */
    async test(account: OwnAccount): Promise<void> {
      for await (const result of checkImap(inboxOf(account, ca))) {
        if (result.kind === 'failed') throw result.failure;
        if (result.kind === 'folder') return;
      }
    },
  };
}
