import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const source = new URL('../src/', import.meta.url);

async function files(): Promise<{ readonly name: string; readonly text: string }[]> {
  const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts'));
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, source), 'utf8') })));
}

test('the package runs in a browser: it imports its own files and @noble/hashes, nothing else', async () => {
  for (const { name, text } of await files()) {
    for (const [, named, dynamic] of text.matchAll(/^(?:import|export|\}).* from '([^']+)';$|\bimport\('([^']+)'\)/gm)) {
      const from = named ?? dynamic;
      expect({
        name,
        from,
        allowed: from?.startsWith('./') || from?.startsWith('../') || from?.startsWith('@noble/hashes/'),
      }).toEqual({ name, from, allowed: true });
    }
  }
});

test('the package asks neither the clock nor the dice nor the machine', async () => {
  for (const { name, text } of await files()) {
    const found =
      /\bDate\.now|new Date\(\)|Math\.random|performance\.now|\bprocess\.|\bBuffer\b|\bfetch\(/.exec(text)?.[0] ?? null;
    expect({ name, found }).toEqual({ name, found: null });
  }
});

test('dependencies point one way: the engine knows no plugin, and nothing but the default ruleset knows them all', async () => {
  for (const { name, text } of await files()) {
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from ?? '');
    if (name.startsWith('engine/'))
      expect({ name, plugins: imports.filter((from) => from.includes('plugins/')) }).toEqual({ name, plugins: [] });
    if (!name.startsWith('plugins/') && name !== 'default-ruleset.ts') {
      expect({ name, plugins: imports.filter((from) => from.includes('plugins/')) }).toEqual({ name, plugins: [] });
    }
  }
});

test('every plugin folder is listed in the default ruleset', async () => {
  const folders = (await readdir(new URL('plugins/', source), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const listed = await readFile(new URL('default-ruleset.ts', source), 'utf8');
  for (const { name } of folders)
    expect({ name, listed: listed.includes(`./plugins/${name}/index.ts`) }).toEqual({ name, listed: true });
});
