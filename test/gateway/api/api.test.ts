import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INFOS } from '../../../src/core/answer/api-vocabulary';
import { headerText } from '../../../src/core/answer/sender';
import {
  type GatewayMailbox,
  MailboxError,
  type MessageSummary,
  type Trouble,
} from '../../../src/gateway/mailbox/mailbox';
import { element, xmlDocument } from '../../../src/gateway/text/xml';
import { NOON } from '../noon';
import {
  call,
  callFor,
  EXTENSION,
  namesIn,
  type OpenGateway,
  openGateway,
  pageOf,
  parseXml,
  signInByHand,
  submit,
  textIn,
  visit,
} from '../open-gateway';

const ELEMENTS = ['NoEmails', 'NoUnReadMails', 'NoSMS', 'EmailsLastNDetailed'];

let gateway: OpenGateway;
let token: string;

beforeAll(async () => {
  gateway = await openGateway({ listLength: 3, tokenLifetime: 60_000 });
  ({ token } = await signInByHand(gateway));
});
afterAll(() => gateway.close());

describe('an answer', () => {
  test('has the shape of the API page', async () => {
    const { response, text, xml } = await callFor(gateway, INFOS.join(), token);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<getPersonalMessagesReturn>/);
    expect(namesIn(xml, 'getPersonalMessagesReturn')).toEqual(['Data']);
    expect(namesIn(xml, 'Data')).toEqual([
      'UserAuthorizedData',
      'UserProtectedData',
      'PrivacyDashboardURL',
      'SupportedActions',
    ]);
    expect(namesIn(xml, 'UserAuthorizedData')).toEqual(ELEMENTS);
    expect(namesIn(xml, 'UserProtectedData')).toEqual([]);
    expect(['NoEmails', 'NoUnReadMails', 'NoSMS'].map(name => textIn(xml, name))).toEqual(['14', '5', '1']);
    expect(textIn(xml, 'PrivacyDashboardURL')).toMatch(`${gateway.origin}/privacy?user=demo&key=`);
  });

  const subsets = Array.from({ length: 15 }, (_, i) => INFOS.filter((_info, bit) => (i + 1) & (1 << bit)));
  test.each(subsets.flatMap(infos => [infos, infos.toReversed()]))('to %s, %s, %s, %s', async (...asked) => {
    const { xml } = await callFor(gateway, asked.filter(Boolean).join(), token);
    const expected = ELEMENTS.filter((_name, i) => asked.some(info => info === INFOS[i]));
    expect(namesIn(xml, 'UserAuthorizedData')).toEqual(expected);
    expect(namesIn(xml, 'UserProtectedData')).toEqual([]);
  });

  test('ignores case and repetition of the infos', async () => {
    const { xml } = await callFor(gateway, 'nosms,NOEMAILS,NoEmails', token);
    expect(namesIn(xml, 'UserAuthorizedData')).toEqual(['NoEmails', 'NoSMS']);
  });

  test('lists the newest unread messages first', async () => {
    const { xml } = await callFor(gateway, 'EmailsLastNDetailed', token);
    expect(namesIn(xml, 'EmailsLastNDetailed')).toEqual(['msgs']);
    const messages = [...xml.querySelectorAll('msg')];
    expect(messages).toHaveLength(3);
    expect([...(messages[0]?.children ?? [])].map(({ nodeName }) => nodeName)).toEqual([
      'msg_id',
      'msg_from',
      'msg_date',
      'msg_subject',
      'msg_begin_body',
      'msg_url_access',
    ]);
    const dates = messages.map(message => Date.parse(message.querySelector('msg_date')?.textContent ?? ''));
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    expect(dates[0]).toBe(NOON - 4 * 60_000);
    expect(textIn(xml, 'msg_from')).toBe('Élodie Marchand <elodie.marchand@famille.example>');
    expect(textIn(xml, 'msg_url_access')).toMatch(`${gateway.origin}/message/`);
  });

  test('stays the same text while nothing changes', async () => {
    const first = await callFor(gateway, INFOS.join(), token);
    expect((await callFor(gateway, INFOS.join(), token)).text).toBe(first.text);
  });

  test('to HEAD has only headers', async () => {
    const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'NoSMS', token });
    const response = await fetch(`${gateway.apiAddress}?${query}`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

describe('an error', () => {
  const good = { action: 'getPersonalMessages', infos: 'NoSMS' };
  test.each([
    ['no action', 501, { infos: 'NoSMS' }],
    ['the action of version 1', 501, { action: 'getPNS', infos: 'NoSMS' }],
    ['no infos', 503, { action: 'getPersonalMessages' }],
    ['empty infos', 503, { ...good, infos: '' }],
    ['an unknown name', 503, { ...good, infos: 'NoSMS,NoFax' }],
    ['an empty name', 503, { ...good, infos: 'NoSMS,,NoEMails' }],
    ['no token', 102, good],
    ['a made-up token', 102, { ...good, token: 'Hjlkzjlfkzef23423kjlkjr' }],
  ])('for %s is %i', async (_what, code, query) => {
    const { response, xml } = await call(gateway, query);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
    expect(namesIn(xml, 'getPersonalMessagesReturn')).toEqual(['error']);
    expect(namesIn(xml, 'error')).toEqual(['code', 'detail']);
    expect(textIn(xml, 'code')).toBe(String(code));
    expect(textIn(xml, 'detail')).not.toBe('');
  });

  test('for a token that wasn’t percent-encoded is 102', async () => {
    const response = await fetch(
      `${gateway.apiAddress}?action=getPersonalMessages&infos=NoSMS&token=${token.replaceAll('|', '%7C')}`,
    );
    expect(await response.text()).toContain('<code>102</code>');
  });

  test('for an expired token is 103', async () => {
    gateway.clock.now += 60_000;
    const { xml } = await callFor(gateway, 'NoSMS', token);
    gateway.clock.now -= 60_000;
    expect(textIn(xml, 'code')).toBe('103');
  });

  test.each([
    ['PUT', '', 'GET, HEAD, POST'],
    ['DELETE', '?action=delete', 'GET, HEAD, POST'],
    ['OPTIONS', '', 'GET, HEAD, POST'],
    ['POST', '?action=getPersonalMessages', 'GET, HEAD'],
    ['GET', '?action=archive', 'POST'],
  ])('for %s %s is HTTP 405', async (method, query, allowed) => {
    const response = await fetch(`${gateway.apiAddress}${query}`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
  });
});

test('a parser reads back any text', () => {
  const text = 'a\r\nb & <b>"\'</b> ]]> 📷 é';
  expect(parseXml(xmlDocument(element('x', text))).documentElement.textContent).toBe(text);
});

const HOSTILE: MessageSummary = {
  id: '<&"\'/?#%é\u0000',
  from: { name: '<b>"Évil" & Co.</b>\u0007', address: 'e@vil.example' },
  date: new Date(NOON),
  subject: ']]> </msg_subject>\u0000\ud800 & \ufffe 📷',
  beginning: '\u001b[31m<script>alert(1)</script>',
  read: false,
};

function mailboxWith(changes: Partial<GatewayMailbox>): GatewayMailbox {
  return {
    readsOnOpen: true,
    counts: async () => ({ emails: 1, unread: 1, sms: undefined }),
    unread: async () => [HOSTILE],
    latest: async () => [HOSTILE],
    message: async id => (id === HOSTILE.id ? { ...HOSTILE, text: HOSTILE.beginning } : undefined),
    act: async (_action, ids) => ids.map(id => ({ id, status: 'done' })),
    markAllRead: async () => [],
    ...changes,
  };
}

describe('another mailbox', () => {
  test('may contain any text', async () => {
    const other = await openGateway({ mailbox: mailboxWith({}) });
    const { xml } = await callFor(other, INFOS.join(), (await signInByHand(other)).token);
    expect(textIn(xml, 'msg_subject')).toBe(']]> </msg_subject>\ufffd\ufffd & \ufffd 📷');
    expect(textIn(xml, 'msg_begin_body')).toBe('\ufffd[31m<script>alert(1)</script>');
    expect(textIn(xml, 'msg_from')).toBe('"<b>\\"Évil\\" & Co.</b>\ufffd" <e@vil.example>');
    const page = await (await fetch(textIn(xml, 'msg_url_access') ?? '')).text();
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
    await other.close();
  });

  test('may have a subject that looks encoded, which a client must not decode', async () => {
    const subject = '=?utf-8?B?SGVsbG8=?= means Hello';
    const unread = async () => [{ ...HOSTILE, subject }];
    const other = await openGateway({ mailbox: mailboxWith({ unread }) });
    const { xml } = await callFor(other, INFOS.join(), (await signInByHand(other)).token);
    expect(headerText(textIn(xml, 'msg_subject') ?? '')).toBe(subject);
    await other.close();
  });

  test('may report no text messages, which is not 0', async () => {
    const other = await openGateway({ mailbox: mailboxWith({}) });
    const { xml } = await callFor(other, 'NoSMS,NoEMails', (await signInByHand(other)).token);
    expect(namesIn(xml, 'UserAuthorizedData')).toEqual(['NoEmails']);
    expect(namesIn(xml, 'UserProtectedData')).toEqual([]);
    await other.close();
  });

  test('is asked for counts, messages and folders together, as each may have to wait', async () => {
    const asked: string[] = [];
    let isSignedIn = false;
    let go = () => {};
    const gate = new Promise<void>(resolve => {
      go = resolve;
    });
    const wait = async <T>(what: string, result: T) => {
      asked.push(what);
      if (asked.length === 3) go();
      if (isSignedIn) await gate;
      return result;
    };
    const mailbox = mailboxWith({
      counts: () => wait('counts', { emails: 1, unread: 1, sms: undefined }),
      unread: () => wait('unread', [HOSTILE]),
      folders: () => wait('folders', []),
    });
    const other = await openGateway({ mailbox });
    const { token: otherToken } = await signInByHand(other);
    asked.splice(0);
    isSignedIn = true;
    expect((await callFor(other, INFOS.join(), otherToken)).text).toContain('<UserAuthorizedData>');
    expect(asked).toEqual(['counts', 'unread', 'folders']);
    await other.close();
  });

  test('may fail: code 900, and the log has no message of the error', async () => {
    const counts = () => Promise.reject(new TypeError('Subject: secret plans'));
    const other = await openGateway({ mailbox: mailboxWith({ counts }) });
    const { token: otherToken } = await signInByHand(other);
    const { response, text } = await callFor(other, 'NoEMails', otherToken);
    expect(response.status).toBe(200);
    expect(text).toContain('<code>900</code>');
    expect(text).not.toContain('secret');
    expect(other.lines).toContain('api: error 900 (TypeError)');
    expect(other.lines.join('\n')).not.toContain('secret');
    expect(other.lines.join('\n')).not.toContain(otherToken);
    await other.close();
  });

  test.each<[Trouble, number]>([
    ['certificate', 203],
    ['noFolder', 204],
    ['timeout', 504],
    ['unreachable', 505],
    ['busy', 505],
    ['unexpected', 900],
  ])('fails with %s: code %i', async (trouble, code) => {
    const counts = () => Promise.reject(new MailboxError(trouble, 'why'));
    const other = await openGateway({ mailbox: mailboxWith({ counts }) });
    const { text } = await callFor(other, 'NoEMails', (await signInByHand(other)).token);
    expect(text).toContain(`<code>${code}</code>`);
    await other.close();
  });

  test.each<[Trouble, number, string]>([
    ['unexplained', 505, 'The mail server doesn’t accept the password'],
    ['noPassword', 102, 'The mail server doesn’t accept passwords'],
  ])('whose server answers with %s: code %i, and the sign-in page says why', async (trouble, code, title) => {
    const state = { fails: false };
    const counts = async () => {
      if (state.fails) throw new MailboxError(trouble, 'why', undefined, { said: 'Unsafe <b>login</b>' });
      return { emails: 0, unread: 0, sms: undefined };
    };
    const other = await openGateway({ mailbox: mailboxWith({ counts }) });
    const { token } = await signInByHand(other);
    state.fails = true;
    expect((await callFor(other, 'NoEMails', token)).text).toContain(`<code>${code}</code>`);
    const response = await submit(other, await pageOf(await visit(other, '/sign-in?next=/privacy')));
    expect(response.status).toBe(502);
    const page = await pageOf(response);
    expect(page.querySelector('h1')?.textContent).toBe(title);
    expect(page.querySelector('q')?.textContent).toBe('Unsafe <b>login</b>');
    await other.close();
  });

  test('whose password the mail server rejects gives code 102, and the sign-in page says so', async () => {
    const state = { refused: false };
    const counts = async () => {
      if (state.refused) throw new MailboxError('refused', 'why');
      return { emails: 0, unread: 0, sms: undefined };
    };
    const other = await openGateway({ mailbox: mailboxWith({ counts }) });
    const { token: before } = await signInByHand(other);
    state.refused = true;
    expect((await callFor(other, 'NoEMails', before)).text).toContain('<code>102</code>');
    const response = await submit(other, await pageOf(await visit(other, '/sign-in')));
    expect(response.status).toBe(502);
    const page = await pageOf(response);
    expect(page.querySelector('h1')?.textContent).toContain('doesn’t accept the password');
    expect(page.querySelector('#token')).toBeNull();
    expect(page.querySelector('.main')?.getAttribute('href')).toBe('/sign-in');
    const query = new URLSearchParams({ redirect_uri: EXTENSION, state: 'a b' });
    const inWindow = await submit(other, await pageOf(await visit(other, `/sign-in?${query}`)));
    expect(inWindow.status).toBe(200);
    const again = (await pageOf(inWindow)).querySelector('.main')?.getAttribute('href') ?? '';
    expect(new URL(again, other.origin).searchParams).toEqual(query);
    state.refused = false;
    expect((await signInByHand(other)).token).not.toBe('');
    await other.close();
  });
});
