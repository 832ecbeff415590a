import { expect, test } from 'vitest';
import {
  ACTION_STATUSES,
  MAIL_ACTIONS,
  POST_ACTIONS,
  REFUSAL_REASONS,
} from '../../src/core/answer/api-vocabulary';
import { readAnswer } from '../../src/core/answer/read-answer';
import { parseXml } from '../gateway/open-gateway';
import { parseDocument } from '../parse-document';
import { PAGES } from './pages';

const page = PAGES.get('docs/actions.md') ?? '';
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language = '', text = '']) => ({
  language,
  text,
}));
/** Each request with an action, and the block that follows. */
const calls = blocks.flatMap(({ text }, i) => {
  const [, action, body = ''] = /^POST \S+\?action=(\w+) .*\n\n(.*)/s.exec(text) ?? [];
  const ids = new URLSearchParams(body.trim()).getAll('msg_id');
  return action === undefined ? [] : [{ action, ids, answer: blocks[i + 1] }];
});
const inCells = (heading: string) => {
  const [, table = ''] = page.split(`| \`${heading}\` |`);
  return [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
};

test('the page about actions has a request and an answer for each', () => {
  expect([...new Set(calls.map(({ action }) => action))].toSorted()).toEqual([...POST_ACTIONS].toSorted());
  for (const { answer } of calls) expect(answer?.language).toBe('xml');
});

test.each(calls)('the page about actions shows an answer to $action as clients read it', call => {
  const { action, ids, answer } = call;
  const reading = readAnswer(answer?.text ?? '', parseDocument);
  const told = reading.kind === 'results' ? reading.results : [];
  const isAll = action === 'markAllRead';
  expect(told.map(({ messageId }) => messageId).slice(0, isAll ? ids.length : undefined)).toEqual(ids);
  const xml = parseXml(answer?.text ?? '');
  const words = (name: string) => [...xml.querySelectorAll(name)].map(({ textContent }) => textContent);
  expect(words('status')).toEqual(told.map(({ status }) => status));
  expect(words('reason')).toEqual(told.flatMap(({ reason }) => reason ?? []));
});

test('the page about actions shows what a server can do as the gateway writes it', () => {
  for (const { text } of blocks.filter(({ language }) => language === 'xml')) parseXml(text);
  expect(page).toContain(`<SupportedActions>${MAIL_ACTIONS.join()}</SupportedActions>`);
});

test('the page about actions explains each status and each reason', () => {
  expect(inCells('status')).toEqual(ACTION_STATUSES);
  expect(inCells('reason')).toEqual(REFUSAL_REASONS);
});
