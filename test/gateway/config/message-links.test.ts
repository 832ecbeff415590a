import { describe, expect, test } from 'vitest';
import { createLinkTo, parseLinkChoice } from '../../../src/gateway/config/message-links';

test.each(['reader', 'webmail'])('the choice %s', word => {
  expect(parseLinkChoice(word)).toBe(word);
});

test.each([
  'https://mail.example/',
  'https://mail.example/{folder}/{uid}?id={message-id}&u={user}',
  'http://127.0.0.1:8080/{uid}',
  'http://localhost/{uid}',
])('the template %s', template => {
  expect(parseLinkChoice(template)).toEqual({ template });
});

test.each([
  '',
  'Reader',
  'mail.example/{uid}',
  'http://mail.example/{uid}',
  'ftp://127.0.0.1/{uid}',
  'javascript:alert("{uid}")',
  'https://mail.example/{id}',
  'https://mail.example/{}',
  'https://mail.example/{UID}',
  'https://mail.example/{constructor}',
])('%j is invalid', text => {
  expect(parseLinkChoice(text)).toBeUndefined();
});

const WEBMAIL = 'https://mail.example/';

describe('a link', () => {
  const link = (template: string, messageId = '<a/b+c@d>', webmail: string | undefined = WEBMAIL) =>
    createLinkTo({ template, user: 'jean+x@example.org', webmail })({
      messageId,
      place: { path: 'Réseau/Été & co', validity: '1', uid: 7 },
    });

  test.each([
    ['https://e.example/{message-id}', 'https://e.example/a%2Fb%2Bc%40d'],
    ['https://e.example/{folder}#{uid}', 'https://e.example/R%C3%A9seau%2F%C3%89t%C3%A9%20%26%20co#7'],
    ['https://e.example/{user}/{uid}/{uid}', 'https://e.example/jean%2Bx%40example.org/7/7'],
    ['https://e.example/', 'https://e.example/'],
  ])('for the template %s', (template, address) => {
    expect(link(template)).toBe(address);
  });

  test.each(['', '<>'])('for the Message-ID %j is the webmail if the template needs the Message-ID', none => {
    expect(link('https://e.example/{message-id}', none)).toBe(WEBMAIL);
    expect(link('https://e.example/{uid}', none)).toBe('https://e.example/7');
  });

  test('is undefined without a Message-ID and a webmail', () => {
    const linkTo = createLinkTo({
      template: 'https://e.example/{message-id}',
      user: 'jean',
      webmail: undefined,
    });
    expect(linkTo({ messageId: '', place: { path: 'INBOX', validity: '1', uid: 7 } })).toBeUndefined();
  });

  test('keeps a Message-ID that looks like a placeholder', () => {
    expect(link('https://e.example/{message-id}', '<{user}$&@x>')).toBe(
      'https://e.example/%7Buser%7D%24%26%40x',
    );
  });
});
