import { PhaseKind } from '../../timeline/model';

/** The names of the phases of a pod. */
export const PHASE_NAMES: Record<PhaseKind, string> = {
  starting: 'starting',
  proving: 'ready, not yet available',
  serving: 'serving',
  covering: 'stopping, but serves while no other pod does',
  stopping: 'stop delay',
  draining: 'after SIGTERM',
};

/** How much lower than its lane a phase is drawn, so that it is told apart without colours. */
export const PHASE_INSETS: Record<PhaseKind, number> = {
  starting: 6,
  proving: 3,
  serving: 0,
  covering: 2,
  stopping: 4,
  draining: 6,
};
