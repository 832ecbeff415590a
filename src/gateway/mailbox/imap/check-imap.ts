import type { ImapFlow } from 'imapflow';
import { createPlural } from '../../texts/plural';
import type { MailboxError } from '../mailbox';
import { connect } from './connect';
import { mailboxErrorOf, withTimeout } from './failure';
import { inFolder, viewFolder } from './folder-view';
import { findFolders } from './folders';
import type { ImapAccount } from './imap-mailbox';
import { readListed } from './read-message';

export interface Finding {
  readonly works: boolean;
  /** For users: without secrets or mail content. */
  readonly text: string;
  readonly isPassword?: boolean;
}

const DEADLINE = 20_000;

const plural = createPlural('en');

/** Stops at the first failure. */
export async function* checkImap(account: ImapAccount, hint?: string): AsyncGenerator<Finding> {
  const { server, login } = account;
  const where = `${server.host}, port ${server.port}`;
  let client: ImapFlow | undefined;
  try {
    client = await connect(server, login);
    yield works(`reached ${where}${encryption(client)}`);
    yield works(`signed in as ${login.user}`);
    const paths = await withTimeout(DEADLINE, 'listing the folders', findFolders(client, account.folders));
    let readable: { readonly path: string; readonly uid: number } | undefined;
    for (const path of paths) {
      const { emails, unread, uids } = await withTimeout(
        DEADLINE,
        `looking at ${path}`,
        viewFolder(client, path, 1),
      );
      yield works(
        `${JSON.stringify(path).slice(1, -1)}: ${plural(emails, { one: '# e-mail', other: '# e-mails' })}, ${unread} of them unread`,
      );
      const [uid] = uids;
      if (uid !== undefined) readable ??= { path, uid };
    }
    if (readable !== undefined) {
      const { path, uid } = readable;
      const reading = inFolder(client, path, () => readListed(client as ImapFlow, [uid]));
      const [message] = await withTimeout(DEADLINE, `reading in ${path}`, reading);
      if (message === undefined) {
        yield fails('the newest unread e-mail can’t be read: another program may have deleted it; try again');
        return;
      }
      yield works('the newest unread e-mail can be read');
    }
    yield works(
      client.capabilities.has('IDLE')
        ? 'the server reports new mail at once (IDLE)'
        : 'the server doesn’t report new mail by itself; the gateway asks it regularly',
    );
  } catch (error) {
    const failure = mailboxErrorOf(error, where);
    yield { ...fails(advice(failure, account, hint)), isPassword: failure.trouble === 'refused' };
  } finally {
    client?.close();
  }
}

const works = (text: string): Finding => ({ works: true, text });
const fails = (text: string): Finding => ({ works: false, text });

function encryption(client: ImapFlow): string {
  return client.secureConnection ? ', encrypted' : ', not encrypted (this machine only)';
}

function advice(
  { trouble, code, message }: MailboxError,
  { server, login }: ImapAccount,
  hint?: string,
): string {
  const where = `${server.host}, port ${server.port}`;
  switch (trouble) {
    case 'refused':
      return `${server.host} doesn’t accept the password of ${login.user}: check user name and password${hint ? `. ${hint}` : ''}`;
    case 'certificate':
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
