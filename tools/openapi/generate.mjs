// openapi.json of the server -> types of the SDK. Apart from the packages, because the generator needs the classic TypeScript API.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const packages = path.resolve(import.meta.dirname, '..', '..', 'packages');
const document = new URL(`file://${path.join(packages, 'server', 'contract', 'openapi.json')}`);
const types = astToString(await openapiTS(document, { alphabetize: false }));
await writeFile(
  path.join(packages, 'sdk', 'src', 'schema.ts'),
  `// Generated from the server's openapi.json; never edited.\n${types}`,
);
