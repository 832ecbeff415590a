import { API_PATH, gatewayAddresses } from '../../../core/account/gateway-address';
import type { Gateway } from '../../access/gateway';
import { type Call, type Reply, redirect } from '../../http/http';
import { samplesZip } from '../../services/samples';
import type { Service } from '../../services/service';
import { html } from '../../text/html';
import { TEXTS } from '../../texts/language';
import { errorPage } from '../error';
import { copyField, hiddenFields, notice, pageReply } from '../layout';
import { listText } from '../locales';
import { serviceCard } from '../service-card';
import { forOperators } from './guard';
import { managedAddress } from './manager';

const ACTIONS: readonly string[] = ['approve', 'replace', 'refuse', 'delete'];

const findIn = async ({ services }: Gateway, id: string) =>
  (await services.register.all()).find(service => service.id === id);

/** `/manager/services/<id>`: one service, and what the operator can do with it. */
export const managedPage = (id: string, call: Call, gateway: Gateway) =>
  forOperators(async call => {
    const service = await findIn(gateway, id);
    return service === undefined ? errorPage('notFound', call.language) : servicePage(service, call, gateway);
  })(call, gateway);

/** Approves, refuses or deletes it, or gives it a new password, which is shown once. */
export const manageService = (id: string, call: Call, gateway: Gateway) =>
  forOperators(async call => {
    const form = await call.form();
    const service = await findIn(gateway, id);
    if (service === undefined) return errorPage('notFound', call.language);
    if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'manager', id)) {
      return errorPage('oldForm', call.language);
    }
    const action = form.get('action') ?? '';
    const { register } = gateway.services;
    if (!ACTIONS.includes(action)) return errorPage('badForm', call.language);
    gateway.log.info(`manager: ${id}: ${action}`);
    switch (action) {
      case 'approve':
        return approve(service, call, gateway);
      case 'replace':
        return servicePage(service, call, gateway, await register.replacePassword(id));
      case 'refuse':
        await register.refuse(id);
        return redirect(managedAddress(service));
      default:
        await register.remove(id);
        return redirect('/manager');
    }
  })(call, gateway);

/** Sample code and instructions for an approved service. */
export const samplesReply = (id: string, call: Call, gateway: Gateway) =>
  forOperators(async call => {
    const service = await findIn(gateway, id);
    if (service?.standing !== 'approved') return errorPage('notFound', call.language);
    const headers = {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${id}.zip"`,
    };
    return { status: 200, headers, body: samplesZip(service, gatewayAddresses(gateway.origin)) };
  })(call, gateway);

/** Lets a service in, and gives it its password if it has none. */
export async function approve(service: Service, call: Call, gateway: Gateway): Promise<Reply> {
  const password = await gateway.services.register.approve(service.id);
  return servicePage({ ...service, standing: 'approved' }, call, gateway, password);
}

/** `password`: a new one, which nobody can see again. */
function servicePage(service: Service, call: Call, { forms, origin }: Gateway, password?: string): Reply {
  const { language } = call;
  const { manager: texts, field, info: labels } = TEXTS[language];
  const { id, name, infos, redirects, standing } = service;
  const button = (action: string, text: string, isMain = false) =>
    html`<button class="button${isMain && ' main'}" name="action" value="${action}">${text}</button>`;
  const body = html`<h1 dir="auto">${name}</h1>
${serviceCard(service, html`<span class="soft">${texts[standing]}</span>`)}
<dl class="facts"><dt>${texts.infos}</dt><dd>${listText(
    infos.map(info => labels[info]),
    language,
  )}</dd>
<dt>${texts.redirects}</dt><dd dir="ltr">${redirects.map(address => html`<div>${address}</div>`)}</dd></dl>
${
  standing === 'approved' &&
  html`${copyField('service-id', 'SERVICE_ID', id, language)}
${password !== undefined && html`${copyField('service-password', 'SERVICE_PWD', password, language)}${notice('good', texts.passwordOnce)}`}
${copyField('api-address', field.api, origin + API_PATH, language)}
${copyField('sign-in-page', field.signInPage, `${origin}/sign-in?service=${id}`, language)}
<p><a href="${managedAddress(service)}/samples.zip">${texts.samples}</a></p>`
}
<form method="post" action="${managedAddress(service)}">
${hiddenFields({ form: forms.sign(call, 'manager', id) })}
<p class="actions">${standing !== 'approved' && button('approve', texts.approve, true)}
${standing !== 'refused' && button('refuse', texts.refuse)}
${standing === 'approved' && button('replace', texts.replacePassword)}
<a class="button" href="/manager">${texts.back}</a></p>
<details><summary>${texts.remove}</summary>
<p>${texts.removing}</p>${button('delete', texts.remove)}</details></form>`;
  return pageReply({ language, title: name, body, cookies: forms.cookiesFor(call), scripts: true });
}
