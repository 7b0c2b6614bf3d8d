/** Orders of names that are not the right one. */
export const compareLengths = (a: string, b: string): number => a.length - b.length;

export const compareUtf16 = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const compareFolded = (a: string, b: string): number => compareUtf16(a.toLowerCase(), b.toLowerCase());

export const inLocale = (a: string, b: string): number => a.localeCompare(b, 'en');
