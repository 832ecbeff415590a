import type { Translate } from '../core/text/text';
import { Icon } from './Icon';
import { warningIcon } from './icons';

/** Stands in for a whole page where the browser can't read what Facteur has stored. */
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

/** Whether nothing is shown yet, and so this is to be: what is there already stays, for it was true a moment ago. */
export function isNothingShown(): boolean {
  return document.querySelector('main') === null;
}
