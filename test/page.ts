import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

/** Renders into the document, or updates it, and runs effects. */
export async function show(content: ComponentChild): Promise<void> {
  await act(() => render(content, document.body));
}

export function all<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E[] {
  return [...within.querySelectorAll<E>(selector)];
}

export function one<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E {
  const [found, ...more] = all<E>(selector, within);
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} of ${selector}`);
  return found;
}

export function textOf(element: Element): string {
  return (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

export function buttons(within?: ParentNode): string[] {
  return all('button', within).map(textOf);
}

export function button(name: string, within?: ParentNode): HTMLButtonElement {
  const found = all<HTMLButtonElement>('button', within).filter(element => textOf(element) === name);
  const [first, ...more] = found;
  if (!first || more.length > 0) throw new Error(`${found.length} buttons named ${name}`);
  return first;
}

/** Runs `it` and then everything that doesn't wait for a timer. */
function actAndSettle(it: () => unknown): Promise<void> {
  return act(async () => {
    it();
    await new Promise(resolve => setImmediate(resolve));
  });
}

export function click(element: HTMLElement): Promise<void> {
  return actAndSettle(() => element.click());
}

/** Presses a key on the focused element. Returns whether the page prevented the browser's default. */
export async function pressKey(key: string, modifiers: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
  await actAndSettle(() => (document.activeElement ?? document.body).dispatchEvent(event));
  return event.defaultPrevented;
}

/** The input with this label. */
export function field(label: string): HTMLInputElement {
  const [found, ...more] = all<HTMLLabelElement>('label').filter(element => textOf(element) === label);
  if (!(found?.control instanceof HTMLInputElement) || more.length > 0) throw new Error(`no field ${label}`);
  return found.control;
}

/** The fieldset with this legend. */
export function group(legend: string): HTMLFieldSetElement {
  const [found, ...more] = all('legend').filter(element => textOf(element) === legend);
  if (!(found?.parentElement instanceof HTMLFieldSetElement) || more.length > 0)
    throw new Error(`no group ${legend}`);
  return found.parentElement;
}

/** The button with this accessible name. */
export function named(name: string): HTMLButtonElement {
  const [found, ...more] = all<HTMLButtonElement>('button').filter(
    element => (element.getAttribute('aria-label') ?? textOf(element)) === name,
  );
  if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} buttons named ${name}`);
  return found;
}

/** Chooses an option of a select by its text. */
export function choose(select: HTMLSelectElement, option: string): Promise<void> {
  const wanted = [...select.options].find(it => textOf(it) === option);
  if (!wanted) throw new Error(`no option ${option}`);
  return actAndSettle(() => {
    select.value = wanted.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** Submits a form, like Enter in one of its fields. */
export function submit(form: HTMLFormElement): Promise<void> {
  return actAndSettle(() => form.requestSubmit());
}

/** Replaces the text of a field and leaves it. */
export function fill(label: string, value: string): Promise<void> {
  return enter(field(label), value);
}

export function enter(input: HTMLInputElement, value: string): Promise<void> {
  return actAndSettle(() => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** The texts that `aria-describedby` refers to. */
export function describedBy(input: Element): string {
  const ids = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map(id => textOf(one(`[id="${id}"]`))).join(' ');
}

/** A promise with its resolve and reject functions. */
export function deferred<T>() {
  let settle = (_value: T) => {};
  let fail = (_error: Error) => {};
  const promise = new Promise<T>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  return {
    promise,
    settle: (value: T) => actAndSettle(() => settle(value)),
    fail: (error: Error) => actAndSettle(() => fail(error)),
  };
}
