import type { ParseDocument } from './parse-document';

/** Names that are looked up. HTML 4 has 252, and no mail has more; the others stay text. */
const MAX_NAMES = 300;

/** Entities among which they are looked for. */
const MAX_ENTITIES = 100_000;

/**
 * Gives the characters of the HTML entities in `text`, by name: undefined where HTML knows none such. They are all
 * looked up at once, when the first one is asked for.
 */
export function htmlEntities(text: string, parse: ParseDocument): (name: string) => string | undefined {
  let known: Map<string, string> | undefined;
  return name => {
    known ??= lookUp(namesIn(text), parse);
    return known.get(name);
  };
}

function namesIn(text: string): string[] {
  const names = new Set<string>();
  const entity = /&([a-z][a-z0-9]{1,31});/gi;
  for (let i = 0, match = entity.exec(text); match && i < MAX_ENTITIES && names.size < MAX_NAMES; i++) {
    names.add(match[1] ?? '');
    match = entity.exec(text);
  }
  return [...names];
}

function lookUp(names: readonly string[], parse: ParseDocument): Map<string, string> {
  const { body } = parse(names.map(name => `<p>&${name};</p>`).join(''), 'text/html');
  const found = names.map((name, index): [string, string] => [name, body.children[index]?.textContent ?? '']);
  // HTML reads the beginning of some unknown ones: `&notice;` as `¬ice;`.
  return new Map(
    found.filter(([name, characters]) => characters && (name === 'semi' || !characters.endsWith(';'))),
  );
}
