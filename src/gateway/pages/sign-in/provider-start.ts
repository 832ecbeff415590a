import type { Gateway } from '../../access/gateway';
import { type Call, type Reply, redirect } from '../../http/http';
import { redirectAddress } from '../../oauth/redirect-address';
import { errorPage } from '../error';
import { logTrouble } from './log-trouble';
import { keepFlow, openOffer } from './provider-flow';
import { providerPage } from './provider-page';
import { addressOf, readTarget } from './target';

/** `/sign-in/<provider>?…&offer=…`, from {@link providerPage}: leads to the provider. With `another`, to another account. */
export async function startAtProvider(id: string, call: Call, gateway: Gateway): Promise<Reply> {
  const { language, query } = call;
  const { oauth, log } = gateway;
  const target = await readTarget(query, gateway);
  if (typeof target === 'string') return errorPage(target, language, target === 'unpinned');
  const inWindow = target.redirectUri !== undefined;
  const stray = () => errorPage('strayAnswer', language, inWindow, { signIn: addressOf(target) });
  // Only a person who follows the link begins: neither a prefetch nor a check of the link.
  if (call.method !== 'GET' || call.prefetch) return { status: 204 };
  const offer = openOffer(query.get('offer') ?? '', call, gateway, target);
  if (oauth === undefined || offer?.provider.id !== id) {
    log.warn('sign-in: refused a link to a provider');
    return stray();
  }
  const { provider, address } = offer;
  try {
    const back = redirectAddress(gateway, provider);
    const { page, check } = await oauth.clientOf(provider).begin(back, address, query.has('another'));
    const cookie = keepFlow(call, gateway, target, offer, check);
    if (cookie !== undefined) return redirect(page, [cookie]);
    log.warn('sign-in: not begun, as the state or the address to go back to is too long');
    return errorPage('badReturn', language, inWindow);
  } catch (error) {
    const kind = logTrouble(error, provider.id, log);
    return kind === 'forged' || kind === 'withdrawn'
      ? stray()
      : providerPage(call, gateway, target, offer, { kind });
  }
}
