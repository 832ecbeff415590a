import { expect, test } from 'vitest';
import type { Gateway } from '../../../src/gateway/access/gateway';
import { secretOf } from '../../../src/gateway/access/own-mailboxes';
import { askMailbox } from '../../../src/gateway/api/admission';
import { codeOfMailbox } from '../../../src/gateway/api/refuse';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import type { OwnLogin } from '../../../src/gateway/mailbox/imap/imap-server';
import { GRANT, MailboxError } from '../../../src/gateway/mailbox/mailbox';
import { FACTEUR } from '../../../src/gateway/services/service';
import { NO_AUDIT } from '../../../src/gateway/shared/audit';
import { SILENT } from '../../../src/gateway/shared/log';

const server = { host: 'imap.example.org', port: 993, security: 'tls' } as const;

/** The code that an API call gets, and how its token has ended. */
async function refusedWith(login: OwnLogin, failure: MailboxError) {
  const ended: string[] = [];
  const tokens = {
    end: async () => void ended.push('ended'),
    expire: async () => void ended.push('expired'),
  };
  const caller = {
    user: 'anna',
    mailbox: createDemoMailbox(),
    service: FACTEUR,
    token: 'token',
    secret: secretOf({ server, login, webmail: undefined }),
    link: { key: undefined, at: '' },
  };
  const gateway = { own: undefined, tokens, log: SILENT, audit: NO_AUDIT } as unknown as Gateway;
  const error = await askMailbox(caller, gateway, () => Promise.reject(failure)).catch(it => it);
  return [codeOfMailbox(error), ...ended];
}

const wrong = new MailboxError('refused', 'why', 'AUTHENTICATIONFAILED');
const ended = new MailboxError('refused', 'why', GRANT);
const busy = new MailboxError('busy', 'why');

const password = { user: 'anna', password: 'x' };
const grant = { user: 'anna', grant: { provider: 'company', id: 'x', key: 'y' } };
const master = { user: 'anna', master: 'company', grant: grant.grant };

test.each<[string, OwnLogin, MailboxError, ...(number | string)[]]>([
  ['a refused password', password, wrong, 102, 'ended'],
  ['a grant that has ended', grant, ended, 103, 'expired'],
  ['a provider that is gone from the config file', master, ended, 103, 'expired'],
  ['the operator’s refused password', master, wrong, 505],
  ['a busy server', grant, busy, 505],
])('%s', async (_what, login, failure, ...expected) => {
  expect(await refusedWith(login, failure)).toEqual(expected);
});
