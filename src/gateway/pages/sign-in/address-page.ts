import type { Gateway } from '../../access/gateway';
import type { Call, Reply } from '../../http/http';
import { html } from '../../text/html';
import { TEXTS } from '../../texts/language';
import { hiddenFields } from '../layout';
import { type Obstacle, obstacleText, statusOf } from './form';
import { cancelAddress, signInFrame } from './frame';
import { fieldsOf, partsOf, type SignInTarget } from './target';

/** Whether the address decides how its person signs in: with a password here, or at a provider. */
export const asksAddressFirst = ({ oauth, own, accounts }: Gateway, { isDemo }: SignInTarget): boolean =>
  oauth !== undefined && !isDemo && (own !== undefined || accounts.hasFronts);

/** RFC 5321, 4.5.3.1: 64 octets, the @ and 255 octets. */
const MOST_ADDRESS = 320;

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
  return signInFrame(call, gateway, target, {
    lead: own === undefined ? texts.forExtension : provider.lead,
    alert: obstacle !== undefined && obstacleText(obstacle, gateway, call.language),
    body: html`<form class="narrow" method="post" action="/sign-in" data-busy="${provider.busy}">
<div class="field"><label for="user">${own === undefined ? texts.user : words.address}</label>
<input id="user" name="user" dir="auto" value="${address.slice(0, MOST_ADDRESS)}" autocomplete="username" autocapitalize="none" spellcheck="false"${own !== undefined && html` inputmode="email"`} autofocus required></div>
${hiddenFields({ ...fieldsOf(target), form: forms.sign(call, 'sign-in', ...partsOf(target)) })}
<p class="actions"><button class="button main">${provider.next}</button>
<a class="button" href="${cancelAddress(target)}">${texts.cancel}</a></p>
</form>`,
    ...statusOf(obstacle),
  });
}
