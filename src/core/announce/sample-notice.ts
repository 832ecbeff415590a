import { noticeId } from './notice-id';
import type { Notice, Wording } from './notices';

/** A test notification. A second one replaces the first. */
export function sampleNotice({ notificationPrivacy, t }: Wording): Notice {
  return {
    id: noticeId('', 'sample'),
    about: 'mail',
    title: notificationPrivacy === 'count' ? t({ plural: 'newEmails', count: 1 }) : 'Facteur',
    message: notificationPrivacy === 'everything' ? t('sampleMail') : '',
    messageIds: [],
  };
}
