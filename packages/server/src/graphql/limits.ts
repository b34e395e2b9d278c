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
  valueFromASTUntyped,
} from 'graphql';
import { faults } from '../errors.ts';
import type { GraphQLContext } from './context.ts';

/** What one query may ask for. Bodies are limited before (64 KiB), and so are tokens (2,000), where the text is parsed. */
const limits = { depth: 10, aliases: 15, rootFields: 10, cost: 10_000 } as const;
/** A list without pages of its own (a timeline, a history) counts as so many. */
const plainListSize = 10;
/** The lists of a connection: their size is the connection's own. */
const ofConnection = new Set(['edges', 'nodes']);

export interface Measured {
  /** About one per row and field. */
  readonly cost: number;
  /** It asks for the schema. */
  readonly introspects: boolean;
}

/** What a field of the schema says of itself. */
interface FieldCost {
  /** Of asking it at all; 1 when absent. */
  readonly cost?: number;
  /** An argument: so many times, and as much for each. */
  readonly sizedBy?: string;
}

interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly cost: number;
}
const nothing: Measure = { depth: 0, aliases: 0, cost: 0 };

/**
 * Measures an operation in one walk, each fragment once, and throws a GraphQLError that names the limit. The document is
 * valid (no fragment cycles). Answers what it costs. Introspection is bounded by its own rule in the server.
 */
function enforceLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Measured {
  const fragments = new Map(
    document.definitions
      .filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((d) => [d.name.value, d]),
  );
  // As execution will see them: a variable that is not given has the default of its definition.
  const given: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const { value: name } = variable.name;
    given[name] = variables[name] === undefined && defaultValue ? valueFromASTUntyped(defaultValue) : variables[name];
  }
  const measured = new Map<string, Measure>();
  let introspects = false;

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
    if (node.name.value === '__schema' || node.name.value === '__type') introspects = true;
    const aliases = node.alias ? 1 : 0;
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!node.selectionSet || !field) return { depth: 1, aliases, cost: 1 };
    const below = ofSet(node.selectionSet, getNamedType(field.type));
    const { cost: own = 1, sizedBy } = field.extensions as FieldCost;
    const size = sizeOf(node, field, given);
    const cost = sizedBy === undefined ? own + below.cost * size : (own + below.cost) * size;
    return { depth: below.depth + 1, aliases: below.aliases + aliases, cost };
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
  return { cost: found.cost, introspects };
}

/** How many of what lies below a field there may be: its page size as asked, or as the schema has it. */
function sizeOf(node: FieldNode, field: GraphQLField<unknown, unknown>, given: Readonly<Record<string, unknown>>): number {
  const valueOf = (name: string): unknown => {
    const asked = node.arguments?.find((argument) => argument.name.value === name)?.value;
    return asked && (asked.kind === Kind.VARIABLE ? given[asked.name.value] : valueFromASTUntyped(asked, given));
  };
  const { sizedBy } = field.extensions as FieldCost;
  const listed = sizedBy ?? field.args.find((arg) => arg.name === 'ids')?.name;
  if (listed !== undefined) {
    const asked = valueOf(listed);
    return Array.isArray(asked) ? Math.max(asked.length, 1) : 1;
  }
  const page = field.args.find((arg) => arg.name === 'first');
  if (!page) return isListType(getNullableType(field.type)) && !ofConnection.has(field.name) ? plainListSize : 1;
  const first = valueOf('first');
  return typeof first === 'number' && first > 0 ? first : Number(page.defaultValue ?? 1);
}

function refuseAbove(what: string, found: number, allowed: number, wayOut: string): void {
  if (found <= allowed) return;
  throw new GraphQLError(`The query's ${what} is ${found}, at most ${allowed} is allowed: ${wayOut}`, {
    extensions: { code: 'TOO_EXPENSIVE', limit: what, allowed, http: { status: faults['too-expensive'].http } },
  });
}

/** What a caller may ask: within the limits, within what is left for it, and for the schema only with the right to. */
export function admit(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  { service, principal }: GraphQLContext,
): void {
  const { cost, introspects } = enforceLimits(schema, document, operation, variables);
  if (introspects && !principal.scopes.has('schema:read'))
    throw new GraphQLError('The schema is shown to keys with the role DEVELOPER, OPERATOR or ADMIN', {
      extensions: { code: 'INTROSPECTION_FORBIDDEN', http: { status: faults.forbidden.http } },
    });
  service.rateLimit.charge(principal, cost, Date.now());
}
