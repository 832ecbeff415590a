import { type ElementHandle, type Page, TimeoutError } from 'puppeteer-core';
import { waitFor } from '../../src/launcher/wait-for';

/** ms after which an element is looked for again: the page may have drawn another one in its place. */
const REDRAWN_WITHIN = 5_000;

/** Brings the page to the front, and waits for the element with this role and accessible name. */
export async function find(page: Page, role: string, name: string): Promise<ElementHandle<HTMLElement>> {
  // A background tab gets no clicks and is not redrawn.
  await page.bringToFront();
  const selector = `::-p-aria([name="${name}"][role="${role}"])`;
  const lookUp = async () => {
    for (const area of await areasWith(page, name)) {
      const found = await area.$(selector);
      if (found) return found;
    }
    return page.$(selector);
  };
  return (await waitFor(lookUp, found => found !== null)) as ElementHandle<HTMLElement>;
}

/** The areas around these words. Searching a whole large page by accessible name takes Firefox seconds. */
async function areasWith(page: Page, words: string): Promise<ElementHandle<Element>[]> {
  const areas = await page.evaluateHandle(words => {
    const isAbout = (element: Element) =>
      element.getAttribute('aria-label') === words || element.textContent?.trim() === words;
    const abouts = [...document.body.querySelectorAll('*')].filter(isAbout);
    const innermost = abouts.filter(it => !abouts.some(other => other !== it && it.contains(other)));
    return innermost.map(it => it.parentElement?.parentElement ?? document.body);
  }, words);
  const handles = [...(await areas.getProperties()).values()].map(it => it.asElement());
  return handles.filter(it => it !== null) as ElementHandle<Element>[];
}

/**
 * Clicks it once it has stopped moving, since new content above may push it down. Clicks again until it has received
 * the click: the page may have moved it or drawn another one in its place.
 */
async function click(page: Page, role: string, name: string): Promise<void> {
  const clickOnce = async () => {
    const found = await find(page, role, name);
    const clicks = await found.evaluateHandle(element => {
      const clicks: Event[] = [];
      element.addEventListener('click', event => clicks.push(event), { once: true });
      return clicks;
    });
    await found
      .asLocator()
      .setTimeout(REDRAWN_WITHIN)
      .click()
      .catch(error => {
        if (!(error instanceof TimeoutError)) throw error;
      });
    // The click may have closed the page.
    return clicks.evaluate(({ length }) => length > 0).catch(() => true);
  };
  await waitFor(clickOnce, isDone => isDone);
}

export async function press(page: Page, button: string): Promise<void> {
  await click(page, 'button', button);
}

export async function tick(page: Page, checkbox: string): Promise<void> {
  await click(page, 'checkbox', checkbox);
}

export async function fill(page: Page, field: string, text: string, role = 'textbox'): Promise<void> {
  const handle = await find(page, role, field);
  await handle.asLocator().fill(text);
}

/** Shows all fields of the form that adds an account. */
export async function openAdvanced(page: Page): Promise<void> {
  await page.click('.account-form details:not([open]) summary');
}

/** The text of the first element with that `role` attribute, or '' if there is none. */
export async function textOf(page: Page, role: string): Promise<string> {
  return page.evaluate(selector => document.querySelector(selector)?.textContent ?? '', `[role=${role}]`);
}

export async function problemIn(popup: Page): Promise<string> {
  return popup.evaluate(() => document.querySelector('.alert')?.textContent ?? '');
}
