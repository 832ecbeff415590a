import type { CompatStatement } from '@mdn/browser-compat-data';
import { featuresOfElement } from './page';
import { pathsIn } from './paths';
import { DATA, EXTENSION_API, entryAt, type Feature, indexOf, statementsAt, within } from './support';
import { childrenOf, isNode, keyOf, type Node, nodesIn, parseScript } from './syntax';

const { api, javascript } = DATA;
const BUILT_IN = javascript.builtins ?? {};

const OTHER_NAMES: Readonly<Record<string, string>> = { contextMenus: 'menus' };

/** All members of the extension's API, of the web platform and of the language, by name only. */
const MEMBERS = indexOf([
  ...[api, BUILT_IN, BUILT_IN.Intl, EXTENSION_API].flatMap(within),
  ...within(EXTENSION_API).flatMap(within),
]);

/**
 * The features that a script uses: of the extension's API, the web platform and the language's built-in objects. It
 * leaves out optional calls (`x.f?.()`), members that the same function tests, and syntax, which the build compiles
 * for the minimum versions. If the type of an object is unknown, a member stands for all known members of its name,
 * unless the script itself defines members of that name.
 * @param code JavaScript, with all modules in one
 */
export function featuresOfScript(code: string): Feature[] {
  const program = parseScript(code);
  const pathOf = pathsIn(program);
  const nodes = [...nodesIn(program)];
  const ownMembers = new Set(nodes.flatMap(membersMadeBy));
  const texts = new Set(nodes.flatMap(({ type, value }) => (type === 'Literal' ? String(value) : [])));

  function featureOf(node: Node): Feature | undefined {
    const path = pathOf(node);
    if (path?.[0] === 'chrome') return path.length > 1 ? ofExtension(path.slice(1)) : undefined;
    const known = path && path.length <= 2 ? ofGlobal(path) : [];
    if (path && known.length > 0) return { name: path.join('.'), known };
    const name = node.type === 'MemberExpression' ? (keyOf(node) ?? '') : '';
    const members = ownMembers.has(name) ? undefined : MEMBERS.get(name);
    return members && { name: `.${name}`, known: members };
  }

  function* visit(node: Node, tested: ReadonlySet<string>, isAskedFor: boolean): Generator<Feature> {
    const inside = isFunction(node) ? new Set([...tested, ...testedIn(node)]) : tested;
    const name = node.type === 'Identifier' ? String(node.name) : keyOf(node);
    const isUse = node.type === 'Identifier' || node.type === 'MemberExpression';
    const feature = isUse && !isAskedFor && name !== undefined && !inside.has(name) && featureOf(node);
    if (feature) yield feature;
    if (node.computed) yield* ofAnyOf(pathOf(node.object), texts);
    yield* ofElement(node);
    for (const child of referencesIn(node))
      yield* visit(child, inside, node.optional === true && child === node.callee);
  }

  return [...visit(program, testedIn(program), false)];
}

function membersMadeBy(node: Node): string[] {
  if (node.type === 'ObjectExpression' || node.type === 'ClassBody')
    return childrenOf(node).flatMap(member => keyOf(member) ?? []);
  const { left } = node;
  const isOfThis = isNode(left) && isNode(left.object) && left.object.type === 'ThisExpression';
  return isOfThis ? [keyOf(left) ?? ''] : [];
}

/** A member of the extension's API, by its path. A method of an event counts as the event. */
function ofExtension(path: readonly string[]): Feature {
  const event = path.findIndex(name => /^on[A-Z]/.test(name));
  const known = path.slice(0, event < 0 ? undefined : event + 1).map(name => OTHER_NAMES[name] ?? name);
  return { name: ['browser', ...path].join('.'), known: statementsAt(EXTENSION_API, known) };
}

/** For `browser.a[b]`: all members of `browser.a` whose name is a string in the script. */
function ofAnyOf(path: readonly string[] | undefined, texts: ReadonlySet<string>): Feature[] {
  if (path?.[0] !== 'chrome') return [];
  const names = Object.keys(entryAt(EXTENSION_API, path.slice(1)) ?? {});
  return names.filter(name => texts.has(name)).map(name => ofExtension([...path.slice(1), name]));
}

/** `a` or `a.b` for a global `a`: an interface, a built-in object, or an object such as `document` of `Document`. */
function ofGlobal([first = '', second]: readonly string[]): CompatStatement[] {
  const kind = first.charAt(0).toUpperCase() + first.slice(1);
  const alone = [[first], ['Window', first]];
  const paths =
    second === undefined
      ? alone
      : [first, kind].flatMap(of => [`${of} ${second}`, `${of} ${second}_static`]).map(it => it.split(' '));
  return [BUILT_IN, api].flatMap(part => paths.flatMap(path => statementsAt(part, path)));
}

/** The element of a call like `jsx('p', {…})`, which JSX compiles to. */
function* ofElement({ arguments: given }: Node): Generator<Feature> {
  const [tag, props] = Array.isArray(given) ? given.filter(isNode) : [];
  if (tag?.type !== 'Literal' || props?.type !== 'ObjectExpression') return;
  yield* featuresOfElement(
    String(tag.value),
    childrenOf(props).flatMap(prop => keyOf(prop) ?? []),
  );
}

/** The children of a node, without the names of members, labels and declarations. */
function referencesIn(node: Node): Node[] {
  const named = node.computed ? [] : [node.type === 'MemberExpression' ? node.property : node.key];
  const mere = [...named, node.label, node.id];
  return childrenOf(node).filter(child => !mere.includes(child) || child.type !== 'Identifier');
}

const isFunction = ({ type }: Node) => type.includes('Function');

/** The members and global names that a function (or the script outside functions) tests in a condition. */
function testedIn(node: Node): Set<string> {
  const found = new Set<string>();
  const look = (part: Node, isTested: boolean) => {
    const { type, test, left, argument, operator } = part;
    if (isTested && type === 'MemberExpression') found.add(keyOf(part) ?? '');
    if (operator === 'typeof' && isNode(argument)) found.add(keyOf(argument) ?? String(argument.name));
    if (operator === 'in' && isNode(left) && left.type === 'Literal') found.add(String(left.value));
    const passes = type === 'LogicalExpression' || operator === '!';
    for (const child of childrenOf(part))
      if (!isFunction(child)) look(child, child === test || (passes && (isTested || child === left)));
  };
  look(node, false);
  return found;
}
