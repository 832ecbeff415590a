import { openStage } from '../../gallery/pages/stage';
import { SETTINGS_STATES } from '../states';

openStage(SETTINGS_STATES);
