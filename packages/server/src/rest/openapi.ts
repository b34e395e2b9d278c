interface Document {
  readonly paths?: unknown;
  readonly components?: { readonly schemas?: Record<string, unknown> };
}

const prefix = '#/components/schemas/';

/**
 * The generator writes every schema twice, as what comes in (`EventInput`) and as what goes out (`Event`). Keeps those that
 * the paths lead to, under the plain name where only one of the two is used.
 */
export function withoutTwins<T extends Document>(document: T): T {
  const schemas = document.components?.schemas ?? {};
  const reached = new Set<string>();
  const visit = (value: unknown): void => {
    for (const name of refsIn(value)) {
      if (reached.has(name)) continue;
      reached.add(name);
      visit(schemas[name]);
    }
  };
  visit(document.paths);
  const renamed = new Map([...reached].map((name) => [name, plainName(name, reached)]));
  const kept = Object.fromEntries([...reached].toSorted().map((name) => [renamed.get(name)!, schemas[name]]));
  const tidy = { ...document, components: { ...document.components, schemas: kept } };
  return JSON.parse(
    JSON.stringify(tidy, (key, value: unknown) =>
      key === '$ref' && typeof value === 'string' && value.startsWith(prefix)
        ? prefix + (renamed.get(value.slice(prefix.length)) ?? value.slice(prefix.length))
        : value,
    ),
  ) as T;
}

function plainName(name: string, reached: ReadonlySet<string>): string {
  const plain = name.replace(/Input$/, '');
  return plain !== name && !reached.has(plain) ? plain : name;
}

function refsIn(value: unknown): string[] {
  return [...JSON.stringify(value ?? null).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!);
}
