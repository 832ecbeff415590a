import { openStage } from '../../gallery/pages/stage';
import { POPUP_STATES } from '../states';

openStage(POPUP_STATES);
