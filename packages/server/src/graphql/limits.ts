import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What one query may ask for. Bodies are limited before (64 KiB), and so are tokens (2,000), where the text is parsed. */
const limits = { depth: 10, aliases: 15, rootFields: 10, cost: 10_000 } as const;
/** A list without pages of its own (a timeline, a history) counts as so many. */
const plainListSize = 10;
/** The lists of a connection: their size is the connection's own. */
const ofConnection = new Set(['edges', 'nodes']);

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly cost: number;
}
const nothing: Measure = { depth: 0, aliases: 0, cost: 0 };

/**
 * Measures an operation in one walk, each fragment once, and throws a GraphQLError that names the limit. The document is
 * valid (no fragment cycles). Introspection is bounded by its own rule in the server.
 */
export function enforceLimits(
  schema: GraphQLSchema,
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

  function ofSet(set: SelectionSetNode, parent: GraphQLNamedType | undefined): Measure {
    return set.selections.reduce<Measure>((sum, selection) => {
      const one =
        selection.kind === Kind.FIELD
          ? ofField(selection, parent)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSet(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? parent)
            : ofFragment(selection.name.value);
      return { depth: Math.max(sum.depth, one.depth), aliases: sum.aliases + one.aliases, cost: sum.cost + one.cost };
    }, nothing);
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Measure {
    const aliases = node.alias ? 1 : 0;
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!node.selectionSet || !field) return { depth: 1, aliases, cost: 1 };
    const below = ofSet(node.selectionSet, getNamedType(field.type));
    return { depth: below.depth + 1, aliases: below.aliases + aliases, cost: 1 + below.cost * sizeOf(node, field, variables) };
  }

  function ofFragment(name: string): Measure {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    const found = fragment ? ofSet(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value)) : nothing;
    measured.set(name, found);
    return found;
  }

  function typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }

  const found = ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
  refuseAbove('depth', found.depth, limits.depth, 'nest less deeply');
  refuseAbove('aliases', found.aliases, limits.aliases, 'ask in several requests');
  refuseAbove('root fields', operation.selectionSet.selections.length, limits.rootFields, 'ask in several requests');
  refuseAbove('cost', found.cost, limits.cost, 'ask for smaller pages or fewer fields');
}

/** How many of what lies below a field there may be: its page size as asked, or as the schema has it. */
function sizeOf(node: FieldNode, field: GraphQLField<unknown, unknown>, variables: Readonly<Record<string, unknown>>): number {
  const page = field.args.find((arg) => arg.name === 'first');
  if (!page) return isListType(getNullableType(field.type)) && !ofConnection.has(field.name) ? plainListSize : 1;
  const asked = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  const given =
    asked?.kind === Kind.VARIABLE ? variables[asked.name.value] : asked?.kind === Kind.INT ? Number(asked.value) : undefined;
  return typeof given === 'number' && given > 0 ? given : Number(page.defaultValue ?? 1);
}

function refuseAbove(what: string, found: number, allowed: number, wayOut: string): void {
  if (found <= allowed) return;
  throw new GraphQLError(`The query's ${what} is ${found}, at most ${allowed} is allowed: ${wayOut}`, {
    extensions: { code: 'TOO_EXPENSIVE', limit: what, allowed },
  });
}
