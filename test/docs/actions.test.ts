import { expect, test } from 'vitest';
import {
  ACTION_STATUSES,
  MAIL_ACTIONS,
  POST_ACTIONS,
  REFUSAL_REASONS,
} from '../../src/core/answer/api-vocabulary';
import { parseXml } from '../gateway/open-gateway';
import { PAGES } from './pages';

const page = PAGES.get('docs/actions.md') ?? '';
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
const inCells = (heading: string) => {
  const [, table = ''] = page.split(`| \`${heading}\` |`);
  return [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
};

test('the page about actions has a request and an answer for each', () => {
  const requests = blocks('http').flatMap(text => /^POST \S+\?action=(\w+) /.exec(text)?.[1] ?? []);
  expect([...new Set(requests)].toSorted()).toEqual([...POST_ACTIONS].toSorted());
});

test('the page about actions shows answers as the gateway writes them', () => {
  for (const text of blocks('xml')) {
    const xml = parseXml(text);
    for (const status of xml.querySelectorAll('status'))
      expect(ACTION_STATUSES).toContain(status.textContent);
    for (const reason of xml.querySelectorAll('reason'))
      expect(REFUSAL_REASONS).toContain(reason.textContent);
  }
  expect(page).toContain(`<SupportedActions>${MAIL_ACTIONS.join()}</SupportedActions>`);
});

test('the page about actions explains each status and each reason', () => {
  expect(inCells('status')).toEqual(ACTION_STATUSES);
  expect(inCells('reason')).toEqual(REFUSAL_REASONS);
});
