import type { Gateway } from '../../access/gateway';
import { withQuery } from '../../access/return-address';
import { type Call, type Reply, redirect } from '../../http/http';
import { html } from '../../text/html';
import { TEXTS } from '../../texts/language';
import { hiddenFields } from '../layout';
import { shortAddress } from './address-page';
import { cancelAddress, signInFrame } from './frame';
import { sealKept } from './own-form';
import { failureStatus, type ProviderFailure, providerFailureText } from './provider-failure';
import { type Offer, sealOffer } from './provider-flow';
import { fieldsOf, given, partsOf, type SignInTarget, withAddress } from './target';

/** The second step of a sign-in: leads to the provider of the address. */
export function providerPage(
  call: Call,
  gateway: Gateway,
  target: SignInTarget,
  offer: Offer,
  failure?: ProviderFailure,
  cookies: readonly string[] = [],
): Reply {
  const { provider, address } = offer;
  const { signIn, provider: texts } = TEXTS[call.language];
  const link = withQuery(`/sign-in/${provider.id}`, {
    ...given(target),
    offer: sealOffer(call, gateway, target, offer),
    ...(failure?.kind === 'other' && { another: '1' }),
  });
  return signInFrame(call, gateway, target, {
    lead: texts.continueLead(provider.name),
    alert: failure !== undefined && providerFailureText(failure, offer, call.language),
    body: html`<div class="narrow">
<p class="chosen"><bdi>${address}</bdi> <a href="${withAddress(target, address)}">${texts.change}</a></p>
<p class="actions"><a class="button main" href="${link}" autofocus>${texts.continue(provider.name)}</a>
${failure?.kind === 'other' && html`<button class="button" form="other">${texts.useOther}</button>`}
<a class="button" href="${cancelAddress(target)}">${signIn.cancel}</a></p>
${failure?.kind === 'other' && otherForm(call, gateway, target, failure.signedIn)}
${passwordForm(call, gateway, target, offer)}
</div>`,
    ...(failure !== undefined && { status: failureStatus(failure) }),
    cookies,
  });
}

/** The same, as the answer to a form: so that a step back from the provider doesn't send the form again. */
export const toProviderPage = (call: Call, gateway: Gateway, target: SignInTarget, offer: Offer): Reply =>
  redirect(withQuery('/sign-in', { ...given(target), offer: sealOffer(call, gateway, target, offer) }));

/** Enters the address that the person has signed in with at the provider. */
function otherForm(call: Call, gateway: Gateway, target: SignInTarget, signedIn: string) {
  const hidden = hiddenFields({
    ...fieldsOf(target),
    user: shortAddress(signedIn),
    form: gateway.forms.sign(call, 'sign-in', ...partsOf(target)),
  });
  return html`<form id="other" method="post" action="/sign-in" data-busy="${TEXTS[call.language].provider.busy}">${hidden}</form>`;
}

/** For a provider that also gives passwords for mail programs. */
function passwordForm(call: Call, gateway: Gateway, target: SignInTarget, { address, found }: Offer) {
  if (!found?.provider?.needs?.includes('app-password')) return false;
  const form = {
    address,
    kept: { password: '', found, asked: undefined, pinned: undefined },
    server: found.server,
    user: found.user,
    problem: undefined,
  };
  const hidden = hiddenFields({
    ...fieldsOf(target),
    user: address,
    kept: sealKept(call, gateway, form),
    form: gateway.forms.sign(call, 'sign-in', ...partsOf(target)),
  });
  return html`<form class="also" method="post" action="/sign-in">${hidden}
<button class="button link" name="way" value="password">${TEXTS[call.language].provider.appPassword}</button></form>`;
}
