import { JSDOM } from 'jsdom';
import type { ParseDocument } from '../src/core/answer/parse-document';

const parser = new new JSDOM('').window.DOMParser();

export const parseDocument: ParseDocument = (text, type) => parser.parseFromString(text, type);
