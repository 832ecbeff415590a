import { cut } from './answer-limits';

/** An element of an answer, from the browser's parser or from the repair. */
export interface Part {
  /** Without its namespace prefix, in lower case. */
  readonly name: string;
  /** The elements right in it. */
  readonly parts: Iterable<Part>;
  /** Whether there are no words in it and in its parts. */
  readonly isBlank: boolean;
  /**
   * The text in it and in its parts, without white space around it.
   * @param max how many UTF-16 units of the source are looked at; all by default
   */
  text(max?: number): string;
}

/** An element that the browser's parser has read. */
export class ElementPart implements Part {
  constructor(private readonly element: Element) {}

  get name(): string {
    return localName(this.element.tagName);
  }

  get parts(): Iterable<Part> {
    return partsOf(this.element);
  }

  get isBlank(): boolean {
    return this.text() === '';
  }

  text(max?: number): string {
    return cut((this.element.textContent ?? '').trim(), max);
  }
}

function* partsOf({ firstElementChild }: Element): Generator<Part> {
  for (let child = firstElementChild; child; child = child.nextElementSibling) yield new ElementPart(child);
}

/** An element's name without its namespace prefix, in lower case. */
export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toLowerCase();
}

/** The first part of each name. */
export function byName({ parts }: Part): Map<string, Part> {
  const found = new Map<string, Part>();
  for (const part of parts) if (!found.has(part.name)) found.set(part.name, part);
  return found;
}

/** All parts of a name, at any depth and in the answer's order, but none within another one. */
export function* within({ parts }: Part, name: string): Generator<Part> {
  const open = [parts[Symbol.iterator]()];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const { value: part, done } = last.next();
    if (done) open.pop();
    else if (part.name === name) yield part;
    else open.push(part.parts[Symbol.iterator]());
  }
}
