import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { samplesOf } from '../gateway/admin/samples';
import { temporaryFolder } from '../gateway/folder';
import { finish, installProgram, type Program, tokenOf } from '../gateway/run-program';
import { freePort } from '../gateway/send';
import { type FakeServer, startFakeServer } from './fake-server';

let program: Program;
let server: FakeServer;
beforeAll(async () => {
  [program, server] = await Promise.all([installProgram(), startFakeServer()]);
  server.retort((command, line) =>
    command === 'LOGIN' && line.includes('marie')
      ? ['NO [AUTHENTICATIONFAILED] no marie.curie here, nor marie.curie@example.org']
      : undefined,
  );
});
afterAll(async () => {
  await program.remove();
  await server.close();
});

const mailbox = (user: string) => `[[mailbox]]
address = "${user}@example.org"
name = "mail of ${user}"
user = "${user}"
password = "p4ssw0rd-of-${user}"
host = "127.0.0.1"
port = ${server.port}
security = "none"
`;

test('a log as JSON has neither secrets nor names, also while operators list users, revoke one and ask for the status', async () => {
  const folder = await temporaryFolder();
  const config = join(folder, 'gateway.toml');
  const [port, adminPort] = [await freePort(), await freePort()];
  const options = `port = ${port}
admin = "127.0.0.1:${adminPort}"
state = ${JSON.stringify(join(folder, 'state'))}
log-format = "json"
log-level = "debug"
`;
  await writeFile(config, options + mailbox('jean.dupont') + mailbox('marie.curie'), { mode: 0o600 });
  const gateway = program.start({}, '--config', config);
  const finished = finish(gateway);
  const admin = `http://127.0.0.1:${adminPort}`;
  await waitFor(
    () =>
      fetch(`${admin}/ready`).then(
        ({ status }) => status,
        () => 0,
      ),
    status => status === 200,
  );
  const origin = `http://127.0.0.1:${port}`;
  const password = 'p4ssw0rd-of-jean.dupont';
  const token = await tokenOf(origin, { user: 'jean.dupont@example.org', password });
  expect(token).not.toBe('');
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'NoUnReadMails', token });
  const answer = await fetch(`${origin}/PersonalMessages/V2?${query}`);
  expect(await answer.text()).toContain('<NoUnReadMails>1</NoUnReadMails>');
  for (const user of ['jean.dupont@example.org', 'marie.curie@example.org', 'nobody@example.net'])
    expect(await tokenOf(origin, { user, password: 'wr0ng' })).toBe('');
  expect(
    await tokenOf(origin, { user: 'marie.curie@example.org', password: 'p4ssw0rd-of-marie.curie' }),
  ).toBe('');
  const samples = await samplesOf({ at: admin });
  expect(Object.keys(samples).join()).not.toMatch(/jean|marie|example/);
  expect(samples).toMatchObject({
    'facteur_mailboxes{state="connected"}': 1,
    'facteur_mail_sign_ins_total{outcome="done"}': 1,
    'facteur_look_duration_seconds_count{look="first"}': 1,
  });
  expect(samples['facteur_mail_sign_ins_total{outcome="refused"}']).toBeGreaterThan(0);
  const status = await finish(program.start({}, 'status', '--json', '--config', config));
  expect(status.code).toBe(0);
  expect(JSON.parse(status.out)).toMatchObject({ running: true, ready: true });

  const users = await finish(program.start({}, 'users', '--json', '--config', config));
  const [known] = JSON.parse(users.out);
  expect(known).toMatchObject({ user: 'jean.dupont@example.org', tokens: 1 });
  const revoked = await finish(program.start({}, 'revoke', 'jean.dupont@example.org', '--config', config));
  expect(revoked.out).toContain('ended 1 token, 1 browser session');
  expect(revoked.err).not.toContain('jean');
  await waitFor(
    async () => (await fetch(`${origin}/PersonalMessages/V2?${query}`)).text(),
    text => text.includes('<code>102</code>'),
  );

  gateway.kill('SIGTERM');
  const { code, out, err } = await finished;
  expect({ code, out }).toEqual({ code: 0, out: '' });
  const key = (await readFile(join(folder, 'state', 'key'), 'utf8')).trim();
  for (const secret of [token, key, 'p4ssw0rd', 'wr0ng', 'jean', 'marie', 'nobody'])
    expect(err.toLowerCase()).not.toContain(secret.toLowerCase());
  const lines = err
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  for (const line of lines)
    expect(line).toMatchObject({
      level: expect.any(String),
      time: expect.any(String),
      msg: expect.any(String),
    });
  const refusal = lines.find(({ msg }) => msg.includes('no <user> here, nor <user>'));
  const success = lines.find(({ msg }) => msg.startsWith('signed in to 127.0.0.1'));
  expect(refusal.user).toMatch(/^[\w-]{22}$/);
  expect(success.user).toMatch(/^[\w-]{22}$/);
  expect(success.user).not.toBe(refusal.user);
  expect(known.code).toBe(success.user);
  expect(JSON.parse(revoked.err)).toMatchObject({
    user: known.code,
    audit: { event: 'revocation', by: 'operator' },
  });
  const outcomes = lines.flatMap(({ audit, user }) =>
    audit?.event === 'sign-in' ? [[audit.outcome, user]] : [],
  );
  expect(outcomes[0]).toEqual(['done', known.code]);
  expect(outcomes).toContainEqual(['refused', known.code]);
  expect(lines.some(({ msg, request }) => msg.startsWith('api: answered') && request !== undefined)).toBe(
    true,
  );
});
