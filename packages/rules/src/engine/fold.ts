/** How text and phrases are compared: case, Latin accents, kinds of quotes and runs of white space make no difference. */

const firstBeyondLatin = 0x250;

let latin: Uint16Array | undefined;

/** Folded code units below U+0250: lower case, without accents. */
function latinFolds(): Uint16Array {
  if (latin) return latin;
  const table = new Uint16Array(firstBeyondLatin);
  for (let code = 0; code < firstBeyondLatin; code++) {
    const lower = String.fromCharCode(code).toLowerCase();
    const base = lower.normalize('NFD').charCodeAt(0);
    table[code] = lower.length === 1 || isAsciiAlphanumeric(base) ? base : code;
  }
  // Letters with a stroke, which Unicode does not take apart: đ, ı, ł, ø.
  for (const [stroked, base] of ['đd', 'Đd', 'ıi', 'łl', 'Łl', 'øo', 'Øo']) table[stroked!.charCodeAt(0)] = base!.charCodeAt(0);
  table[0x60] = 0x27;
  table[0xb4] = 0x27;
  latin = table;
  return table;
}

export const space = 0x20;

export function isWhiteSpace(code: number): boolean {
  return (
    code <= space ||
    code === 0x7f ||
    code === 0x85 ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x3000
  );
}

export function isAsciiAlphanumeric(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/** One code unit, folded. */
export function fold(code: number): number {
  if (isWhiteSpace(code)) return space;
  if (code < firstBeyondLatin) return latinFolds()[code] ?? code;
  if (code === 0x2018 || code === 0x2019) return 0x27;
  if (code === 0x201c || code === 0x201d) return 0x22;
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
}

/** Every code unit that folds to the given one. Beyond Latin only the plain upper-case partner is looked at. */
export function unfold(folded: number): number[] {
  if (folded === space) return Array.from({ length: 0x3001 }, (_, code) => code).filter(isWhiteSpace);
  const units = [folded];
  const table = latinFolds();
  for (let code = 0; code < firstBeyondLatin; code++) if (table[code] === folded && code !== folded) units.push(code);
  if (folded === 0x27) units.push(0x2018, 0x2019);
  if (folded === 0x22) units.push(0x201c, 0x201d);
  if (folded >= firstBeyondLatin) {
    const upper = String.fromCharCode(folded).toUpperCase();
    if (upper.length === 1 && fold(upper.charCodeAt(0)) === folded) units.push(upper.charCodeAt(0));
  }
  return units;
}
