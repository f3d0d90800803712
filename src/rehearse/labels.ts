/** A label of all objects that a rehearsal creates; its value is the id of the rehearsal. */
export const MADE_BY_REHEARSAL = 'cdk8s-zero-downtime/rehearsal';

/** A label of the journal from which objects are restored: it is removed last. */
export const JOURNAL_OF_REHEARSAL = 'cdk8s-zero-downtime/rehearsal-journal';
