import type { Gateway } from '../../access/gateway';
import { withQuery } from '../../access/return-address';
import type { Call, Reply } from '../../http/http';
import { type Html, html } from '../../text/html';
import { type PageLanguage, TEXTS } from '../../texts/language';
import { hiddenFields } from '../layout';
import { domainOf } from './failure-text';
import { type Obstacle, obstacleText, statusOf } from './form';
import { cancelAddress, signInFrame } from './frame';
import { fieldsOf, given, partsOf, type SignInTarget } from './target';

/** Whether the address decides how its person signs in: with a password here, or at a provider. */
export const asksAddressFirst = ({ oauth, own, accounts }: Gateway, { isDemo }: SignInTarget): boolean =>
  oauth !== undefined && !isDemo && (own !== undefined || accounts.hasFronts);

/** An address of a page's own address: RFC 5321, 4.5.3.1, allows 64 octets, the @ and 255 octets. */
export const shortAddress = (address: string): string => address.slice(0, 320);

/** The first step of a sign-in: asks for the address alone. */
export function addressPage(
  call: Call,
  gateway: Gateway,
  target: SignInTarget,
  address: string,
  obstacle?: Obstacle,
): Reply {
  const { forms, own } = gateway;
  const { signIn: texts, own: words, provider } = TEXTS[call.language];
  const unknown = own?.mayCorrect ? unknownServer(obstacle, target, call.language) : undefined;
  return signInFrame(call, gateway, target, {
    lead: own === undefined ? texts.forExtension : provider.lead,
    alert: obstacle !== undefined && (unknown ?? obstacleText(obstacle, gateway, call.language)),
    body: html`<form class="narrow" method="post" action="/sign-in" data-busy="${provider.busy}">
<div class="field"><label for="user">${own === undefined ? texts.user : words.address}</label>
<input id="user" name="user" dir="auto" value="${shortAddress(address)}" autocomplete="username" autocapitalize="none" spellcheck="false"${own !== undefined && html` inputmode="email"`} autofocus required></div>
${hiddenFields({ ...fieldsOf(target), form: forms.sign(call, 'sign-in', ...partsOf(target)) })}
<p class="actions"><button class="button main">${provider.next}</button>
<a class="button" href="${cancelAddress(target)}">${texts.cancel}</a></p>
</form>`,
    ...statusOf(obstacle),
  });
}

/** Leads on if no server was found. Most often, the address is wrong. */
function unknownServer(
  obstacle: Obstacle | undefined,
  target: SignInTarget,
  language: PageLanguage,
): Html | undefined {
  const form = obstacle?.kind === 'own' ? obstacle.form : undefined;
  if (form?.problem !== 'noServer' || form.provider !== undefined) return undefined;
  const { address } = form;
  const { provider: texts } = TEXTS[language];
  const link = withQuery('/sign-in', { ...given(target), address, server: '1' });
  return html`${texts.unknownDomain(domainOf(address))} <a href="${link}">${texts.enterServer}</a>`;
}
