/** The examples and tables of the API page, word for word. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../../src/gateway/api/refuse';
import { answerText } from '../../answers';
import {
  callFor,
  type OpenGateway,
  openGateway,
  pageOf,
  parseXml,
  privacyAddress,
  signInByHand,
  submit,
  textIn,
  visit,
} from '../open-gateway';

/** Both calls of the page, with the token of its examples. */
const GENERAL = 'action=getPersonalMessages&token=Hjlkzjlfkzef23423kjlkjr&param=value';
const CALL =
  'action=getPersonalMessages&infos=NoEMails,NoUnReadMails,NoSMS,EmailsLastNDetailed&token=Hjlkzjlfkzef23423kjlkjr';

let gateway: OpenGateway;
let token: string;
beforeAll(async () => {
  gateway = await openGateway();
  ({ token } = await signInByHand(gateway));
});
afterAll(() => gateway.close());

const withToken = (query: string) => query.replace('Hjlkzjlfkzef23423kjlkjr', encodeURIComponent(token));

const ask = async (query: string) => (await fetch(`${gateway.apiAddress}?${query}`)).text();

/** Without the white space between nodes. */
const compact = (xml: string) => xml.replaceAll(/>\s+</g, '><').trim();

function* orders<T>(all: readonly T[]): Generator<T[]> {
  if (all.length === 0) yield [];
  for (const [i, first] of all.entries()) {
    for (const others of orders(all.toSpliced(i, 1))) yield [first, ...others];
  }
}

test('the call with infos is answered with all four infos', async () => {
  const xml = parseXml(await ask(withToken(CALL)));
  const nodes = [...xml.querySelectorAll('UserAuthorizedData > *')].map(({ nodeName }) => nodeName);
  expect(nodes).toEqual(['NoEmails', 'NoUnReadMails', 'NoSMS', 'EmailsLastNDetailed']);
});

test('the general call is answered alike, with its parameters in any order and an unknown one', async () => {
  const answer = await ask(withToken(CALL));
  const [, infos = ''] = CALL.split('&');
  const queries = [...orders([...withToken(GENERAL).split('&'), infos])].map(parts => parts.join('&'));
  expect(queries).toHaveLength(24);
  expect(await Promise.all(queries.map(ask))).toEqual(queries.map(() => answer));
});

test('the general call without infos, which are mandatory, is an error', async () => {
  expect(await ask(withToken(GENERAL))).toContain('<error><code>503</code>');
});

test('the sample response is the answer for the same mailbox and choice', async () => {
  const empty = await openGateway({
    mailbox: { ...gateway.demo, counts: async () => ({ emails: 0, unread: 0, sms: 0 }) },
  });
  const { token } = await signInByHand(empty);
  const choice = await pageOf(await visit(empty, await privacyAddress(empty, token)));
  await submit(empty, choice, { EmailsLastNDetailed: 'withheld', choice: 'save' });
  const { text, xml } = await callFor(empty, 'NoUnReadMails,EmailsLastNDetailed', token);
  const dashboard = /(?<=<PrivacyDashboardURL>)[^<]*/;
  expect(textIn(xml, 'PrivacyDashboardURL')).toMatch(empty.origin);
  expect(compact(text.replace(dashboard, 'http://a.b.c/def'))).toBe(
    compact(answerText('provider-sample.xml')),
  );
  await empty.close();
});

test('the error response is the answer to an expired token', async () => {
  const DAY = 24 * 60 * 60 * 1000;
  gateway.clock.now += 31 * DAY;
  const text = await ask(withToken(CALL));
  gateway.clock.now -= 31 * DAY;
  expect(compact(text)).toBe(compact(answerText('provider-error.xml')));
});

test('the error response has another code for the token of the examples', async () => {
  const expected = compact(answerText('provider-error.xml')).replace('103', '102');
  expect(compact(await ask(CALL))).toBe(expected);
});

describe('the table of nodes', () => {
  test.each(['NoEmails', 'NoUnReadMails', 'NoSMS'])('%s is an int', async name => {
    const node = parseXml(await ask(withToken(CALL))).querySelector(`UserAuthorizedData > ${name}`);
    expect(node?.innerHTML).toMatch(/^\d+$/);
  });

  test('EmailsLastNDetailed is XML with the nodes of the page’s example, in its order', async () => {
    const xml = parseXml(await ask(withToken(CALL)));
    // The example has no well-formed XML.
    const [example = ''] = /<msg>.*?<\/msg>/s.exec(answerText('provider-example.xml')) ?? [];
    const names = [...example.matchAll(/<(msg_\w+)>/g)].map(([, name]) => name);
    expect(names).toHaveLength(6);
    const messages = [...xml.querySelectorAll('EmailsLastNDetailed > msgs > msg')];
    expect(messages).toHaveLength(5);
    for (const message of messages) {
      const nodes = [...message.children];
      expect(nodes.map(({ nodeName }) => nodeName)).toEqual(names);
      expect(nodes.filter(({ children }) => children.length > 0)).toEqual([]);
      expect(message.querySelector('msg_date')?.textContent).toMatch(
        /^\w{3}, \d{1,2} \w{3} \d{4} [\d:]{8} [+-]\d{4}/,
      );
    }
  });
});

describe('the table of error codes', () => {
  const ACCOUNT = [102, 103];
  const INTERNAL = [203, 204, 501, 503, 504, 505, 900];

  test('has each code that is sent, and each of its codes is sent', () => {
    const sent = new Set<number>(Object.values(ERROR_CODES));
    expect([...sent].sort((a, b) => a - b)).toEqual([...ACCOUNT, ...INTERNAL]);
  });

  test('has 102 and 103 for the user’s account: its token and its mailbox’s password', () => {
    const causes = Object.entries(ERROR_CODES).filter(([, code]) => ACCOUNT.includes(code));
    expect(causes.map(([cause]) => cause)).toEqual(['unknownToken', 'expiredToken', 'refused', 'noPassword']);
  });
});
