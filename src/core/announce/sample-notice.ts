import { noticeId } from './notice-id';
import type { Notice, Wording } from './notices';

/** A notification of no mail at all, worded as one of a single mail would be. A second one replaces the first. */
export function sampleNotice({ notificationPrivacy, t }: Wording): Notice {
  return {
    id: noticeId('', 'sample'),
    about: 'mail',
    title: notificationPrivacy === 'count' ? t({ plural: 'newEmails', count: 1 }) : 'Facteur',
    message: notificationPrivacy === 'everything' ? t('sampleMail') : '',
    messageIds: [],
  };
}
