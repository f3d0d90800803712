import { objectRefusals } from '../../../../analysis/refusals/objects';
import { refusedField } from '../../../wording/refusals';
import { objectPart } from '../../object-rule';

export const rejectedObject = objectPart(object => objectRefusals(object)?.map(refusal => refusedField(object, refusal)));
