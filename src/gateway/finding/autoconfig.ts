import { Parser } from 'htmlparser2';
import type { ImapServer } from '../mailbox/imap/imap-server';
import { isHostName } from '../shared/host-name';
import type { MailAddress } from './mail-address';

/** A server that a domain's own configuration file names. */
export interface ConfiguredServer {
  readonly server: ImapServer;
  readonly user: string;
  /** False if the file lists only ways to sign in without a password, such as OAuth2. */
  readonly takesPasswords: boolean;
}

/** `plain` and `secure` are the names of older files. */
const WITH_PASSWORD = ['password-cleartext', 'password-encrypted', 'plain', 'secure'];

const SECURITY: Readonly<Record<string, ImapServer['security'] | undefined>> = {
  SSL: 'tls',
  STARTTLS: 'starttls',
};

const MAX_USER_LENGTH = 320;

type Entry = Map<string, string[]>;

/**
 * Reads Thunderbird's autoconfig format 1.1, as <https://www.bucksch.org/1/projects/thunderbird/autoconfiguration/>
 * describes it. The first server with TLS that takes passwords wins, then the first with TLS; undefined if there is none.
 */
export function readAutoconfig(xml: string, address: MailAddress): ConfiguredServer | undefined {
  const servers = imapEntries(xml).flatMap(entry => serverOf(entry, address) ?? []);
  return servers.find(({ takesPasswords }) => takesPasswords) ?? servers[0];
}

function imapEntries(xml: string): Entry[] {
  const entries: Entry[] = [];
  let entry: Entry | undefined;
  let text = '';
  const parser = new Parser(
    {
      onopentag(name, { type }) {
        text = '';
        if (name === 'incomingServer') entry = type === 'imap' ? new Map() : undefined;
        if (name === 'incomingServer' && entry) entries.push(entry);
      },
      ontext(data) {
        text += data;
      },
      onclosetag(name) {
        if (name === 'incomingServer') entry = undefined;
        entry?.set(name, [...(entry.get(name) ?? []), text.trim()]);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return entries;
}

function serverOf(entry: Entry, address: MailAddress): ConfiguredServer | undefined {
  const text = (name: string) => fill(entry.get(name)?.[0] ?? '', address);
  const host = text('hostname').toLowerCase();
  const port = /^\d{1,5}$/.test(text('port')) ? Number(text('port')) : 0;
  const security = SECURITY[text('socketType').toUpperCase()];
  const user = text('username') || address.whole;
  const methods = entry.get('authentication') ?? [];
  if (!isHostName(host) || port < 1 || port > 65_535 || security === undefined) return undefined;
  if (user.length > MAX_USER_LENGTH || /\p{Cc}/u.test(user)) return undefined;
  return {
    server: { host, port, security },
    user,
    takesPasswords: methods.length === 0 || methods.some(method => WITH_PASSWORD.includes(method)),
  };
}

const fill = (text: string, { whole, local, domain }: MailAddress) =>
  text
    .replaceAll('%EMAILADDRESS%', () => whole)
    .replaceAll('%EMAILLOCALPART%', () => local)
    .replaceAll('%EMAILDOMAIN%', () => domain);
