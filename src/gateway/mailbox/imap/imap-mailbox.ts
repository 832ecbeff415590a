import type { Log } from '../../shared/log';
import type { MailboxState } from '../../shared/metrics';
import { type GatewayMailbox, isAboutPassword, MailboxError } from '../mailbox';
import { type ActiveMailbox, createActiveMailbox } from './active-mailbox';
import type { Connections } from './admission';
import { connect } from './connect';
import { createConnections } from './connections';
import type { ImapServer, Login } from './imap-server';
import { hasFailed, noFailures } from './keep-connected';
import type { LinkTo } from './message-store';
import { createPassword, type Password } from './password';
import type { PastFailures } from './refusals';
import { createUsage, type Usage } from './usage';
import { visit } from './visit';

export interface ImapAccount {
  readonly server: ImapServer;
  readonly login: Login;
  /** The folders to watch, one or more, as `findFolders` takes them. IDLE watches the first. */
  readonly folders: readonly string[];
  readonly linkTo: LinkTo;
  readonly webmail: string | undefined;
  readonly readsOnOpen: boolean;
}

export interface ImapMailboxOptions extends ImapAccount {
  /** Shared by all mailboxes of the process. Default: its own. */
  readonly connections?: Connections;
  /** 1 to 200, as it is at present. */
  listLength(): number;
  /** ms between two full checks. Default: a minute. */
  readonly pollEvery?: number;
  /** ms that the last result stays valid. Default: `pollEvery` plus a minute. */
  readonly freshFor?: number;
  /** ms after the last call before the connection ends. Default: 15 minutes. */
  readonly idleAfter?: number;
  /** In ms, for one command. Default: 20 s. */
  readonly deadline?: number;
  /** In ms, until an action sends no more commands. Default: 13 s. */
  readonly actionTime?: number;
  /** Of an earlier mailbox with the same server and login. */
  readonly pastFailures?: PastFailures | undefined;
  /** Reads the password again where it is configured, after the server has refused it. */
  readonly rereadPassword?: () => Promise<string | undefined>;
  readonly log: Log;
  readonly random?: () => number;
}

export interface ImapMailbox extends GatewayMailbox {
  /** For another mailbox with the same server and login: a refused password isn't tried again. */
  pastFailures(): PastFailures | undefined;
}

const MINUTE = 60_000;

/** ms. With the last command of an action and the look at the folders, less than the extension's timeout. */
const ACTION_TIME = 13_000;

/**
 * Connects at the first call of a method, keeps one connection, and answers from the last result. Reconnects until it
 * is closed, or until nobody has called for {@link ImapMailboxOptions.idleAfter}. Then it keeps only its account
 * and its past failures, and connects at the next call. After a rejected password it waits for a sign-in, because more tries
 * could lock the account.
 */
export function createImapMailbox(options: ImapMailboxOptions): ImapMailbox {
  const { server, login, log, connections = createConnections(undefined, { log }) } = options;
  const { idleAfter, deadline } = withDefaults(options);
  let active: ActiveMailbox | undefined;
  let usage: Usage | undefined;
  let past = options.pastFailures;
  let person: string | undefined;
  /** Once the server has refused the one in the account. */
  let password: Password | undefined;
  let state: MailboxState | undefined;
  let isClosed = false;

  const become = (next: MailboxState | undefined) => {
    if (isClosed) return;
    connections.move(state, next);
    state = next;
  };
  become('resting');
  const rest = () => {
    active = undefined;
    usage = undefined;
    if ('tokens' in login) login.tokens?.rest?.();
    if (past?.refusal === undefined && !hasFailed(past?.history)) past = undefined;
    become('resting');
  };
  const awake = (usage: Usage): ActiveMailbox => {
    past ??= { history: noFailures() };
    active ??= createActiveMailbox({
      ...withDefaults(options),
      connections,
      usage,
      past,
      login: () => password?.login() ?? login,
      person: () => person,
      become,
      onRest: rest,
    });
    return active;
  };
  const use = async <T>(act: (mailbox: ActiveMailbox) => Promise<T>): Promise<T> => {
    if (isClosed) throw new MailboxError('unreachable', 'the mailbox is closed');
    usage ??= createUsage(idleAfter);
    const end = usage.begin();
    try {
      return await act(awake(usage));
    } finally {
      end();
      connections.release();
    }
  };
  const openPassword = (login: Login) => {
    if ('password' in login)
      password ??= createPassword({
        login,
        isRefused: () => isAboutPassword(active?.watch.counts.trouble()),
        test: other =>
          visit(connections, server, async place => {
            const client = await connect(server, other, { deadline, signal: active?.watch.closing, person });
            place.answered();
            client.close();
          }),
        reread: options.rereadPassword,
        onNew() {
          active?.watch.forgive();
          active?.watch.tryNow();
        },
        log,
      });
    return password;
  };

  return {
    get readsOnOpen() {
      return options.readsOnOpen;
    },
    get webmail() {
      return options.webmail;
    },
    counts: folders => use(it => it.counts(folders)),
    unread: (limit, folders) => use(it => it.unread(limit, folders)),
    folders: () => use(it => it.folders()),
    latest: limit => use(it => it.latest(limit)),
    message: id => use(it => it.message(id)),
    act: (action, ids) => use(it => it.act(action, ids)),
    markAllRead: (notNewerThan, folders) => use(it => it.markAllRead(notNewerThan, folders)),
    usedFrom(client) {
      if (server.learnsClients) person = client;
    },
    retry: () =>
      use(async ({ watch, tried }) => {
        await tried();
        if (await openPassword(login)?.reread()) return;
        if (watch.hurry()) watch.forgive();
      }),
    accept() {
      if (active === undefined) {
        if (past !== undefined) past.refusal = undefined;
        return;
      }
      if (active.watch.counts.trouble() === undefined) return;
      active.watch.forget();
      active.watch.tryNow();
    },
    tryPassword: other =>
      use(async ({ tried }) => {
        await tried();
        return (await openPassword(login)?.try(other)) ?? 'needless';
      }),
    pastFailures: () => past,
    isTroubled: () => past?.refusal !== undefined || hasFailed(past?.history),
    async close() {
      become(undefined);
      isClosed = true;
      await active?.watch.close();
    },
  };
}

const withDefaults = (options: ImapMailboxOptions) => {
  const { pollEvery = MINUTE, freshFor = pollEvery + MINUTE, deadline = 20_000 } = options;
  const { idleAfter = 15 * MINUTE, actionTime = ACTION_TIME, random = Math.random } = options;
  return { ...options, pollEvery, freshFor, deadline, idleAfter, actionTime, random };
};
