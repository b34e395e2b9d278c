import { decodeKeyCursor, type ApiKey } from '../access/api-keys.ts';
import { badArgument } from '../errors.ts';
import type { Page } from '../queries/cursor.ts';
import type { Service } from '../service.ts';
import { pageSize } from './page.ts';

/** A page of the keys of a tenant, or of all when null. Throws a fault that names the argument. */
export function listApiKeys(
  service: Service,
  within: string | null,
  { first, after = null }: { readonly first: number; readonly after?: string | null | undefined },
): Promise<Page<ApiKey>> {
  const limit = pageSize(first);
  const cursor = after === null ? null : decodeKeyCursor(after);
  if (after !== null && cursor === null) throw badArgument('after', 'give the endCursor of an earlier page, unchanged');
  return service.apiKeys.list(within, limit, cursor);
}
