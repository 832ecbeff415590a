import { expect, test } from 'vitest';
import { auditLine } from '../../../src/gateway/run/audit-line';
import { createJsonLog } from '../../../src/gateway/run/json-log';
import type { AuditEvent } from '../../../src/gateway/shared/audit';
import { about, type Level } from '../../../src/gateway/shared/log';
import { asRequest } from '../../../src/gateway/shared/request-id';

function open(level: Level = 'debug') {
  const texts: string[] = [];
  let least = level;
  const write = (text: string) => void texts.push(text);
  const { log, audit } = createJsonLog(
    () => least,
    user => `code ${user.length}`,
    { write },
  );
  return {
    log,
    audit,
    setLevel(it: Level) {
      least = it;
    },
    lines: () => texts.flatMap(text => text.trim().split('\n')).map(line => JSON.parse(line)),
  };
}

test('each line is an object with time, level and message', () => {
  const { log, lines } = open();
  log.warn('a\nb "c" \x1b[31m');
  expect(lines()).toEqual([
    { level: 'warn', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), msg: 'a b "c" [31m' },
  ]);
});

test('a line about a mailbox has a code for its user, and no name', () => {
  const { log, lines } = open();
  const jean = about('work', log, { user: 'jean@orange.fr', login: 'jean' });
  jean.info('the server says “no jean@orange.fr, JEAN@orange.fr, Jean or work, but framework”');
  jean.about({ name: 'marie', user: 'marie' }).error('marie and jean.dupont+list@example.org, not mariette');
  const facts = lines().map(({ user, msg }) => [user, msg]);
  expect(facts).toEqual([
    ['code 14', 'the server says “no <user>, <user>, <user> or <user>, but framework”'],
    ['code 5', '<user> and <user>, not mariette'],
  ]);
});

test.each(['a.b', '(x', '$&', 'x|', '^', '[', '\\', 'Éric'])('the name %j is found as it is', name => {
  const { log, lines } = open();
  about(name, log).info(`before ${name} after`);
  expect(lines()[0].msg).toBe('before <user> after');
});

test('lines of one request have its id until it is done, and others have none', async () => {
  const { log, lines } = open();
  let later = () => {};
  await Promise.all(
    ['one', 'other'].map(name =>
      asRequest(async () => {
        log.info(name);
        await null;
        log.info(name);
        const done = new Promise<void>(resolve => {
          later = resolve;
        });
        void done.then(() => log.info('left running'));
      }),
    ),
  );
  later();
  await new Promise(resolve => setImmediate(resolve));
  log.info('outside');
  const idOf = (msg: string) => lines().flatMap(it => (it.msg === msg ? [it.request] : []));
  expect(idOf('one')).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), idOf('one')[0]]);
  expect(idOf('other')[0]).not.toBe(idOf('one')[0]);
  expect(idOf('left running')).toEqual([undefined]);
  expect(idOf('outside')).toEqual([undefined]);
});

test('the level can change', () => {
  const { log, lines, setLevel } = open('warn');
  log.info('left out');
  setLevel('debug');
  log.debug('written');
  expect(lines().map(({ msg }) => msg)).toEqual(['written']);
});

const EVENTS: ReadonlyArray<[AuditEvent, Level, string]> = [
  [
    {
      user: 'jean',
      event: 'sign-in',
      outcome: 'done',
      client: '192.0.2.1',
      by: 'password',
      service: 'facteur',
    },
    'info',
    'audit: sign-in done, by password, for facteur, from 192.0.2.1, user "jean"',
  ],
  [
    { user: 'jean', event: 'sign-in', outcome: 'wait', client: '::1', by: 'company', service: 'facteur' },
    'warn',
    'audit: sign-in wait, by company, for facteur, from ::1, user "jean"',
  ],
  [{ user: 'jean', event: 'sign-out', everywhere: true }, 'info', 'audit: sign-out everywhere, user "jean"'],
  [
    { user: 'jean', event: 'consent', service: 'clock', decision: 'withdrawn' },
    'info',
    'audit: consent withdrawn, for clock, user "jean"',
  ],
  [
    { user: 'jean', event: 'revocation', by: 'mail server' },
    'info',
    'audit: revocation by mail server, user "jean"',
  ],
];

test.each(EVENTS)('an audit line has the event’s facts: %j', (event, level, text) => {
  const { audit, lines, setLevel } = open();
  audit(event);
  const { user: _user, ...facts } = event;
  expect(lines()).toEqual([
    { level, time: expect.any(String), user: 'code 4', audit: facts, msg: event.event },
  ]);
  setLevel('error');
  audit(event);
  expect(lines()).toHaveLength(1);
  expect(auditLine(event)).toBe(text);
});

test('a name forges no fields of an audit line', () => {
  const forged = 'x", user "boss: sign-in refused, from 203.0.113.7';
  expect(auditLine({ ...(EVENTS[1]?.[0] as AuditEvent), user: forged })).toBe(
    'audit: sign-in wait, by company, for facteur, from ::1, user "x\\", user \\"boss: sign-in refused, from 203.0.113.7"',
  );
});

test('a typed name that is nobody’s has no user', () => {
  const { audit, lines } = open();
  const event = { ...EVENTS[0]?.[0], user: '', outcome: 'refused' } as AuditEvent;
  audit(event);
  expect(lines()[0]).not.toHaveProperty('user');
  expect(auditLine(event)).toMatch(/^audit: sign-in refused, .+, unknown user$/);
});
