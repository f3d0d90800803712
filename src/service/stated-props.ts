import { ZeroDowntimeServiceProps } from './props';
import { ZeroDowntimeWorkerProps } from './worker-props';
import { ZeroDowntimeWorkloadProps } from './workload-props';

/** The props of a service or of a worker: those that only the other one has are absent. */
export type StatedProps = ZeroDowntimeWorkloadProps & Partial<ZeroDowntimeServiceProps> & Partial<ZeroDowntimeWorkerProps>;
