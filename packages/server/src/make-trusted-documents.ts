#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parse } from 'graphql';
import { sha256 } from './graphql/trusted-documents.ts';

/** `bezorgd-trusted-documents app/*.graphql > documents.json`: each file is one document, with the fragments that it uses. */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Give the files, one GraphQL document each: bezorgd-trusted-documents app/*.graphql > documents.json');
  process.exit(2);
}
const documents: Record<string, string> = {};
for (const file of files) {
  const text = await readFile(file, 'utf8');
  try {
    parse(text);
  } catch (error) {
    console.error(`${file}: ${(error as Error).message}`);
    process.exit(1);
  }
  documents[sha256(text)] = text;
}
console.log(JSON.stringify(documents, null, 2));
