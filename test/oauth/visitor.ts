import { parseDocument } from '../parse-document';

/** A person with a browser, who keeps cookies. */
interface Visitor {
  /** Goes to an address and follows redirects within its site. Ends with a page, or with the first address elsewhere. */
  open(address: URL, init?: RequestInit): Promise<Shown>;
}

interface Shown {
  readonly address: URL;
  /** Undefined for an address of another site, which is not visited. */
  readonly page: Document | undefined;
}

function createVisitor(site: string): Visitor {
  const cookies = new Map<string, string>();
  return {
    async open(address, init = {}) {
      let [next, options]: [URL, RequestInit] = [address, init];
      for (;;) {
        if (next.origin !== site) return { address: next, page: undefined };
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(next, { ...options, redirect: 'manual', headers: { cookie } });
        for (const line of response.headers.getSetCookie()) {
          const [name = '', ...value] = (line.split(';')[0] ?? '').split('=');
          cookies.set(name, value.join('='));
        }
        const text = await response.text();
        const location = response.headers.get('location');
        if (location === null) {
          if (!response.ok) throw new Error(`the provider says: ${response.status} ${text}`);
          return { address: next, page: parseDocument(text, 'text/html') };
        }
        [next, options] = [new URL(location, next), {}];
      }
    },
  };
}

/** Submits the page's form with these fields changed. */
function submit(visitor: Visitor, { address, page }: Shown, filled: Record<string, string>) {
  const form = page?.querySelector('form');
  if (!form) throw new Error(`no form: ${page?.body.textContent}`);
  const fields = new URLSearchParams();
  for (const { name, value } of form.querySelectorAll<HTMLInputElement>('input')) fields.set(name, value);
  for (const [name, value] of Object.entries(filled)) fields.set(name, value);
  const action = new URL(form.getAttribute('action') ?? '', address);
  return visitor.open(action, { method: 'POST', body: fields });
}

/** Answers the provider's pages until one has no form or another site's address is reached. */
async function answerPages(visitor: Visitor, shown: Shown, user: string, consents: boolean): Promise<Shown> {
  let now = shown;
  while (now.page?.querySelector('form')) {
    const asksWho = now.page.querySelector('input[name=user]') !== null;
    const answer = asksWho ? 'sign-in' : consents ? 'allow' : 'cancel';
    now = await submit(visitor, now, { answer, ...(asksWho && { user, password: 'any' }) });
  }
  return now;
}

/**
 * Signs in on the provider's pages and allows the access, unless `consents` is false. Returns the redirect address with
 * the provider's answer, which is not visited.
 */
export async function signInByFetch(page: string | URL, user: string, consents = true): Promise<URL> {
  const address = new URL(page);
  const visitor = createVisitor(address.origin);
  const end = await answerPages(visitor, await visitor.open(address), user, consents);
  if (end.page) throw new Error(`not sent back: ${end.page.body.textContent}`);
  return end.address;
}

/** Enters a device's code on the provider's page, signs in and allows the access, unless `consents` is false. */
export async function approveDevice(
  page: string,
  code: string,
  user: string,
  consents = true,
): Promise<void> {
  const address = new URL(page);
  const visitor = createVisitor(address.origin);
  const entered = await submit(visitor, await visitor.open(address), { user_code: code });
  await answerPages(visitor, await submit(visitor, entered, {}), user, consents);
}
