import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import { escapeXml } from '../../src/gateway/text/xml';

const PATH = '/interaction/';

export const interactionPath = (uid: string) => PATH + uid;

export const isInteraction = (request: IncomingMessage) => request.url?.startsWith(PATH) === true;

const page = (title: string, body: string) =>
  `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}`;

/** The provider's page that asks who the person is. Every password is right. */
const signInPage = (hint: unknown) =>
  page(
    'Sign in',
    `<form method="post">
<p><label>E-mail address <input name="user" value="${escapeXml(String(hint ?? ''))}"></label>
<p><label>Password <input name="password" type="password"></label>
<p><button name="answer" value="sign-in">Sign in</button> <button name="answer" value="cancel">Cancel</button>
</form>`,
  );

/** The provider's page that asks whether the gateway may read the mail. */
const consentPage = (user: string) =>
  page(
    'Allow access',
    `<p>${escapeXml(user)}: Facteur would like to read your mail.
<form method="post">
<p><button name="answer" value="allow">Allow</button> <button name="answer" value="cancel">Cancel</button>
</form>`,
  );

const CANCELLED = { error: 'access_denied', error_description: 'The person refused.' };

/** Answers the pages on which people sign in and allow the access. */
export async function answerInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  const { prompt, params, session } = details;
  if (request.method !== 'POST') {
    const shown =
      prompt.name === 'consent' ? consentPage(session?.accountId ?? '') : signInPage(params.login_hint);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(shown);
    return;
  }
  const fields = new URLSearchParams(await text(request));
  const finish = (result: Parameters<Provider['interactionFinished']>[2]) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  if (fields.get('answer') === 'cancel') return finish(CANCELLED);
  if (prompt.name === 'consent') return finish({ consent: { grantId: await allow(provider, details) } });
  const login = { accountId: fields.get('user')?.trim().toLowerCase() ?? '' };
  return finish({ login, select_account: {} });
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

async function allow(provider: Provider, { grantId, prompt, params, session }: Details): Promise<string> {
  const grant =
    (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
    new provider.Grant({
      accountId: session?.accountId ?? '',
      clientId: String(params.client_id),
    });
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = prompt.details as {
    missingOIDCScope?: string[];
    missingOIDCClaims?: string[];
    missingResourceScopes?: Record<string, string[]>;
  };
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) grant.addOIDCClaims(missingOIDCClaims);
  for (const [resource, scopes] of Object.entries(missingResourceScopes ?? {}))
    grant.addResourceScope(resource, scopes.join(' '));
  return grant.save();
}
