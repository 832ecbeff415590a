import type { Info } from '../../core/answer/api-vocabulary';
import type { Choice, Consent } from '../access/consent';
import type { Gateway } from '../access/gateway';
import { withQuery } from '../access/return-address';
import type { Call, Reply } from '../http/http';
import { FACTEUR, type Service } from '../services/service';
import { html } from '../text/html';
import { TEXTS } from '../texts/language';
import { hiddenFields, notice, pageReply } from './layout';
import { type PrivacyVisit, privacyAddress } from './privacy-visit';
import { serviceCard } from './service-card';

const CHOICES: readonly Choice[] = ['allowed', 'once', 'withheld'];

/** The decision of a user about a service, on its form. */
export type Decision =
  | { readonly kind: 'save'; readonly choices: ReadonlyMap<Info, Choice> }
  | { readonly kind: 'refuse' | 'withdraw' | 'forget' };

/** Undefined if the form is malformed. */
export function readDecision(form: URLSearchParams, { infos }: Service): Decision | undefined {
  const kind = form.get('choice');
  if (kind === 'refuse' || kind === 'withdraw' || kind === 'forget') return { kind };
  if (kind !== 'save') return undefined;
  const choices = new Map<Info, Choice>();
  for (const info of infos) {
    const choice = CHOICES.find(it => it === form.get(info));
    if (choice === undefined) return undefined;
    choices.set(info, choice);
  }
  return { kind, choices };
}

/** The form on which the user chooses what this service may see. */
export async function choicePage(
  visit: PrivacyVisit,
  service: Service,
  call: Call,
  gateway: Gateway,
): Promise<Reply> {
  const { language, query } = call;
  const { user, key, at, back } = visit;
  const { name } = service;
  const { privacy: texts, info: labels } = TEXTS[language];
  const consent = await gateway.consents.of(user, service.id);
  const isDecided = consent.refused || consent.choices.size > 0;
  const asked = (query.get('attributes') ?? '').split(',');
  const rows = service.infos.map(info => {
    const chosen = chosenFor(info, consent, asked);
    const options = CHOICES.map(
      choice =>
        html`<option value="${choice}"${choice === chosen && html` selected`}>${texts[choice]}</option>`,
    );
    return html`<div class="choice"><label for="${info}">${labels[info]}</label>
<select id="${info}" name="${info}">${options}</select></div>`;
  });
  const form = gateway.forms.sign(call, 'privacy', user, service.id);
  const body = html`<form method="post" action="${withQuery('/privacy', at === undefined ? {} : { at })}">
<h1>${texts.title(name)}</h1>
${service !== FACTEUR && serviceCard(service)}
<p>${texts.lead(name)}</p>
${consent.refused ? notice('bad', texts.refused(name)) : query.has('saved') && notice('good', texts.saved)}
<fieldset><legend>${texts.legend(name)}</legend>${rows}</fieldset>
<p class="soft">${texts.withholding(name)}${back !== undefined && ` ${texts.back(name)}`}</p>
${hiddenFields({ user, key, at, serviceId: service.id, urlRetour: back, form })}
<p class="actions"><button class="button main" name="choice" value="save">${texts.save}</button>
<button class="button" name="choice" value="refuse">${texts.refuse}</button></p>
${
  back === undefined &&
  service !== FACTEUR &&
  html`<p class="actions">
${isDecided && html`<button class="button" name="choice" value="withdraw">${texts.withdraw}</button>`}
<button class="button" name="choice" value="forget">${texts.forget}</button>
<a class="button" href="${privacyAddress(visit, {})}">${texts.services}</a></p>`
}
</form>`;
  return pageReply({
    language,
    title: texts.title(name),
    body,
    cookies: gateway.forms.cookiesFor(call),
    formTarget: back,
  });
}

/** Suggests to allow what the service asks for now, and nothing else. */
function chosenFor(info: Info, { choices }: Consent, asked: readonly string[]): Choice {
  return choices.get(info) ?? (asked.includes(info) ? 'allowed' : 'withheld');
}
