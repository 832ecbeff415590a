import { expect, test } from 'vitest';
import { COMPANY, load, MAILBOX, MASTER } from './load-text';

const HOST = 'host = "imap.example.org"\n';
const SERVER = { host: 'imap.example.org', port: 993, security: 'tls' };

test('the mail server of all can have user names of another form, and needn’t be told the clients', async () => {
  const { signIn } = await load(
    `[sign-in]\n${HOST}user = "{local}"\npassword-tries = 5\ntells-clients = false`,
  );
  expect(signIn).toMatchObject({ user: '{local}', passwordTries: 5, tellsClients: false });
  expect((await load('[sign-in]')).signIn).toMatchObject({ server: undefined, tellsClients: false });
});

test('a master user of all opens the mailboxes of providers without a mail server of their own', async () => {
  const other = COMPANY.replaceAll('company', 'other').replace(/domains.*/, 'domains = ["example.com"]');
  const { signIn, providers } = await load(
    `[sign-in]\n${HOST}${MASTER}${COMPANY}${other}host = "imap.example.com"`,
  );
  const master = { user: '{address}*gateway', password: 'm4ster' };
  expect(signIn).toMatchObject({
    domains: ['example.org', 'xn--bcher-kva.example', 'example.com'],
    master,
  });
  expect(providers.map(({ mail }) => mail)).toEqual([
    { server: SERVER, webmail: undefined, master },
    { server: { ...SERVER, host: 'imap.example.com' }, webmail: undefined, master: undefined },
  ]);
});

test('with a master user, the domains of the providers may sign in, also where others reach the gateway', async () => {
  const others = 'public-origin = "https://mail.example.org"\nallow-plain-http = true\n';
  const { signIn } = await load(`${others}[sign-in]\n${HOST}${MASTER}${COMPANY}`);
  expect(signIn).toMatchObject({ domains: ['example.org', 'xn--bcher-kva.example'] });
  const without = load(`${others}[sign-in]\n${HOST}${MASTER}`);
  await expect(without).rejects.toThrow(/people sign in at a provider: give their domain/);
});

test('a mail server with a master user is told the clients only if the file says so', async () => {
  const told = async (text: string) =>
    (await load(`[sign-in]\n${HOST}${MASTER}${text}${COMPANY}`)).signIn?.tellsClients;
  expect([await told(''), await told('tells-clients = true\n')]).toEqual([false, true]);
});

test.each([
  [`[sign-in]\n${HOST}user = "jean"`, /user is "jean": give it a user name with \{address\} or \{local\}/],
  [`[sign-in]\n${HOST}user = "{local}{name}"`, /user is/],
  [`[sign-in]\n${HOST}user = "{domain}"`, /user is/],
  [`[sign-in]\nuser = "{local}"`, /\[sign-in\]: host is missing/],
  [`[sign-in]\n${MASTER}`, /\[sign-in\]: host is missing/],
  [`[sign-in]\n${HOST}password-tries = 0`, /password-tries is 0: give it a whole number from 1 to 1000/],
  [`[sign-in]\n${HOST}master-user = "{address}*gateway"`, /\[sign-in\]: a master user needs both/],
  [`[sign-in]\n${HOST}${MASTER}`, /people sign in at a provider: give their domain as one of the domains/],
  [
    `[sign-in]\ndomains = ["example.org", "example.com"]\n${HOST}${MASTER}${COMPANY}`,
    /give example\.com as one of the domains in a table \[oauth\.…\]$/,
  ],
  [
    `${COMPANY}${HOST}${MASTER}${MAILBOX}password = "m4ster"`,
    /^ann@example\.org: a master password opens all mailboxes/,
  ],
  [
    `${COMPANY}${HOST}${MASTER}${MAILBOX}password = "x"\n[mailbox.sign-in]\npassword = "m4ster"`,
    /^ann@example\.org: a master password opens all mailboxes/,
  ],
  [
    `${COMPANY}${HOST}${MASTER.replace('m4ster', 'a-long-m4ster-password')}[[service]]\nid = "stats"\nname = "S"\npassword = "a-long-m4ster-password"`,
    /^the service stats has a master password/,
  ],
  [
    `${MAILBOX}user = "ann@example.org*gateway"\npassword = "m4ster"`,
    /^mailbox 1: ann@example\.org\*gateway looks like a master user/,
  ],
  [
    `${MAILBOX}user = "ann*gateway"\npassword = "m4ster"\n[mailbox.sign-in]\npassword = "m4ster"`,
    /looks like a master user/,
  ],
])('%j is refused, without the password', async (text, message) => {
  const error = await load(text).then(
    () => new Error('loaded'),
    it => it,
  );
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain('m4ster');
});

test('a mailbox that a master user opens can have a sign-in password of its own', async () => {
  const text = `${MAILBOX}user = "ann*gateway"\npassword = "m4ster"\n[mailbox.sign-in]\npassword = "own"`;
  expect((await load(text)).mailboxes).toMatchObject([{ signIn: { password: 'own' } }]);
});
