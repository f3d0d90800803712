/** What was found out about failures by hand: a figure that nothing explains would be worth little. */
export const NOTES = '';
