import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../../src/build/package/zip';
import { beIn, comeHome } from '../../time-zone';

const FILES = new Map([
  ['manifest.json', Buffer.from('{}')],
  ['_locales/fr/messages.json', Buffer.from('{"name":{"message":"Facteur"}}')],
  ['Icons/é.png', Buffer.from([0, 1, 2, 255])],
  ['src/empty.html', Buffer.from('')],
]);

comeHome();

test('unpacking gives the same files', () => {
  const unpacked = Object.entries(unzipSync(zipOf(FILES))).map(
    ([path, bytes]) => [path, Buffer.from(bytes)] as const,
  );
  expect(new Map(unpacked)).toEqual(FILES);
});

describe('the same files make the same bytes', () => {
  test.each(['America/St_Johns', 'Pacific/Kiritimati', 'Asia/Kathmandu'])('in %s', zone => {
    beIn('UTC');
    const atHome = zipOf(FILES);
    beIn(zone);
    expect(Buffer.compare(zipOf(FILES), atHome)).toBe(0);
  });

  test('in any order', () => {
    const turned = new Map([...FILES].reverse());
    expect(Buffer.compare(zipOf(turned), zipOf(FILES))).toBe(0);
  });
});
