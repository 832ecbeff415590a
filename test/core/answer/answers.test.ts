import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeAnswer } from '../../../src/core/answer/decode';
import { readAnswer } from '../../../src/core/answer/read-answer';
import { ANSWERS, answerBytes, contentType, expectedFile } from '../../answers';
import { parseDocument } from '../../parse-document';

test.each(ANSWERS)('%s reads as written down', async file => {
  const reading = readAnswer(decodeAnswer(answerBytes(file), contentType(file)), parseDocument);
  await expect(`${JSON.stringify(reading, null, 2)}\n`).toMatchFileSnapshot(expectedFile(file));
});

test('the README of the answers names every one', () => {
  const readme = readFileSync('test/answers/README.md', 'utf8');
  const named = [...readme.matchAll(/^- `([^`]+)`/gm)].map(([, file]) => file).sort();
  expect(named).toEqual(ANSWERS);
});
