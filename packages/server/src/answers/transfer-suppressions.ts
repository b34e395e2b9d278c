import type { Principal } from '../access/roles.ts';
import { Fault } from '../errors.ts';
import type { Reads } from '../queries/reads.ts';
import { findRetirements } from '../queries/retirement.query.ts';
import { listSuppressions, suppressedRecipients, type SuppressionRow } from '../queries/suppression.query.ts';
import type { Service } from '../service.ts';
import { maxImportLines, readImport, type ImportFormat, type RefusedLine } from '../suppressions/read-import.ts';

export interface Imported {
  /** Blocks that were not there yet. */
  readonly added: number;
  readonly duplicates: number;
  /** Lines of what does not block any more. */
  readonly skipped: number;
  readonly refused: readonly RefusedLine[];
}

/** Throws a fault for a file that cannot be read at all; single lines are refused with their number. */
export async function importSuppressions(
  service: Service,
  principal: Principal,
  tenant: string,
  text: string,
  format: ImportFormat,
  now: Date,
): Promise<Imported> {
  const { rows, skipped, refused } = readFile(text, format, now);
  const importable = rows.map((row) => ({
    ...row,
    recipient: service.recipientIds.of(tenant, row.address),
    replacement: row.successor === null ? null : service.recipientIds.of(tenant, row.successor),
  }));
  const added = await service.suppressionImports.add(tenant, importable, principal.name, now);
  return { added, duplicates: rows.length - added, skipped, refused };
}

function readFile(text: string, format: ImportFormat, now: Date): ReturnType<typeof readImport> {
  try {
    return readImport(text, format, now);
  } catch (error) {
    if (error instanceof RangeError) throw new Fault('payload-too-large', `give at most ${maxImportLines} lines at once`);
    if (error instanceof SyntaxError) throw new Fault('bad-request', `The CSV cannot be read: ${error.message}`);
    throw error;
  }
}

export interface ExportedSuppression extends Omit<SuppressionRow, 'active'> {
  /** Null: not yet. */
  readonly active: boolean | null;
  /** Null: the person was erased. */
  readonly address: string | null;
  /** Whom to mail instead of a retired address. */
  readonly successor: string | null;
}

const recipientsAtOnce = 500;

/** Every block of a tenant, and every retirement that is to come, recipient by recipient. Throws a fault for who may not see addresses. */
export function exportSuppressions(
  service: Service,
  principal: Principal,
  tenant: string,
  activeOnly: boolean,
  now: Date,
): AsyncGenerator<readonly ExportedSuppression[]> {
  if (!principal.scopes.has('addresses:read'))
    throw new Fault(
      'forbidden',
      'This API key may not do this: without addresses (addresses:read) a file of blocks blocks nobody',
    );
  return exported(service.readsOf(tenant, principal), tenant, activeOnly, now);
}

async function* exported(
  reads: Reads,
  tenant: string,
  activeOnly: boolean,
  now: Date,
): AsyncGenerator<readonly ExportedSuppression[]> {
  for (let after: string | null = null; ;) {
    const recipients = await suppressedRecipients(reads, tenant, after, recipientsAtOnce);
    if (recipients.length === 0) return;
    const addressOf = new Map(recipients.map(({ recipientId, address }) => [recipientId, address]));
    const rows = await listSuppressions(reads, tenant, [...addressOf.keys()], now);
    const retirements = await findRetirements(reads, tenant, [...addressOf.keys()]);
    const toRetire = [...retirements.values()].filter(({ since }) => since > now).map((one) => one.recipientId);
    const planned = (await listSuppressions(reads, tenant, toRetire, new Date(8.64e15))).filter(
      (row) => row.cause === 'retired' && row.since > now && row.active,
    );
    yield [...rows, ...planned]
      .filter((row) => row.active || !activeOnly)
      .map((row) => ({
        ...row,
        active: row.since > now ? null : row.active,
        address: addressOf.get(row.recipientId) ?? null,
        successor:
          row.cause === 'retired' && row.liftedAt === null ? (retirements.get(row.recipientId)?.successor ?? null) : null,
      }));
    after = recipients.at(-1)!.recipientId;
  }
}
