import { expect, test } from 'vitest';
import { sampleNotice } from '../../../src/core/announce/notices';
import { DEFAULT_SETTINGS, PRIVACY_LEVELS } from '../../../src/core/settings/settings';
import { t } from '../../translate';

test('the test notification follows the privacy setting', () => {
  const shown = PRIVACY_LEVELS.map(notificationPrivacy => {
    const { title, message } = sampleNotice({ ...DEFAULT_SETTINGS, notificationPrivacy, t });
    return [title, message];
  });
  expect(shown).toEqual([
    ['Facteur', t('sampleMail')],
    ['Facteur', ''],
    ['1 new e-mail', ''],
  ]);
});

test('the test notification has the buttons that the user chose', () => {
  const { buttons } = sampleNotice({ ...DEFAULT_SETTINGS, noticeButtons: ['delete', 'snooze'], t });
  expect(buttons).toEqual(['delete', 'snooze']);
});
