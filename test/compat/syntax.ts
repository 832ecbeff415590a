import { parseSync } from 'vite';

export interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Parses JavaScript. Throws on a syntax error. */
export function parseScript(code: string): Node {
  const { program, errors } = parseSync('script.js', code);
  if (errors[0]) throw new Error(errors[0].message);
  return program as unknown as Node;
}

export function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

export function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The name of a property, in a literal, a class or after a dot; undefined for a computed key. */
export function keyOf(node: Node): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (node.computed || !isNode(key)) return undefined;
  return String(key.type === 'Literal' ? key.value : key.name);
}

/** The names that a pattern declares: in a declaration, a parameter or a function. */
export function namesIn(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern.name)];
    case 'Property':
      return namesIn(pattern.value);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    default:
      return childrenOf(pattern).flatMap(namesIn);
  }
}
