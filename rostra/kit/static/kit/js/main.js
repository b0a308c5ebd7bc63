export const x = 0;
