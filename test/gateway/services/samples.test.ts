import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { INFOS } from '../../../src/core/answer/api-vocabulary';
import { ERROR_CODES } from '../../../src/gateway/api/refuse';
import { samplesZip } from '../../../src/gateway/services/samples';
import { beIn, comeHome } from '../../time-zone';
import { makeService } from './open-services';

const ADDRESSES = {
  apiAddress: 'https://gateway.example/PersonalMessages/V2',
  signInPage: 'https://gateway.example/sign-in',
};

function filesFor(changes: Parameters<typeof makeService>[0] = {}): Record<string, string> {
  const files = Object.entries(unzipSync(samplesZip(makeService(changes), ADDRESSES)));
  return Object.fromEntries(files.map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}

comeHome();

test('the ZIP has four programs and instructions, in a folder with the service’s id', () => {
  expect(Object.keys(filesFor())).toEqual([
    'stats/README.txt',
    'stats/index.php',
    'stats/messages.mjs',
    'stats/messages.py',
    'stats/messages.sh',
  ]);
});

test('the files name the service, its addresses and infos, and no placeholder is left', () => {
  const files = filesFor({ infos: ['NoEMails', 'NoSMS'], redirects: ['http://localhost:3000/back'] });
  for (const text of Object.values(files)) {
    expect(text).toContain('stats');
    expect(text).toContain(ADDRESSES.apiAddress);
    expect(text).toContain('NoEMails,NoSMS');
    expect(text).not.toMatch(/\{\{\w*\}\}/);
  }
  for (const name of ['README.txt', 'index.php', 'messages.mjs', 'messages.py']) {
    expect(files[`stats/${name}`]).toContain(ADDRESSES.signInPage);
    expect(files[`stats/${name}`]).toContain('http://localhost:3000/back');
  }
});

test.each([
  [['https://a.example/', 'http://127.0.0.1:3000/x'], 'http://127.0.0.1:3000/x', '127.0.0.1:3000'],
  [['http://localhost/'], 'http://localhost/', 'localhost:80'],
  [['http://[::1]:3000/', 'https://localhost/'], 'http://127.0.0.1:8000/', '127.0.0.1:8000'],
  [[], 'http://127.0.0.1:8000/', '127.0.0.1:8000'],
])('of the addresses %j, the programs use %s', (redirects, redirect, listen) => {
  const files = filesFor({ redirects });
  expect(files['stats/messages.py']).toContain(`REDIRECT = '${redirect}'`);
  expect(files['stats/README.txt']).toContain(`${redirect}\n`);
  expect(files['stats/README.txt']).toContain(`php -q -S ${listen} index.php`);
});

test('the same service has the same bytes in any time zone', () => {
  const zip = () => samplesZip(makeService(), ADDRESSES);
  beIn('America/St_Johns');
  const first = zip();
  beIn('Pacific/Kiritimati');
  expect(zip().equals(first)).toBe(true);
});

test('a name with a placeholder or with quotes stays as it is', () => {
  const name = "{{INFOS}} $& 'a' \\";
  expect(filesFor({ name })['stats/README.txt']).toContain(`sample code for ${name}\n`);
});

test('the instructions explain each error code', () => {
  const [, table = ''] = filesFor()['stats/README.txt']?.split('Error codes\n') ?? [];
  const explained = [...table.matchAll(/^ {2}(\d+) {2}\S/gm)].map(([, code]) => Number(code));
  expect(explained).toEqual([...new Set(Object.values(ERROR_CODES))].sort());
});

test('the instructions fit a terminal', () => {
  const lines = filesFor({ infos: INFOS })['stats/README.txt']?.split('\n') ?? [];
  expect(lines.filter(line => line.length > 80 && !/http|infos=/.test(line))).toEqual([]);
});
