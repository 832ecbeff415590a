import { parseSync } from 'vite';

/** A part of a program, as ESTree has it. */
export interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Reads JavaScript; throws where it is none. */
export function parseScript(code: string): Node {
  const { program, errors } = parseSync('script.js', code);
  if (errors[0]) throw new Error(errors[0].message);
  return program as unknown as Node;
}

/** The parts that a node is directly made of. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** A node and all that it is made of. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The name that a property goes by, in a literal, a class or behind a dot; undefined where it is worked out. */
export function keyOf(node: Node): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (node.computed || !isNode(key)) return undefined;
  return String(key.type === 'Literal' ? key.value : key.name);
}

/** The names that a pattern gives: those of a declaration, a parameter or a function. */
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
