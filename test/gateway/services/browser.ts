import { parseDocument } from '../../parse-document';

export interface Visited {
  readonly status: number;
  readonly address: string;
  readonly page: Document;
  /** The text of the page, without its title. */
  readonly text: string;
}

/** Opens pages of several servers as a browser does: follows redirects, and keeps cookies by host name. */
export function openBrowser() {
  const cookies = new Map<string, string>();

  async function load(address: string, body?: URLSearchParams): Promise<Visited> {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const init = body === undefined ? { headers } : { headers, method: 'POST', body };
    const response = await fetch(address, { ...init, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) return load(new URL(location, address).href);
    const page = parseDocument(await response.text(), 'text/html');
    return { status: response.status, address, page, text: page.body.textContent?.trim() ?? '' };
  }

  return {
    open: (address: string) => load(address),

    /** Follows the link with this text. */
    follow({ address, page }: Visited, text: string): Promise<Visited> {
      const link = [...page.querySelectorAll('a')].find(it => it.textContent === text);
      if (link === undefined) throw new Error(`no link ${text}: ${page.body.textContent}`);
      return load(new URL(link.getAttribute('href') ?? '', address).href);
    },

    /** Submits the form of the page, with some fields changed or added. */
    submit({ address, page }: Visited, filled: Readonly<Record<string, string>> = {}): Promise<Visited> {
      const form = page.querySelector('form');
      if (form === null) throw new Error(`no form: ${page.body.textContent}`);
      const fields = [...form.querySelectorAll<HTMLInputElement>('input, select')];
      const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      const action = new URL(form.getAttribute('action') ?? '', address).href;
      return load(action, new URLSearchParams({ ...values, ...filled }));
    },
  };
}
