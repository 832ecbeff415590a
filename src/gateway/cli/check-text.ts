import type { CheckResult } from '../mailbox/imap/check-imap';
import type { ImapAccount } from '../mailbox/imap/imap-mailbox';
import { GRANT, type MailboxError, NO_OAUTH } from '../mailbox/mailbox';
import { printable } from '../shared/log';
import { createPlural } from '../texts/plural';

const plural = createPlural('en');

type CheckedAccount = Pick<ImapAccount, 'server' | 'login'>;

const CAN_BE_READ = {
  one: 'the newest unread e-mail can be read',
  other: 'the # newest unread e-mails can be read',
};

/**
 * What a check has found, in English and printable, for a terminal: without secrets or mail content.
 * @param hint what the provider asks for, such as an app password
 */
export const checkText = (result: CheckResult, account: CheckedAccount, hint?: string): string =>
  printable(textOf(result, account, hint));

function textOf(result: CheckResult, account: CheckedAccount, hint: string | undefined): string {
  switch (result.kind) {
    case 'reached': {
      const encryption = result.encrypted ? 'encrypted' : 'not encrypted (this machine only)';
      return `reached ${result.host}, port ${result.port}, ${encryption}`;
    }
    case 'signed-in':
      return `signed in as ${result.user}`;
    case 'folder': {
      const emails = plural(result.emails, { one: '# e-mail', other: '# e-mails' });
      return `${nameOf(result.path)}: ${emails}, ${result.unread} of them unread`;
    }
    case 'readable':
      return plural(result.emails, CAN_BE_READ);
    case 'unreadable':
      return `the server can’t send all of one e-mail (number ${result.uid} in ${nameOf(result.path)}): the gateway lists what it can of it; open it in another mail program, or delete it there`;
    case 'reports':
      return result.byItself
        ? 'the server reports new mail at once (IDLE)'
        : 'the server doesn’t report new mail by itself; the gateway asks it regularly';
    case 'failed':
      return advice(result.failure, account, hint);
  }
}

const nameOf = (path: string) => JSON.stringify(path).slice(1, -1);

function sentences(text: string, hint: string | undefined, said: string | undefined): string {
  const more = [hint, said && `The server says “${said}”`].filter(Boolean);
  return more.length === 0 ? text : `${text}. ${more.join(' ')}`;
}

function advice(
  { trouble, code, message, details: { said, fault } }: MailboxError,
  { server, login }: CheckedAccount,
  hint?: string,
): string {
  const where = `${server.host}, port ${server.port}`;
  switch (trouble) {
    case 'refused':
    case 'unexplained':
      if (code === GRANT)
        return sentences(
          `${server.host} doesn’t let the gateway in as ${login.user}: the sign-in at the provider has ended, or IMAP is off for this account`,
          hint,
          said,
        );
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
      if (code === NO_OAUTH)
        return sentences(
          `${server.host} takes no access tokens, so it can’t be used with a sign-in at a provider: turn that on there, or give a password instead of oauth`,
          undefined,
          said,
        );
      return code === 'XOAUTH2'
        ? sentences(
            `${server.host} takes no passwords, only a sign-in at its provider: turn on IMAP with passwords or app passwords in the account’s settings, or register Facteur at the provider, as docs/gateway.md says, and give the mailbox oauth instead of a password`,
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
