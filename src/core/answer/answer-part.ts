import { cut } from './answer-limits';

export interface Part {
  /** Lower case, no namespace prefix. */
  readonly name: string;
  readonly parts: Iterable<Part>;
  readonly isBlank: boolean;
  /**
   * Trimmed, with all descendants.
   * @param max UTF-16 units of the source to read; all by default
   */
  text(max?: number): string;
}

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

export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toLowerCase();
}

export function byName({ parts }: Part): Map<string, Part> {
  const found = new Map<string, Part>();
  for (const part of parts) if (!found.has(part.name)) found.set(part.name, part);
  return found;
}

/** All descendants with this name, in document order; does not look inside a match. */
export function* within({ parts }: Part, name: string): Generator<Part> {
  const open = [parts[Symbol.iterator]()];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const { value: part, done } = last.next();
    if (done) open.pop();
    else if (part.name === name) yield part;
    else open.push(part.parts[Symbol.iterator]());
  }
}
