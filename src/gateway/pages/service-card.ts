import type { Gateway } from '../access/gateway';
import type { Call, Reply } from '../http/http';
import type { Service } from '../services/service';
import { type Content, html } from '../text/html';
import { errorPage } from './error';

const logoAddress = (id: string) => `/services/${id}/logo`;

/** Name, logo and website of a service, so that users see who asks. `more` stands below. */
export function serviceCard({ id, name, logo, site }: Service, more?: Content): Content {
  const address = id === 'facteur' ? '/icon.svg' : logo && logoAddress(id);
  return html`<div class="service">
${address === undefined ? html`<span class="no-logo" aria-hidden="true">${[...name][0]?.toUpperCase()}</span>` : html`<img src="${address}" alt="" width="48" height="48">`}
<div><strong><bdi>${name}</bdi></strong>
${site !== undefined && html`<a href="${site}" dir="ltr" target="_blank" rel="noopener noreferrer">${siteName(site)}</a>`}
${more}</div></div>`;
}

/** The address without its scheme and a slash at its end. */
const siteName = (site: string) => site.replace(/^https?:\/\//, '').replace(/\/$/, '');

/** `/services/<id>/logo` */
export async function logoReply(id: string, { language }: Call, { services }: Gateway): Promise<Reply> {
  const logo = (await services.find(id))?.logo;
  if (logo === undefined) return errorPage('notFound', language);
  return { status: 200, headers: { 'Content-Type': logo.type }, body: logo.content };
}
