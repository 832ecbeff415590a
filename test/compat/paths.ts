import { childrenOf, isNode, keyOf, type Node, namesIn, nodesIn } from './syntax';

const GLOBAL_OBJECTS = ['globalThis', 'self', 'window'];

interface Declared {
  /** The number of declarations. With more than one, the name has a different meaning in each function. */
  times: number;
  /** The values that it gets. After `{ a: b } = c`, `b` is `c` with the key `a`. */
  readonly values: { readonly of: Node; readonly key?: string }[];
}

/**
 * Returns a function that resolves an expression to its path from the global object: after `const { b } = a`, `b.c` is
 * `a.b.c`. For a name with several declarations, only a path into the extension's API counts.
 */
export function pathsIn(program: Node): (node: unknown) => readonly string[] | undefined {
  const declared = namesDeclaredIn(program);
  const found = new Map<string, string[] | undefined>();

  function pathOf(node: unknown): string[] | undefined {
    if (!isNode(node)) return undefined;
    if (node.type === 'ChainExpression') return pathOf(node.expression);
    if (node.type === 'MemberExpression') return extend(pathOf(node.object), keyOf(node));
    return node.type === 'Identifier' ? pathOfName(String(node.name)) : undefined;
  }

  function pathOfName(name: string): string[] | undefined {
    const own = declared.get(name);
    if (!own) return [name];
    if (found.has(name)) return found.get(name);
    // A name that depends on itself has no path.
    found.set(name, undefined);
    const paths = own.values.map(({ of, key }) => (key === undefined ? pathOf(of) : extend(pathOf(of), key)));
    const path = paths.find(it => it?.[0] === 'chrome' || (it && own.times === 1));
    found.set(name, path);
    return path;
  }

  return pathOf;
}

function extend(path: string[] | undefined, key: string | undefined): string[] | undefined {
  if (!path || key === undefined) return undefined;
  return path.length === 1 && GLOBAL_OBJECTS.includes(path[0] ?? '') ? [key] : [...path, key];
}

function namesDeclaredIn(program: Node): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>();
  const entryOf = (name: string) => {
    const entry = declared.get(name) ?? { times: 0, values: [] };
    declared.set(name, entry);
    return entry;
  };
  for (const { type, id, init, params = [], param, left, right } of nodesIn(program)) {
    for (const pattern of [id, param, params].flat())
      for (const name of namesIn(pattern)) entryOf(name).times += 1;
    const [target, value] = type === 'AssignmentExpression' ? [left, right] : [id, init];
    if (!isNode(target) || !isNode(value)) continue;
    if (target.type === 'Identifier') entryOf(String(target.name)).values.push({ of: value });
    if (target.type !== 'ObjectPattern') continue;
    for (const property of childrenOf(target))
      for (const name of namesIn(property))
        entryOf(name).values.push({ of: value, key: keyOf(property) ?? '' });
  }
  return declared;
}
