/** A label of everything that a rehearsal makes; its value is the id of the rehearsal. */
export const MADE_BY_REHEARSAL = 'cdk8s-zero-downtime/rehearsal';

/** A label of what remembers how to put things back: it is removed last. */
export const JOURNAL_OF_REHEARSAL = 'cdk8s-zero-downtime/rehearsal-journal';
