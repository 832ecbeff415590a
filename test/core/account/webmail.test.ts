import { expect, test } from 'vitest';
import { webmailOf } from '../../../src/core/account/webmail';

const LOCAL = 'http://127.0.0.1:8337';
const API = `${LOCAL}/PersonalMessages/V2`;

test.each<[string, string, string, string, string | undefined]>([
  ['its own webmail', 'https://webmail.example/', API, `${LOCAL}/sign-in`, 'https://webmail.example/'],
  ['a gateway', '', API, `${LOCAL}/sign-in`, `${LOCAL}/mail`],
  ['a gateway and the demo’s sign-in page', '', API, `${LOCAL}/sign-in?demo=1`, `${LOCAL}/mail`],
  ['a gateway without a sign-in page', '', API, '', `${LOCAL}/mail`],
  [
    'an organisation’s gateway',
    '',
    'https://mail.example.org/PersonalMessages/V2',
    'https://mail.example.org/sign-in',
    'https://mail.example.org/mail',
  ],
  ['a gateway, but another sign-in page', '', API, 'https://login.example/sign-in', undefined],
  ['a gateway, but another page of it', '', API, `${LOCAL}/login`, undefined],
  ['a path below', '', `${API}/more`, '', undefined],
  ['a query', '', `${API}?tenant=7`, '', undefined],
  [
    'the provider’s endpoint',
    '',
    'https://personal.alpha.orange-api.net/int/PersonalMessages/V1',
    '',
    undefined,
  ],
  ['another API', '', 'https://api.example/', 'https://login.example/', undefined],
  ['no valid endpoint', '', 'nonsense', '', undefined],
])('the webmail of an account with %s', (_what, webmail, endpoint, signInPage, expected) => {
  expect(webmailOf({ webmail, endpoint, signInPage })).toBe(expected);
});
