import { POPUP_STATES } from '../states/popup';
import { openStage } from './stage';

openStage(POPUP_STATES);
