import type { Translate } from '../core/text/text';
import { Icon } from './Icon';
import { warningIcon } from './icons';

/** Replaces the whole page if the browser can't read Facteur's storage. */
export function Unreadable({ t }: { t: Translate }) {
  return (
    <main>
      <div class="empty" role="alert">
        <Icon icon={warningIcon} />
        <h1>{t('storageUnreadable')}</h1>
        <p>{t('storageUnreadableHelp')}</p>
      </div>
    </main>
  );
}

/** Whether the page is still empty. If not, the last rendered state is better than an error page. */
export function isNothingShown(): boolean {
  return document.querySelector('main') === null;
}
