import { DATA, type Feature, indexOf, statementsAt, within } from './support';

const {
  'at-rules': AT_RULES = {},
  properties: PROPERTIES = {},
  selectors: SELECTORS = {},
  types: TYPES = {},
} = DATA.css;

/** By name only, because a function may belong to any type or property. */
const FUNCTIONS = indexOf([TYPES, ...within(TYPES), ...within(PROPERTIES)]);

/** Whether it is a vendor prefix or a custom property. */
const isPrefixed = (name: string) => name.startsWith('-');

/** The CSS features of a style sheet, except those inside `@supports`. */
export function featuresOfSheet(css: string): Feature[] {
  const features: Feature[] = [];
  const open: string[] = [];
  for (const { text, end } of piecesOf(css)) {
    const isRule = end === '{';
    if (!open.some(it => it.startsWith('@supports')))
      features.push(...(isRule ? ofPrelude(text, open) : ofDeclaration(text)));
    if (isRule) open.push(text);
    if (end === '}') open.pop();
  }
  return features;
}

/** Splits at each brace and semicolon outside of quotes and brackets. `end` is the separator. */
function* piecesOf(css: string): Generator<{ text: string; end: string }> {
  const tokens = css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .match(/"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[(){};]|[^"'(){};]+/gs);
  let text = '';
  let depth = 0;
  for (const token of tokens ?? []) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth > 0 || !/^[{};]$/.test(token)) {
      text += token;
      continue;
    }
    yield { text: text.trim(), end: token };
    text = '';
  }
}

function ofPrelude(text: string, open: readonly string[]): Feature[] {
  const [, rule] = /^@([\w-]+)/.exec(text) ?? [];
  const isNested = open.some(it => !it.startsWith('@'));
  const nesting = isNested ? [{ name: 'nesting', known: statementsAt(SELECTORS, ['nesting']) }] : [];
  if (rule !== undefined) return [...nesting, ...ofAtRule(rule, text)];
  const pseudos = [...text.matchAll(/:([a-z-]+)/g)].map(([, name = '']) => name);
  return [
    ...nesting,
    ...pseudos
      .filter(name => !isPrefixed(name))
      .map(name => ({ name: `:${name}`, known: statementsAt(SELECTORS, [name]) })),
  ];
}

function ofAtRule(rule: string, text: string): Feature[] {
  const features = [{ name: `@${rule}`, known: statementsAt(AT_RULES, [rule]) }];
  if (rule !== 'media') return features;
  const asked = [...text.matchAll(/\(([a-z-]+)/g)].map(([, name = '']) => name.replace(/^(min|max)-/, ''));
  const range = /[<>]/.test(text) ? ['range_syntax'] : [];
  return [
    ...features,
    ...[...asked, ...range].map(name => ({
      name: `@media ${name}`,
      known: statementsAt(AT_RULES, ['media', name]),
    })),
  ];
}

function ofDeclaration(text: string): Feature[] {
  const [, property, value = ''] = /^([\w-]+)\s*:(.*)$/s.exec(text) ?? [];
  if (property === undefined) return [];
  const functions = [...value.matchAll(/([a-z][a-z-]*)\(/g)].map(([, name = '']) => ({
    name: `${name}()`,
    known: FUNCTIONS.get(name) ?? [],
  }));
  if (isPrefixed(property)) return functions;
  const words = [...value.matchAll(/(?<![\w#.-])[a-z][a-z-]*(?![\w(-])/g)].map(([word]) => ({
    name: `${property}: ${word}`,
    known: statementsAt(PROPERTIES, [property, word]),
  }));
  return [
    { name: property, known: statementsAt(PROPERTIES, [property]) },
    ...functions,
    // The data lists only keywords that are newer than their property.
    ...words.filter(({ known }) => known.length > 0),
  ];
}
