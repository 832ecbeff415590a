import type { ParseDocument } from './parse-document';

/** How many different names to look up. HTML 4 has 252; further ones stay text. */
const MAX_NAMES = 300;

const MAX_ENTITIES = 100_000;

/** Returns a function from an entity's name to its characters; undefined if HTML doesn't know it. */
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
  // HTML decodes the start of some unknown names: `&notice;` becomes `¬ice;`.
  return new Map(
    found.filter(([name, characters]) => characters && (name === 'semi' || !characters.endsWith(';'))),
  );
}
