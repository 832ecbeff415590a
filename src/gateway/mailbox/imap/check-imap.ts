import type { ImapFlow } from 'imapflow';
import { printable } from '../../shared/log';
import { createPlural } from '../../texts/plural';
import { MailboxError } from '../mailbox';
import { connect } from './connect';
import { commandError, mailboxErrorOf, withTimeout } from './failure';
import { type FolderView, viewFolder } from './folder-view';
import { findFolders } from './folders';
import type { ImapAccount } from './imap-mailbox';
import { createMessageStore } from './message-store';
import { createUnreadReader } from './read-unread';

export interface Finding {
  readonly works: boolean;
  /** For users: without secrets or mail content. */
  readonly text: string;
  readonly isPassword?: boolean;
}

const DEADLINE = 20_000;

/** How many of the newest unread messages of a folder are read, as many as the gateway lists by default. */
const LISTED = 20;
/** Connections that may break while messages are read: a message breaks up to four, so these are ten messages. */
const MOST_BREAKS = 40;

const plural = createPlural('en');

/** Stops at the first failure, but for messages that can't be read. */
export async function* checkImap(account: ImapAccount, hint?: string): AsyncGenerator<Finding> {
  const { server, login } = account;
  const where = `${server.host}, port ${server.port}`;
  let client: ImapFlow | undefined;
  try {
    client = await connect(server, login);
    yield works(`reached ${where}${encryption(client)}`);
    yield works(`signed in as ${login.user}`);
    const paths = await withTimeout(DEADLINE, 'listing the folders', findFolders(client, account.folders));
    const views: FolderView[] = [];
    for (const path of paths) {
      const view = await withTimeout(DEADLINE, `looking at ${path}`, viewFolder(client, path, LISTED));
      views.push(view);
      yield works(
        `${nameOf(path)}: ${plural(view.emails, { one: '# e-mail', other: '# e-mails' })}, ${view.unread} of them unread`,
      );
    }
    const poor: Array<{ readonly path: string; readonly uid: number }> = [];
    const reader = createUnreadReader(createMessageStore(account.linkTo), DEADLINE, (path, uid) =>
      poor.push({ path, uid }),
    );
    for (let breaks = 0; ; breaks++) {
      try {
        for (const view of views) await reader.read(client, view);
        break;
      } catch (error) {
        // One e-mail can break the connection: the reader goes on with the next connection, as the gateway does.
        if (breaks >= MOST_BREAKS || (error instanceof MailboxError && error.trouble === 'noFolder'))
          throw error;
        client.close();
        client = await connect(server, login);
      }
    }
    const rich = views.reduce((total, { uids }) => total + uids.length, -poor.length);
    if (rich > 0) {
      const CAN_BE_READ = {
        one: 'the newest unread e-mail can be read',
        other: 'the # newest unread e-mails can be read',
      };
      yield works(plural(rich, CAN_BE_READ));
    }
    for (const { path, uid } of poor)
      yield fails(
        `the server can’t send all of one e-mail (number ${uid} in ${nameOf(path)}): the gateway lists what it can of it; open it in another mail program, or delete it there`,
      );
    yield works(
      client.capabilities.has('IDLE')
        ? 'the server reports new mail at once (IDLE)'
        : 'the server doesn’t report new mail by itself; the gateway asks it regularly',
    );
  } catch (error) {
    const failure = client ? commandError(client, error, where) : mailboxErrorOf(error, where);
    const isPassword = failure.trouble === 'refused' || failure.trouble === 'unexplained';
    yield { ...fails(advice(failure, account, hint)), isPassword };
  } finally {
    client?.close();
  }
}

const nameOf = (path: string) => JSON.stringify(path).slice(1, -1);
const works = (text: string): Finding => ({ works: true, text: printable(text) });
const fails = (text: string): Finding => ({ works: false, text: printable(text) });

function encryption(client: ImapFlow): string {
  return client.secureConnection ? ', encrypted' : ', not encrypted (this machine only)';
}

function sentences(text: string, hint: string | undefined, said: string | undefined): string {
  const more = [hint, said && `The server says “${said}”`].filter(Boolean);
  return more.length === 0 ? text : `${text}. ${more.join(' ')}`;
}

function advice(
  { trouble, code, message, details: { said, fault } }: MailboxError,
  { server, login }: ImapAccount,
  hint?: string,
): string {
  const where = `${server.host}, port ${server.port}`;
  switch (trouble) {
    case 'refused':
    case 'unexplained':
      return sentences(
        `${server.host} doesn’t accept the password of ${login.user}: check user name and password`,
        hint,
        said,
      );
    case 'busy':
      return sentences(
        `${server.host} can’t serve the gateway at present: try again in a few minutes, and close other mail programs if it has too many connections`,
        undefined,
        said,
      );
    case 'noPassword':
      return code === 'XOAUTH2'
        ? sentences(
            `${server.host} offers only OAuth, which the gateway can’t use: turn on IMAP with passwords or app passwords in the account’s settings, or ask the provider`,
            hint,
            said,
          )
        : sentences(
            `${server.host} offers no sign-in by password, so none was sent: set security to "tls" or "starttls" if it is "none", turn on IMAP in the account’s settings, or ask the provider`,
            hint,
            said,
          );
    case 'certificate':
      if (fault !== undefined)
        return code === 'ERR_TLS_CERT_ALTNAME_INVALID'
          ? `${where} can’t be trusted: ${fault}: if that is your server’s name, give it as host; otherwise, someone may be intercepting the connection`
          : `${where} can’t be trusted: ${fault}: if it is your own server, renew the certificate; otherwise, ask the provider`;
      return code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO'
        ? `${where} doesn’t speak TLS from the start: check the port, or set security = "starttls"`
        : `${where} can’t be trusted (${code ?? 'no TLS'}): if it is your own server, give its certificate with ca; otherwise, someone may be intercepting the connection`;
    case 'noFolder':
    case 'unmarked':
      return message;
    case 'timeout':
      return `${where} doesn’t answer: check host and port, and whether a firewall blocks the connection`;
    case 'unreachable':
      return code === 'ENOTFOUND'
        ? `there is no server ${server.host}: check host, and whether this machine is online`
        : `${where} can’t be reached (${code ?? 'the connection was lost'}): check host and port, and whether the server is running`;
    case 'unexpected':
      return `${where} sent an unexpected answer: ${message}`;
  }
}
