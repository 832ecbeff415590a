import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A sign-in page without a form: it redirects back at once, with the `state` of the request. */
export interface SignInPage {
  address: string;
  answer(back: URL): void;
  close(): void;
}

export async function startSignInPage(): Promise<SignInPage> {
  const page: SignInPage = { address: '', answer: () => {}, close: () => void server.close() };
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('state', asked.get('state') ?? '');
    page.answer(back);
    response.writeHead(303, { Location: back.href, Connection: 'close' }).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  page.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return page;
}
