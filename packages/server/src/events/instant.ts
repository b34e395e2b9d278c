const earliest = Date.UTC(1970, 0, 1);
const end = Date.UTC(9999, 0, 1);

export const instantRange = 'from 1970 to 9998';

/** What the database, JavaScript and RFC 3339 all write with a year of four digits, whatever the zone. */
export function isInstant(at: Date): boolean {
  return at.getTime() >= earliest && at.getTime() < end;
}
