/** A question is cut after so many different terms; a whole article pasted in has about 150. */
export const MOST_TERMS = 64
/** So many of the first stage are ordered anew by all terms; pages beyond them keep the order of the first stage. */
export const RESCORED = 200
export const MOST_RANGES = 40
