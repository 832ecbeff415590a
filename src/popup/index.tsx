import { render } from 'preact';
import { ageText } from '../core/age';
import { totalCountsText } from '../core/counts';
import { IN_SIGHT } from '../core/glimpse';
import { type Glance, loadGlance } from '../platform/glance';
import { locale, setPageLanguage, translate } from '../platform/i18n';
import { Layout } from './Layout';
import type { FrameActions, Handover } from './props';
import { Shell } from './Shell';

let loading: Promise<typeof import('./late')> | undefined;

/** All but the first frame: what has the popup follow what is stored, its keys, its panels, what is wrong. */
function late() {
  loading ??= import('./late').catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Keys that are pressed before the late part is there, which knows what they mean. */
const early: KeyboardEvent[] = [];
const keep = (event: KeyboardEvent) => void early.push(event);

/** What the late part finds to be done when it is there. */
const handover: Handover = {
  check: false,
  drawn() {
    document.removeEventListener('keydown', keep);
    for (const event of early) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', event));
  },
};

/** What can be done before that is there is done as soon as it is. */
const actions: FrameActions = {
  async checkNow() {
    handover.check = true;
  },
  mailOpened: async account => (await late()).actions.mailOpened(account),
  openMail: async (account, link) => (await late()).actions.openMail(account, link),
  openWebmail: async account => (await late()).actions.openWebmail(account),
  openSettings: async form => (await late()).actions.openSettings(form),
};

function drawFirst({ accounts, mailboxes, seen }: Glance, now: number): void {
  const age = ageText({ accounts, mailboxes }, now, locale);
  const layout = (
    <Layout
      state={{ accounts, mailboxes }}
      seen={seen}
      now={now}
      locale={locale}
      t={translate}
      status={[translate(totalCountsText({ accounts, mailboxes }))]}
      age={age ? translate(age) : ''}
      checking={false}
      row={undefined}
      rowsAtMost={IN_SIGHT}
      setRow={() => {}}
      actions={actions}
      panel={undefined}
      setPanel={wanted => {
        if (wanted) handover.panel = wanted;
      }}
    />
  );
  render(<Shell draw={() => layout} />, document.body);
}

async function show(): Promise<void> {
  const now = Date.now();
  // What can't be read at a glance, the whole popup tells.
  const glance = await loadGlance(now).catch(() => undefined);
  if (glance) drawFirst(glance, now);
  else await (await late()).start(handover);
  // For who measures: the list is there (test/bench).
  performance.mark('list');
  if (glance) await (await late()).start(handover);
}

setPageLanguage(document);
document.addEventListener('keydown', keep);
void show();
