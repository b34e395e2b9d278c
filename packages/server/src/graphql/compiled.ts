import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  astFromValue,
  execute,
  getOperationAST,
  GraphQLError,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { GraphQLContext } from './context.ts';

/** Compiled operations that are kept; each is some kilobytes. */
const maxCompiled = 500;

interface Prepared {
  readonly operation: OperationDefinitionNode | null;
  /** Null: as graphql-js walks it. */
  readonly query: CompiledQuery | null;
  /** Without a value for each of these variables the compiler would answer differently. */
  readonly needed: readonly string[];
}

/**
 * Runs operations as compiled functions instead of walking their documents: the same answers, several times as fast for lists.
 * Variables are judged by graphql-js, and completed with their defaults, which the compiler does not know. Hooks of plugins on
 * single fields are passed over; there are none.
 */
export function compiledExecution(schema: GraphQLSchema): ApolloServerOptionsWithGateway<GraphQLContext>['gateway'] {
  const known = new Map<string, Prepared>();
  return {
    load: async () => ({
      executor: async ({ document, queryHash, operationName, request, context }) => {
        const key = `${queryHash} ${operationName ?? ''}`;
        let prepared = known.get(key);
        if (!prepared) {
          prepared = prepare(schema, document, operationName);
          // Those whose variables stand in the text come once; the oldest goes first.
          if (known.size >= maxCompiled) known.delete(known.keys().next().value!);
          known.set(key, prepared);
        }
        const variableValues = request.variables ?? {};
        const { operation, query, needed } = prepared;
        const walk = async (): Promise<object> =>
          (await execute({ schema, document, operationName, variableValues, contextValue: context })) as object;
        if (!operation || !query) return walk();
        const definitions = operation.variableDefinitions ?? [];
        const judged = getVariableValues(schema, definitions, variableValues, { maxErrors: 50 });
        if (judged.errors) {
          const errors = judged.errors.map(
            ({ message, nodes }) => new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } }),
          );
          return { errors };
        }
        const variables = completed(schema, operation, variableValues);
        if (needed.some((name) => variables[name] === undefined || variables[name] === null)) return walk();
        const { errors, ...result } = await query.query(undefined, context, variables);
        return { ...result, ...(errors && { errors: errors.map(asGraphQLError) }) };
      },
    }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    stop: async () => {},
  };
}

function prepare(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Prepared {
  const operation = getOperationAST(document, operationName) ?? null;
  const made = operation && compileQuery(schema, document, operationName ?? undefined, { customJSONSerializer: false });
  return { operation, query: made && isCompiledQuery(made) ? made : null, needed: neededVariables(document) };
}

/**
 * Variables inside a literal of an input object or list, which left out would be null there, and those of conditions, which
 * may not be null.
 */
function neededVariables(document: DocumentNode): readonly string[] {
  const needed = new Set<string>();
  let literals = 0;
  const enter = (): void => void literals++;
  const leave = (): void => void literals--;
  visit(document, {
    VariableDefinition: () => false,
    ObjectValue: { enter, leave },
    ListValue: { enter, leave },
    Directive: { enter, leave },
    Variable: ({ name }) => {
      if (literals > 0) needed.add(name.value);
    },
  });
  return [...needed];
}

/** Variables as they were sent, with the defaults of the operation and of input objects where nothing was. */
function completed(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const { variable, type, defaultValue } of variableDefinitions) {
    const { value: name } = variable.name;
    const given = variables[name] === undefined && defaultValue ? valueFromASTUntyped(defaultValue) : variables[name];
    if (given !== undefined) all[name] = withDefaults(given, typeFromAST(schema, type) as GraphQLInputType);
  }
  return all;
}

function withDefaults(value: unknown, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return withDefaults(value, type.ofType);
  if (value === null || value === undefined) return value;
  if (isListType(type))
    return Array.isArray(value) ? value.map((item) => withDefaults(item, type.ofType)) : withDefaults(value, type.ofType);
  if (!isInputObjectType(type)) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const all: Record<string, unknown> = {};
  for (const field of Object.values(type.getFields())) {
    const own = given[field.name];
    if (own !== undefined) all[field.name] = withDefaults(own, field.type);
    else if (field.defaultValue !== undefined) {
      const literal = astFromValue(field.defaultValue, field.type);
      if (literal) all[field.name] = valueFromASTUntyped(literal);
    }
  }
  return all;
}

/** The compiler's errors are of a class of their own; what was thrown is inside. */
function asGraphQLError(error: GraphQLError): GraphQLError {
  const { message, path, originalError, extensions } = error;
  return new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null, extensions });
}
