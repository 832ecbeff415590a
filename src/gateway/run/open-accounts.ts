import { coalesce } from '../../core/concurrency/coalesce';
import { DEMO_PASSWORD, DEMO_USER, type User } from '../access/accounts';
import type { Setup } from '../config/load';
import type { MailboxLogin } from '../config/mailbox-login';
import type { MailboxSetup } from '../config/mailboxes';
import { createDemoMailbox } from '../mailbox/demo/demo-mailbox';
import type { Connections } from '../mailbox/imap/admission';
import { createImapMailbox, type ImapMailbox } from '../mailbox/imap/imap-mailbox';
import type { GatewayMailbox } from '../mailbox/mailbox';
import { about, type Log } from '../shared/log';
import { isSameMailbox, signsInAlike } from './difference';
import type { Providers } from './open-providers';

/** The mailboxes of the config file, and the demo's. */
export interface SetUpAccounts {
  /** Opens those of this setup. Keeps the mailboxes that are the same, also with their connections. */
  use(setup: Setup): User[];
  /** Closes those that the last setup doesn't have. */
  closeOthers(): Promise<void>;
  close(): Promise<void>;
}

interface Opened {
  readonly present: { setup: MailboxSetup };
  readonly mailbox: ImapMailbox;
}

const passwordOf = (login: MailboxLogin | undefined) =>
  login !== undefined && 'password' in login ? login.password : undefined;

/** @param reload reads the config again */
export function openAccounts(
  { setUpAccount }: Pick<Providers, 'setUpAccount'>,
  connections: Connections,
  reload: () => Promise<Setup>,
  log: Log,
): SetUpAccounts {
  let opened = new Map<string, Opened>();
  let listLength = 0;
  let demo: User | undefined;
  const others = new Set<GatewayMailbox>();

  /** Many mailboxes may ask for it at once: when their mail server refuses all. */
  const passwords = coalesce(async () => {
    const { mailboxes } = await reload();
    return new Map(mailboxes.map(({ name, account }) => [name, passwordOf(account.login)]));
  });
  const open = (setup: MailboxSetup, former: Opened | undefined): Opened => {
    const present = { setup };
    const isTriedAlike = former !== undefined && signsInAlike(former.present.setup, setup);
    const mailbox = createImapMailbox({
      ...setUpAccount(setup),
      get webmail() {
        return present.setup.account.webmail;
      },
      get readsOnOpen() {
        return present.setup.account.readsOnOpen;
      },
      pollEvery: setup.pollEvery,
      rereadPassword: async () => (await passwords()).get(setup.name),
      listLength: () => listLength,
      connections,
      pastFailures: isTriedAlike ? former.mailbox.pastFailures() : undefined,
      log: about(setup.name, log, { user: setup.signIn.user, login: setup.account.login.user }),
    });
    return { present, mailbox };
  };
  const close = async (mailboxes: Iterable<GatewayMailbox>) => {
    await Promise.all([...mailboxes].map(mailbox => mailbox.close?.()));
  };
  return {
    use({ mailboxes, options, demo: hasDemo }) {
      const former = opened;
      listLength = options.list;
      opened = new Map(
        mailboxes.map(setup => {
          const known = former.get(setup.name);
          if (known === undefined || !isSameMailbox(known.present.setup, setup))
            return [setup.name, open(setup, known)];
          known.present.setup = setup;
          return [setup.name, known];
        }),
      );
      const kept = new Set([...opened.values()].map(({ mailbox }) => mailbox));
      for (const { mailbox } of former.values()) if (!kept.has(mailbox)) others.add(mailbox);
      demo ??= hasDemo ? openDemo(options.deliverEvery) : undefined;
      const users = [...opened.values()].map(userOf);
      return hasDemo && demo !== undefined ? [...users, demo] : users;
    },
    async closeOthers() {
      const closing = [...others];
      others.clear();
      await close(closing);
    },
    close: () =>
      close([...others, ...[...opened.values()].map(it => it.mailbox), ...(demo ? [demo.mailbox] : [])]),
  };
}

function userOf({ present, mailbox }: Opened): User {
  const { account, signIn } = present.setup;
  const password = passwordOf(account.login);
  return {
    ...signIn,
    isMailboxPassword: password !== undefined && signIn.password === password,
    mailbox,
  };
}

/** @param deliverEvery seconds */
const openDemo = (deliverEvery: number): User => ({
  user: DEMO_USER,
  password: DEMO_PASSWORD,
  mailbox: createDemoMailbox({ deliverEveryMs: deliverEvery * 1000 }),
});
