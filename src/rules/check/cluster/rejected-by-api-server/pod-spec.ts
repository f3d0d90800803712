import { podRefusals } from '../../../../analysis/refusals/pods';
import { refusedField } from '../../../wording/refusals';
import { objectPart } from '../../object-rule';

export const podSpec = objectPart(object => podRefusals(object)?.map(refusal => refusedField(object, refusal)));
