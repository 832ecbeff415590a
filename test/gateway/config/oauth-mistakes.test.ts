import { expect, test } from 'vitest';
import { COMPANY, GOOGLE, load, MAILBOX, MASTER, MICROSOFT, OURS, TENANT } from './load-text';

test.each([
  ['[oauth]\nclient-id = "x"', /put each provider’s settings after a line with its name/],
  ['oauth = 5', /put each provider’s settings after a line with its name/],
  ['[oauth.Company]\nclient-id = "x"', /\[oauth\.Company\]: give it another name/],
  ['[oauth.callback]\nclient-id = "x"', /\[oauth\.callback\]: give it another name/],
  ['[oauth.google]\nclient-id = "x"', /client-secret is missing: Google gives one with the client id/],
  [`${GOOGLE}client-secret-file = "/none"`, /leave out client-secret or client-secret-file: only one/],
  [
    `${COMPANY}host = "imap.example.org"\n${MASTER}master-password-file = "/none"`,
    /leave out master-password or master-password-file/,
  ],
  [`${MICROSOFT}client-secret-file = "/none"`, /there is no client-secret file \/none$/],
  ['[oauth.microsoft]', /\[oauth\.microsoft\]: client-id is missing/],
  [
    `${COMPANY}public-origin = "https://mail.example.org"`,
    /public-origin is an option of the gateway: put it before the first line with \[ \]$/,
  ],
  [`${MICROSOFT}secret = "x"`, /its settings: "secret" is not a setting: use client-id/],
  [`${MICROSOFT}tenant = "a/b"`, /tenant is "a\/b": give it the id or a domain of an organisation/],
  [`${GOOGLE}tenant = "x"`, /leave out tenant/],
  [`${MICROSOFT}tenant = "x"\nissuer = "https://x.example"`, /leave out tenant/],
  [`${GOOGLE}scopes = ["email"]`, /scopes needs "openid"/],
  ['[oauth.company]\nclient-id = "x"\ndomains = ["x.example"]', /issuer is missing/],
  ['[oauth.company]\nclient-id = "x"\nissuer = "https://x.example"', /domains is missing/],
  [`${GOOGLE}issuer = "http://id.example.org"`, /issuer is "http:\/\/id\.example\.org": give it/],
  [`${GOOGLE}issuer = "https://id.example.org?x"`, /issuer is/],
  [`${COMPANY}port = 143`, /host is missing/],
  [`${COMPANY}${MASTER}`, /host is missing/],
  [`${COMPANY}host = "imap.example.org"\nmaster-user = "{address}"`, /needs both/],
  [`${COMPANY}host = "imap.example.org"\nmaster-user = "me"\nmaster-password = "x"`, /master-user is "me"/],
  [
    `${COMPANY}host = "imap.example.org"\nmaster-user = "{address}@gateway"\nmaster-password = "x"`,
    /a character that addresses don’t have/,
  ],
  [
    `${COMPANY}host = "imap.example.org"\nsecurity = "none"`,
    /the sign-in would be sent to imap\.example\.org without encryption/,
  ],
  [
    `${MICROSOFT}host = "imap.example.org"\n${MASTER}`,
    /anybody can make an account .* leave out master-user/,
  ],
  [
    `${MICROSOFT}tenant = "Organizations"\nhost = "imap.example.org"\n${MASTER}`,
    /anybody can make an account/,
  ],
  [
    '[oauth.x]\nclient-id = "x"\nissuer = "https://login.microsoftonline.com/common/v2.0"\ndomains = ["x.example"]\nhost = "imap.example.org"\n' +
      MASTER,
    /anybody can make an account/,
  ],
  [
    `${COMPANY}[oauth.b]\nclient-id = "b"\nissuer = "https://b.example"\ndomains = ["example.org"]`,
    /two tables/,
  ],
  [`${MAILBOX}oauth = "company"`, /mailbox 1: oauth is "company", but there is no table/],
  [
    `${MICROSOFT}${TENANT}host = "imap.example.org"\n${MASTER}`,
    /a guest of your organisation may have any address .* set claim in \[oauth\.microsoft\] .* leave out master-user/,
  ],
  [
    `${MICROSOFT}client-secret = "s3cret"\n${OURS}${MAILBOX}oauth = "microsoft"`,
    /no client-secret with a device code.* issuer = "https:\/\/login\.microsoftonline\.com\/corp\.example\/v2\.0" .*\[oauth\.devices\]/,
  ],
  [`${GOOGLE}${MAILBOX}oauth = "company"`, /use "google"/],
  [`${GOOGLE}${MAILBOX}oauth = "google"`, /Google lets nobody read mail with a device code/],
  [`${COMPANY}${MAILBOX}oauth = "company"\npassword = "x"`, /both oauth and a password/],
  [
    `${COMPANY}host = "imap.example.org"\n${MASTER}${MAILBOX}oauth = "company"`,
    /leave out this \[\[mailbox\]\]/,
  ],
  [
    `${MICROSOFT}${MAILBOX}oauth = "microsoft"`,
    /anybody can make an account .* or give \[mailbox\.sign-in\] a password/,
  ],
  [
    `${MICROSOFT}${MAILBOX}password = "x"\n[mailbox.sign-in]\noauth = "microsoft"`,
    /anybody can make an account/,
  ],
  [`${COMPANY}${MAILBOX}password = "x"\n[mailbox.sign-in]\noauth = "company"\npassword = "y"`, /both oauth/],
  [`${COMPANY}${MAILBOX}oauth = "company"\n[mailbox.sign-in]\nuser = "ann"`, /with an e-mail address/],
  [
    '[[mailbox]]\naddress = "ann@hotmail.com"\npassword = "x"',
    /\[oauth\.microsoft\]\. A \[\[mailbox\]\] then has/,
  ],
])('%j is refused', async (text, message) => {
  const error = await load(text).then(
    () => undefined,
    (it: Error) => it,
  );
  expect(error?.message).toMatch(message);
  expect(error?.message).not.toMatch(/s3cret|m4ster/);
});

test('a secret that can’t be used isn’t quoted', async () => {
  await expect(load('[oauth.google]\nclient-id = "x"\nclient-secret = ["s3cret", ""]')).rejects.toThrow(
    /client-secret can’t be used/,
  );
});

test('a variable with a password for a mailbox that uses tokens is refused', async () => {
  const text = `${COMPANY}${MAILBOX}name = "work"\noauth = "company"`;
  await expect(load(text, { FACTEUR_GATEWAY_WORK_PASSWORD: 'x' })).rejects.toThrow(/unknown variable/);
});
