import type { Gateway } from '../access/gateway';
import { withQuery } from '../access/return-address';
import { type Call, type Reply, redirect } from '../http/http';
import { FACTEUR, type Service } from '../services/service';
import { codeOf } from '../shared/error-code';
import { html } from '../text/html';
import { TEXTS } from '../texts/language';
import { choicePage, type Decision, readDecision } from './choice';
import { shortDate } from './dates';
import { errorPage } from './error';
import { notice, pageReply } from './layout';
import { listText } from './locales';
import { type PrivacyVisit, privacyAddress, readPrivacyVisit, readReturn } from './privacy-visit';
import { serviceCard } from './service-card';

/**
 * `/privacy?user=…&key=…`: the services that see something of the mailbox. With `serviceId`, or if there is only
 * Facteur: what this service may see; `attributes` are the infos that it asks for, and `urlRetour` is where to return.
 */
export async function privacyPage(call: Call, gateway: Gateway): Promise<Reply> {
  const { language, query } = call;
  const visit = await readPrivacyVisit(query, call, gateway);
  if (visit === undefined) {
    const inWindow = (await readReturn(query, gateway)) !== undefined;
    if (query.has('key')) return errorPage('badKey', language, inWindow);
    // A person who signs in sees their own page, also after another person's link.
    const { user: _, ...asked } = Object.fromEntries(query);
    return redirect(withQuery('/sign-in', { next: withQuery('/privacy', asked) }));
  }
  if (visit.service !== undefined) return choicePage(visit, visit.service, call, gateway);
  if (query.has('serviceId')) return errorPage('notFound', language);
  const services = await servicesFor(visit.user, gateway);
  if (services.length === 1) return choicePage(visit, FACTEUR, call, gateway);
  return listPage(visit, services, call, gateway);
}

/** Facteur, and the services that have asked about the user or about which the user has decided. */
async function servicesFor(user: string, gateway: Gateway): Promise<readonly Service[]> {
  const asked = (await gateway.lastAsked.of(user)).keys();
  const ids = new Set([FACTEUR.id, ...(await gateway.consents.servicesOf(user)), ...asked]);
  const found = await Promise.all([...ids].map(id => gateway.services.find(id)));
  return found.filter(service => service !== undefined);
}

async function listPage(
  visit: PrivacyVisit,
  services: readonly Service[],
  { language, query }: Call,
  { lastAsked, now }: Gateway,
): Promise<Reply> {
  const { privacy: texts, info: labels } = TEXTS[language];
  const calls = await lastAsked.of(visit.user);
  const rows = services.map(service => {
    const call = calls.get(service.id);
    const when = call && shortDate(new Date(call.at), now(), language);
    const what = listText(call?.infos.map(info => labels[info]) ?? [], language);
    const said = when === undefined ? texts.neverAsked : texts.lastAsked(when, what);
    return html`<li>${serviceCard(service, html`<span class="soft">${said}</span>`)}
<a class="button" href="${privacyAddress(visit, { serviceId: service.id })}" aria-label="${texts.change}: ${service.name}">${texts.change}</a></li>`;
  });
  const body = html`<h1>${texts.services}</h1>
<p>${texts.servicesLead}</p>
${query.has('saved') && notice('good', texts.saved)}
<ul class="services">${rows}</ul>`;
  return pageReply({ language, title: texts.services, body });
}

export async function savePrivacy(call: Call, gateway: Gateway): Promise<Reply> {
  const form = await call.form();
  const visit = await readPrivacyVisit(form, call, gateway);
  const inWindow = (await readReturn(form, gateway)) !== undefined;
  if (visit === undefined) return errorPage('badKey', call.language, inWindow);
  const { user, service, back } = visit;
  if (service === undefined) return errorPage('notFound', call.language);
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'privacy', user, service.id)) {
    return errorPage('oldForm', call.language, inWindow);
  }
  const decision = readDecision(form, service);
  if (decision === undefined) return errorPage('badForm', call.language);
  try {
    await carryOut(decision, user, service, gateway);
  } catch (error) {
    gateway.log.error(`privacy: choice not saved (${codeOf(error)})`);
    return errorPage('unsaved', call.language, inWindow);
  }
  gateway.audit({ event: 'consent', user, service: service.id, decision: DECISIONS[decision.kind] });
  gateway.log.info(`privacy: ${decision.kind} for ${service.id}`);
  if (back !== undefined) return redirect(back);
  const next = decision.kind === 'forget' ? {} : { serviceId: service.id };
  return redirect(privacyAddress(visit, { ...next, saved: decision.kind }));
}

const DECISIONS = { save: 'chosen', refuse: 'refused', withdraw: 'withdrawn', forget: 'withdrawn' } as const;

async function carryOut(
  decision: Decision,
  user: string,
  { id }: Service,
  { consents, lastAsked }: Gateway,
): Promise<void> {
  switch (decision.kind) {
    case 'save':
      return consents.choose(user, id, decision.choices);
    case 'refuse':
      return consents.refuse(user, id);
    case 'withdraw':
      return consents.withdraw(user, id);
    case 'forget':
      await consents.withdraw(user, id);
      return lastAsked.forget(user, id);
  }
}
