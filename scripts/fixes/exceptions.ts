/** What a fix of a rule makes room for, and why that is no harm. */
export const FOLLOWED_BY: { readonly [rule: string]: { readonly [next: string]: string } } = {
  'dangling-service': { 'pdb-missing': 'pods that get requests again have users to lose' },
};
