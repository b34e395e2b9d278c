import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What one query may ask for. Bodies are limited before (64 KiB), and so are tokens (2,000), where the text is parsed. */
export const limits = { depth: 10, aliases: 15, rootFields: 10, cost: 10_000 } as const;
/** A field that returns a list without a page size of its own may return about this many. */
const defaultPageSize = 50;

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly cost: number;
}

/**
 * Measures an operation in one walk, each fragment once, and throws a GraphQLError that names the limit. The document is
 * valid (no fragment cycles). Introspection is bounded by its own rule in the server.
 */
export function enforceLimits(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const fragments = new Map(
    document.definitions
      .filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((d) => [d.name.value, d]),
  );
  const measured = new Map<string, Measure>();

  const measure = (set: SelectionSetNode, isRoot: boolean): Measure => {
    let depth = 0;
    let aliases = 0;
    let cost = 0;
    for (const selection of set.selections) {
      let inner: Measure;
      if (selection.kind === Kind.FIELD) {
        const { name, alias, selectionSet } = selection;
        const introspects = isRoot && name.value.startsWith('__');
        const below = selectionSet && !introspects ? measure(selectionSet, false) : { depth: 0, aliases: 0, cost: 0 };
        inner = {
          depth: below.depth + 1,
          aliases: below.aliases + (alias ? 1 : 0),
          cost: 1 + below.cost * pageSize(selection.arguments ?? [], variables),
        };
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        inner = measure(selection.selectionSet, isRoot);
      } else {
        const fragmentName = selection.name.value;
        const fragment = fragments.get(fragmentName);
        inner =
          measured.get(fragmentName) ?? (fragment ? measure(fragment.selectionSet, isRoot) : { depth: 0, aliases: 0, cost: 0 });
        measured.set(fragmentName, inner);
      }
      depth = Math.max(depth, inner.depth);
      aliases += inner.aliases;
      cost += inner.cost;
    }
    return { depth, aliases, cost };
  };

  const found = measure(operation.selectionSet, true);
  const rootFields = operation.selectionSet.selections.length;
  refuseAbove('depth', found.depth, limits.depth, 'nest less deeply');
  refuseAbove('aliases', found.aliases, limits.aliases, 'ask in several requests');
  refuseAbove('root fields', rootFields, limits.rootFields, 'ask in several requests');
  refuseAbove('cost', found.cost, limits.cost, 'ask for smaller pages or fewer fields');
}

function refuseAbove(what: string, found: number, allowed: number, wayOut: string): void {
  if (found <= allowed) return;
  throw new GraphQLError(`The query's ${what} is ${found}, at most ${allowed} is allowed: ${wayOut}`, {
    extensions: { code: 'TOO_EXPENSIVE', limit: what, allowed },
  });
}

function pageSize(
  args: readonly { readonly name: { readonly value: string }; readonly value: { readonly kind: string } }[],
  variables: Readonly<Record<string, unknown>>,
): number {
  const first = args.find((arg) => arg.name.value === 'first')?.value as
    | { kind: string; value?: string; name?: { value: string } }
    | undefined;
  if (!first) return 1;
  const given = first.kind === Kind.VARIABLE ? variables[first.name!.value] : Number(first.value);
  return typeof given === 'number' && given > 0 ? given : defaultPageSize;
}
