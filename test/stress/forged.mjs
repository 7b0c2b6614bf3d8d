/** Which of the entries are forged. */
export const forgedAt = (i) => i % 9973 === 42;
