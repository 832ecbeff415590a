import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Admin, openAdmin } from '../../../src/gateway/admin/admin';
import { createLog } from '../../../src/gateway/shared/log';
import { StartupError } from '../../../src/gateway/shared/startup-error';
import { temporaryFolder } from '../folder';
import { NOON } from '../noon';
import { type Sent, send } from '../send';
import { samplesOf } from './samples';

const lines: string[] = [];
const opened: Admin[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(admin => admin.close()));
  expect(lines.splice(0)).toEqual([]);
});

async function open(address = '127.0.0.1:0'): Promise<Admin> {
  const log = createLog('debug', (_level, line) => void lines.push(line));
  const admin = await openAdmin({ address, log, now: () => NOON });
  opened.push(admin);
  return admin;
}

const ask = ({ at }: Admin, path: string, sent: Sent = {}) =>
  at.startsWith('/')
    ? send('http://localhost', { socketPath: at, path, ...sent })
    : send(`${at}${path}`, sent);

const readyOf = async (admin: Admin) => {
  const { status, body } = await ask(admin, '/ready');
  return { status, ...JSON.parse(body) };
};

describe('health', () => {
  test('it lives from the start, and is ready while it serves', async () => {
    const admin = await open();
    expect(await ask(admin, '/live')).toMatchObject({ status: 200, body: '{"live":true}\n' });
    expect(await readyOf(admin)).toEqual({
      status: 503,
      ready: false,
      phase: 'starting',
      store: 'unknown',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      started: new Date(NOON).toISOString(),
      mailboxes: {},
      queue: 0,
    });
    admin.setStore({ isAway: () => false });
    admin.setPhase('ready');
    expect(await readyOf(admin)).toMatchObject({ status: 200, ready: true, phase: 'ready', store: 'ok' });
    admin.setPhase('stopping');
    expect(await readyOf(admin)).toMatchObject({ status: 503, ready: false, phase: 'stopping' });
    expect((await ask(admin, '/live')).status).toBe(200);
  });

  test('it stays ready while the store is away, and says so', async () => {
    const admin = await open();
    let isAway = false;
    admin.setStore({ isAway: () => isAway });
    admin.setPhase('ready');
    isAway = true;
    expect(await readyOf(admin)).toMatchObject({ status: 200, ready: true, store: 'away' });
  });

  test('it counts mailboxes and those that wait', async () => {
    const admin = await open();
    admin.metrics.sources.mailboxes = () => ({ connected: 3, resting: 2 });
    admin.metrics.sources.queue = () => 4;
    expect(await readyOf(admin)).toMatchObject({ mailboxes: { connected: 3, resting: 2 }, queue: 4 });
  });
});

describe('metrics', () => {
  test('what hasn’t happened yet is 0', async () => {
    const samples = await samplesOf(await open());
    expect(samples['facteur_mailboxes{state="connected"}']).toBe(0);
    expect(samples['facteur_mail_sign_ins_total{outcome="failed"}']).toBe(0);
    expect(samples['facteur_person_sign_ins_total{outcome="wait"}']).toBe(0);
    expect(samples['facteur_renewals_total{outcome="done"}']).toBe(0);
    expect(samples['facteur_api_answers_total{code="0"}']).toBe(0);
    expect(samples['facteur_look_duration_seconds_count{look="first"}']).toBe(0);
    expect(samples.facteur_sign_in_queue).toBe(0);
    expect(samples.facteur_store_away).toBe(0);
  });

  test('they count what happens', async () => {
    const admin = await open();
    const { metrics } = admin;
    metrics.mailSignIn('refused');
    metrics.mailSignIn('refused');
    metrics.personSignIn('done');
    metrics.renewed('unreachable');
    metrics.answered(0);
    metrics.answered(504);
    metrics.looked(300, true);
    metrics.looked(20, false);
    metrics.looked(40, false);
    metrics.sources.mailboxes = () => ({ connected: 3 });
    metrics.sources.queue = () => 4;
    admin.setStore({ isAway: () => true });
    expect(await samplesOf(admin)).toMatchObject({
      'facteur_mail_sign_ins_total{outcome="refused"}': 2,
      'facteur_person_sign_ins_total{outcome="done"}': 1,
      'facteur_renewals_total{outcome="unreachable"}': 1,
      'facteur_api_answers_total{code="0"}': 1,
      'facteur_api_answers_total{code="504"}': 1,
      'facteur_look_duration_seconds_bucket{le="0.25",look="first"}': 0,
      'facteur_look_duration_seconds_bucket{le="0.5",look="first"}': 1,
      'facteur_look_duration_seconds_count{look="later"}': 2,
      'facteur_look_duration_seconds_sum{look="later"}': 0.06,
      'facteur_mailboxes{state="connected"}': 3,
      'facteur_mailboxes{state="resting"}': 0,
      facteur_sign_in_queue: 4,
      facteur_store_away: 1,
    });
  });

  test('they tell of the process', async () => {
    const samples = await samplesOf(await open());
    expect(samples.process_resident_memory_bytes).toBeGreaterThan(1e6);
    expect(samples.process_cpu_seconds_total).toBeGreaterThan(0);
    expect(samples).toHaveProperty('nodejs_eventloop_lag_p99_seconds');
  });
});

describe('safety', () => {
  test('another host is refused, as a page of a web site could lead there', async () => {
    const admin = await open();
    for (const host of ['evil.example', '192.0.2.1'])
      expect((await ask(admin, '/metrics', { headers: { host } })).status).toBe(403);
    expect((await ask(admin, '/metrics', { headers: { host: 'localhost:1' } })).status).toBe(200);
  });

  test('nothing can be changed', async () => {
    const admin = await open();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect(await ask(admin, '/ready', { method })).toMatchObject({
        status: 405,
        headers: { allow: 'GET, HEAD' },
      });
    expect(await ask(admin, '/live', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect((await ask(admin, '/')).status).toBe(404);
    expect((await ask(admin, '/constructor')).status).toBe(404);
  });

  test('no web site may read or frame it', async () => {
    expect((await ask(await open(), '/metrics')).headers).toMatchObject({
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    });
  });
});

describe.skipIf(process.platform === 'win32')('a socket', () => {
  test('is for this user alone, and leaves the mask of files as it was', async () => {
    const mask = process.umask();
    const admin = await open(join(await temporaryFolder(), 'admin'));
    expect((await stat(admin.at)).mode & 0o777).toBe(0o600);
    expect(process.umask()).toBe(mask);
    expect((await ask(admin, '/live')).status).toBe(200);
  });

  test('that a killed gateway has left is taken over', async () => {
    const path = join(await temporaryFolder(), 'admin');
    await leaveSocket(path);
    expect((await ask(await open(path), '/live')).status).toBe(200);
  });

  test('of a running gateway stays', async () => {
    const first = await open(join(await temporaryFolder(), 'admin'));
    await expect(open(first.at)).rejects.toThrow(StartupError);
    expect((await ask(first, '/live')).status).toBe(200);
  });

  test('never replaces a file, and its path can’t be cut off', async () => {
    const path = join(await temporaryFolder(), 'file');
    await writeFile(path, 'mine');
    await expect(open(path)).rejects.toThrow(`${path} is in use`);
    expect((await stat(path)).size).toBe(4);
    await expect(open(`/tmp/${'x'.repeat(100)}`)).rejects.toThrow('is too long for a socket');
    await expect(open('/nowhere/admin')).rejects.toThrow(/\/nowhere\/admin \(\w+\): choose .* --admin/);
  });
});

test('a port in use is told, with what to do', async () => {
  const { at } = await open();
  const address = at.replace('http://', '');
  await expect(open(address)).rejects.toThrow(/^port \d+ of 127\.0\.0\.1 is in use: choose .* --admin$/);
});

test('IPv6 works as well', async () => {
  const admin = await open('[::1]:0');
  expect(admin.at).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await ask(admin, '/live')).status).toBe(200);
});

/** As a killed process leaves it: the file is there, and nobody listens. */
async function leaveSocket(path: string): Promise<void> {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', script]), 'exit');
  expect((await stat(path)).isSocket()).toBe(true);
}
