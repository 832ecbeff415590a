import { expect, test } from 'vitest';
import {
  differenceLine,
  differenceOf,
  isSameMailbox,
  needingRestart,
  opensOwnAlike,
} from '../../../src/gateway/run/difference';
import { COMPANY, load, MAILBOX } from '../config/load-text';

const mailbox = (name: string, ...lines: readonly string[]) =>
  ['[[mailbox]]', `address = "${name}@example.org"`, 'host = "imap.example.org"', ...lines, ''].join('\n');
const WITH_PASSWORD = 'password = "p4ssw0rd"';

async function between(before: string, after: string) {
  const [old, present] = await Promise.all([load(before), load(after)]);
  return differenceOf(old.mailboxes, present.mailboxes);
}

test('the same configuration in another order has no difference', async () => {
  const [ann, bob] = [mailbox('ann', WITH_PASSWORD), mailbox('bob', WITH_PASSWORD)];
  expect(await between(ann + bob, bob + ann)).toEqual({ added: [], changed: [], removed: [] });
});

test('mailboxes are added, changed and removed by their names', async () => {
  const before =
    mailbox('ann', WITH_PASSWORD) + mailbox('bob', WITH_PASSWORD) + mailbox('eve', WITH_PASSWORD);
  const after =
    mailbox('ann', WITH_PASSWORD) + mailbox('bob', 'password = "new"') + mailbox('jon', WITH_PASSWORD);
  const difference = await between(before, after);
  expect(difference).toEqual({
    added: ['jon@example.org'],
    changed: ['bob@example.org'],
    removed: ['eve@example.org'],
  });
  expect(differenceLine(await load(before), await load(after), [])).toBe(
    'the configuration is read again: mailboxes 1 added, 1 changed, 1 removed',
  );
});

test.each([
  ['', '', 'nothing has changed'],
  ['list = 5', 'list = 6\nlog-level = "debug"', 'changed list, log-level'],
  ['[sign-in]', '[sign-in]\nhost = "imap.example.org"', 'changed [sign-in]'],
  ['[manager]', '[manager]\nauto-approve = true', 'changed [manager]'],
  [`${COMPANY}\n[sign-in]`, '[sign-in]', 'changed [oauth.company]'],
  [
    'list = 5',
    `list = 6\n${mailbox('ann', WITH_PASSWORD)}\n[sign-in]`,
    'changed list; mailboxes 1 added, 0 changed, 0 removed',
  ],
])('the log says what is changed from %j to %j', async (before, after, said) => {
  expect(differenceLine(await load(before), await load(after), [])).toBe(
    `the configuration is read again: ${said}`,
  );
});

test('a change that needs a restart is no “nothing”', async () => {
  const setup = await load('');
  expect(differenceLine(setup, setup, ['port'])).toBe('the configuration is read again: nothing changes yet');
});

test.each<[string, string, boolean]>([
  ['', '[mailbox.sign-in]\npassword = "own"', true],
  ['', 'password = "new"', false],
  ['', 'poll = 30', false],
  ['', 'folders = ["INBOX", "Lists/*"]', false],
  ['link = "https://e.example/{uid}"', 'link = "https://e.example/{uid}"', true],
  ['link = "https://e.example/{uid}"', 'link = "https://e.example/{message-id}"', false],
  ['', '[mailbox.sign-in]\nuser = "annie"', false],
])('a mailbox with %j keeps its connection with %j: %j', async (before, after, isKept) => {
  const text = (lines: string) =>
    `${MAILBOX}${lines.startsWith('password') ? '' : `${WITH_PASSWORD}\n`}${lines}`;
  const [{ mailboxes: old }, { mailboxes: present }] = await Promise.all([
    load(text(before)),
    load(text(after)),
  ]);
  const [one, other] = [old[0], present[0]];
  expect(one && other && isSameMailbox(one, other)).toBe(isKept);
});

test('a provider’s new secret leaves its mailboxes as they are', async () => {
  const withProvider = async (lines: string) =>
    (await load(`${COMPANY}${lines}${MAILBOX}oauth = "company"`)).mailboxes[0];
  const [plain, secret] = [await withProvider(''), await withProvider('client-secret = "s3cret"\n')];
  expect(plain && secret && isSameMailbox(plain, secret)).toBe(true);
});

test.each<[string, boolean]>([
  ['domains = ["example.com"]\npassword-tries = 3\n', true],
  ['host = "imap.example.com"\n', false],
  ['host = "imap.example.org"\ntells-clients = false\n', false],
])('people’s own mailboxes go on where [sign-in] gets %j: %j', async (lines, goOn) => {
  const text = (more: string) =>
    `[sign-in]\n${more.includes('host') ? '' : 'host = "imap.example.org"\n'}${more}`;
  expect(opensOwnAlike(await load(text('')), await load(text(lines)))).toBe(goOn);
});

test('what only a restart changes is named', async () => {
  const [before, after] = await Promise.all([
    load('port = 1\nlist = 5\ntls-cert = "a"\ntls-key = "b"'),
    load('port = 2\nlist = 6\nstate = "/x"\nadmin = "/run/admin"\ndatabase-url = "postgresql:///facteur"'),
  ]);
  expect(needingRestart(before.options, after.options)).toEqual([
    'port',
    'tls-cert',
    'state',
    'database-url',
    'admin',
  ]);
  expect(needingRestart(before.options, before.options)).toEqual([]);
});
