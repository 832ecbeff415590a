import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { INFOS, POST_ACTIONS } from '../../../src/core/answer/api-vocabulary';
import { type GatewayMailbox, MailboxError, type Trouble } from '../../../src/gateway/mailbox/mailbox';
import {
  type Called,
  callFor,
  namesIn,
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
import { createReaderMailbox } from '../reader-mailbox';
import {
  basic,
  callAs,
  makeService,
  openWith as openFor,
  PASSWORD,
  signInFor,
} from '../services/open-services';

let gateway: OpenGateway;
let token: string;

beforeEach(async () => {
  gateway = await openGateway();
  ({ token } = await signInByHand(gateway));
});
afterEach(() => gateway.close());

async function post(
  action: string,
  ids: readonly string[],
  { at = gateway, with: sent = token }: { at?: OpenGateway; with?: string } = {},
): Promise<Called> {
  const body = new URLSearchParams([['token', sent], ...ids.map(id => ['msg_id', id])]);
  const response = await fetch(`${at.apiAddress}?action=${action}`, { method: 'POST', body });
  const text = await response.text();
  return { response, text, xml: parseXml(text) };
}

/** As `id status reason`. */
const resultsIn = ({ xml }: Called) =>
  [...xml.querySelectorAll('result')].map(result =>
    [...result.children].map(child => child.textContent).join(' '),
  );

const countsNow = async () => {
  const { xml } = await callFor(gateway, 'NoEMails,NoUnReadMails', token);
  return ['NoEmails', 'NoUnReadMails'].map(name => Number(textIn(xml, name)));
};

const listNow = async () => {
  const { xml } = await callFor(gateway, 'EmailsLastNDetailed', token);
  return [...xml.querySelectorAll('msg_id')].map(id => id.textContent ?? '');
};

describe('an answer tells what can be done', () => {
  const actionsIn = async (infos: string, at = gateway) => {
    const { xml } = await callFor(at, infos, token);
    return textIn(xml, 'Data > SupportedActions');
  };

  test('with the list', async () => {
    expect(await actionsIn(INFOS.join())).toBe('markRead,markUnread,archive,delete');
    expect(await actionsIn('NoEMails,NoUnReadMails')).toBeUndefined();
  });

  test('not if the user withholds the list, or shows it once', async () => {
    for (const choice of ['withheld', 'once']) {
      const page = await pageOf(await visit(gateway, await privacyAddress(gateway, token)));
      await submit(gateway, page, { EmailsLastNDetailed: choice, choice: 'save' });
      expect(await actionsIn(INFOS.join())).toBeUndefined();
    }
  });
});

describe('an action', () => {
  test('answers in the API’s form, in the order of the request', async () => {
    const [first = '', second = ''] = await listNow();
    const called = await post('markRead', [second, 'none', first]);
    expect(called.response.status).toBe(200);
    expect(called.response.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
    expect(called.response.headers.get('access-control-allow-origin')).toBeNull();
    expect(namesIn(called.xml, 'getPersonalMessagesReturn')).toEqual(['Data']);
    expect(namesIn(called.xml, 'Data')).toEqual(['ActionResults']);
    expect(resultsIn(called)).toEqual([`${second} done`, 'none gone', `${first} done`]);
    expect(gateway.lines).toContain('api: markRead: 2 done, 1 gone');
  });

  test('marks as read and unread; the next answer shows it, and to do it twice changes nothing', async () => {
    const [first = ''] = await listNow();
    for (const _time of [1, 2]) expect(resultsIn(await post('markRead', [first]))).toEqual([`${first} done`]);
    expect(await countsNow()).toEqual([14, 4]);
    expect(await listNow()).not.toContain(first);
    expect(resultsIn(await post('markUnread', [first]))).toEqual([`${first} done`]);
    expect(await countsNow()).toEqual([14, 5]);
  });

  test.each(['archive', 'delete'])('%s and restore', async action => {
    const before = await listNow();
    const [, second = ''] = before;
    expect(resultsIn(await post(action, [second]))).toEqual([`${second} done`]);
    expect(await countsNow()).toEqual([13, 4]);
    expect(resultsIn(await post(action, [second]))).toEqual([`${second} gone`]);
    expect(resultsIn(await post('markRead', [second]))).toEqual([`${second} gone`]);
    expect(resultsIn(await post('restore', [second, 'none']))).toEqual([`${second} done`, 'none gone']);
    expect(await listNow()).toEqual(before);
    expect(resultsIn(await post('restore', [second]))).toEqual([`${second} done`]);
    expect(await countsNow()).toEqual([14, 5]);
  });

  test('markAllRead leaves what came since the client’s list, and markUnread undoes it', async () => {
    const before = await listNow();
    const { id: newer } = gateway.demo.deliver();
    const marked = resultsIn(await post('markAllRead', before));
    expect(marked).toEqual(before.map(id => `${id} done`));
    expect(await listNow()).toEqual([newer]);
    await post('markUnread', before);
    expect(await listNow()).toEqual([newer, ...before]);
  });

  test('markAllRead without ids marks all', async () => {
    expect(resultsIn(await post('markAllRead', []))).toHaveLength(5);
    expect(await countsNow()).toEqual([14, 0]);
    expect(resultsIn(await post('markAllRead', []))).toEqual([]);
  });

  test('takes 1000 ids', async () => {
    const ids = Array.from({ length: 1000 }, (_, i) => `${i}`.padStart(200, 'x'));
    expect(resultsIn(await post('markRead', ids))).toHaveLength(1000);
  });

  test('ids may contain anything', async () => {
    const id = '<&"\'/?#%é+ \u202e';
    expect(resultsIn(await post('archive', [id]))).toEqual([`${id} gone`]);
  });
});

describe('an action is refused', () => {
  const codeOf = ({ xml }: Called) => textIn(xml, 'getPersonalMessagesReturn > error > code');

  test.each([
    ['without ids', 'markRead', 503, []],
    ['with an empty id', 'markRead', 503, ['']],
    ['with too many ids', 'markAllRead', 503, Array.from({ length: 1001 }, String)],
    ['with too long ids', 'delete', 503, ['x'.repeat(256 * 1024)]],
    ['if it is unknown', 'MARKREAD', 501, ['x']],
    ['if it is missing', '', 501, ['x']],
  ])('%s: %s', async (_what, action, code, ids) => {
    expect(codeOf(await post(action, ids))).toBe(String(code));
  });

  test('if the body is no form', async () => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', body: JSON.stringify({ token }), headers };
    const response = await fetch(`${gateway.apiAddress}?action=delete`, request);
    expect(await response.text()).toContain('<code>503</code>');
  });

  test.each([
    ['no token', ''],
    ['a made-up token', 'x'],
  ])('with %s: 102', async (_what, sent) => {
    const [first = ''] = await listNow();
    expect(codeOf(await post('delete', [first], { with: sent }))).toBe('102');
    expect(await countsNow()).toEqual([14, 5]);
  });

  test('with the token in the address only: 102', async () => {
    const body = new URLSearchParams({ msg_id: 'x' });
    const query = new URLSearchParams({ action: 'delete', token });
    const response = await fetch(`${gateway.apiAddress}?${query}`, { method: 'POST', body });
    expect(await response.text()).toContain('<code>102</code>');
  });

  test.each(POST_ACTIONS)('on what the user withholds, or shows once: %s', async action => {
    const [first = ''] = await listNow();
    for (const choice of ['withheld', 'once']) {
      const page = await pageOf(await visit(gateway, await privacyAddress(gateway, token)));
      await submit(gateway, page, { EmailsLastNDetailed: choice, choice: 'save' });
      const { response, xml } = await post(action, [first]);
      expect(response.status).toBe(500);
      expect(xml.documentElement.nodeName).toBe('error');
      expect(textIn(xml, 'code')).toBe('-3');
      expect((await visit(gateway, textIn(xml, 'url') ?? '')).status).toBe(200);
    }
    expect(await countsNow()).toEqual([14, 5]);
  });
});

describe('a mail server', () => {
  const openWith = async (changes: Partial<GatewayMailbox>) => {
    const mailbox = { ...createReaderMailbox({ one: {} }), ...changes };
    const at = await openGateway({ mailbox });
    return { at, with: (await signInByHand(at)).token };
  };

  test('that refuses is a result with its reason', async () => {
    const opened = await openWith({
      act: async (_action, ids) => ids.map(id => ({ id, status: 'refused', reason: 'quota' })),
    });
    const called = await post('archive', ['one'], opened);
    expect(called.response.status).toBe(200);
    expect(namesIn(called.xml, 'result')).toEqual(['msg_id', 'status', 'reason']);
    expect(resultsIn(called)).toEqual(['one refused quota']);
    await opened.at.close();
  });

  test.each<[Trouble, number]>([
    ['refused', 102],
    ['noFolder', 204],
    ['certificate', 203],
  ])('that fails with %s: code %i, as with getPersonalMessages', async (trouble, code) => {
    const opened = await openWith({ act: () => Promise.reject(new MailboxError(trouble, 'why')) });
    const { text } = await post('archive', ['one'], opened);
    expect(text).toContain(`<code>${code}</code>`);
    await opened.at.close();
  });

  test('that answers after the user has signed out: 102', async () => {
    const opened = await openWith({
      async act(_action, ids) {
        const body = new URLSearchParams({ token: opened.with });
        await fetch(`${opened.at.origin}/end-token`, { method: 'POST', body });
        return ids.map(id => ({ id, status: 'done' }));
      },
    });
    const { text } = await post('archive', ['one'], opened);
    expect(text).toContain('<code>102</code>');
    await opened.at.close();
  });
});

describe('folders', () => {
  const FOLDERS = [
    { name: 'INBOX', emails: 12, unread: 3 },
    { name: 'Lists & <more>', emails: 40, unread: 0 },
  ];
  const openWith = async (folders: typeof FOLDERS) => {
    const asked: (readonly string[] | undefined)[] = [];
    const mailbox: GatewayMailbox = {
      ...createReaderMailbox({ one: {} }),
      async counts(chosen) {
        asked.push(chosen);
        return { emails: 52, unread: 3, sms: undefined };
      },
      async markAllRead(_ids, chosen) {
        asked.push(chosen);
        return [];
      },
      folders: async () => folders,
    };
    const at = await openGateway({ mailbox });
    const signedIn = await signInByHand(at);
    const ask = async (infos: string, ...folders: readonly string[]) => {
      const query = new URLSearchParams({ action: 'getPersonalMessages', infos, token: signedIn.token });
      for (const folder of folders) query.append('folder', folder);
      return parseXml(await (await fetch(`${at.apiAddress}?${query}`)).text());
    };
    return { at, with: signedIn.token, asked, ask };
  };
  const foldersIn = (xml: Document) =>
    [...xml.querySelectorAll('Data > Folders > Folder')].map(folder =>
      [...folder.children].map(({ nodeName, textContent }) => `${nodeName} ${textContent}`),
    );

  test('are told with the counts that are asked for', async () => {
    const opened = await openWith(FOLDERS);
    expect(foldersIn(await opened.ask('NoEMails,NoUnReadMails'))).toEqual([
      ['name INBOX', 'NoEmails 12', 'NoUnReadMails 3'],
      ['name Lists & <more>', 'NoEmails 40', 'NoUnReadMails 0'],
    ]);
    expect(foldersIn(await opened.ask('NoUnReadMails'))[0]).toEqual(['name INBOX', 'NoUnReadMails 3']);
    await opened.at.close();
  });

  test('are told without the counts that the user withholds', async () => {
    const opened = await openWith(FOLDERS);
    const page = await pageOf(await visit(opened.at, await privacyAddress(opened.at, opened.with)));
    await submit(opened.at, page, { NoEMails: 'withheld', NoUnReadMails: 'withheld', choice: 'save' });
    expect(foldersIn(await opened.ask('NoEMails,NoUnReadMails,NoSMS'))[0]).toEqual(['name INBOX']);
    await opened.at.close();
  });

  test('are chosen by a request', async () => {
    const opened = await openWith(FOLDERS);
    await opened.ask('NoEMails', 'INBOX', 'Other');
    const body = new URLSearchParams({ token: opened.with, folder: 'INBOX' });
    await fetch(`${opened.at.apiAddress}?action=markAllRead`, { method: 'POST', body });
    expect(opened.asked.slice(-2)).toEqual([['INBOX', 'Other'], ['INBOX']]);
    await opened.at.close();
  });

  test('are the user’s own: a service chooses none', async () => {
    const asked: (readonly string[] | undefined)[] = [];
    const mailbox: GatewayMailbox = {
      ...createReaderMailbox({ one: {} }),
      async counts(chosen) {
        asked.push(chosen);
        return { emails: 52, unread: 3, sms: undefined };
      },
    };
    const at = await openFor([makeService()], { mailbox });
    const signedIn = await signInFor(at, 'stats');
    const query = { infos: 'NoEMails', token: signedIn.token, folder: 'Lists' };
    const page = await pageOf(
      await visit(at, '/privacy?serviceId=stats', { headers: { cookie: signedIn.cookie } }),
    );
    await submit(at, page, { NoEMails: 'allowed', choice: 'save' });
    await callAs(at, basic('stats', PASSWORD), query);
    expect(asked.at(-1)).toEqual([]);
    await at.close();
  });

  test('are not told if there is only one', async () => {
    const opened = await openWith(FOLDERS.slice(0, 1));
    expect((await opened.ask('NoEMails')).querySelector('Folders')).toBeNull();
    await opened.at.close();
  });
});
