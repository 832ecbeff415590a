import { SETTINGS_STATES } from '../states/settings';
import { openStage } from './stage';

openStage(SETTINGS_STATES);
