/** A label of everything that a rehearsal makes; its value is the id of the rehearsal. */
export const MADE_BY_REHEARSAL = 'cdk8s-zero-downtime/rehearsal';
