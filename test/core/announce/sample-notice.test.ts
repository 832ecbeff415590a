import { expect, test } from 'vitest';
import { sampleNotice } from '../../../src/core/announce/sample-notice';
import { PRIVACY_LEVELS } from '../../../src/core/settings/settings';
import { t } from '../../translate';

test('a sample shows as much as the settings let a notification show', () => {
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
