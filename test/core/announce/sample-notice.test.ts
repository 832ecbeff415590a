import { expect, test } from 'vitest';
import { sampleNotice } from '../../../src/core/announce/notices';
import { PRIVACY_LEVELS } from '../../../src/core/settings/settings';
import { t } from '../../translate';

test('the test notification follows the privacy setting', () => {
  const shown = PRIVACY_LEVELS.map(notificationPrivacy => {
    const { title, message } = sampleNotice({ notificationPrivacy, notificationsAtOnce: 3, t });
    return [title, message];
  });
  expect(shown).toEqual([
    ['Facteur', t('sampleMail')],
    ['Facteur', ''],
    ['1 new e-mail', ''],
  ]);
});
