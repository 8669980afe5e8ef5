import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

const HEADING = `// Made from docs/api/openapi.json by \`npm run api-documents\`; do not edit.\n`;

/** The types of the API for its client (openapi-fetch). */
export async function clientTypesOf(document: object): Promise<string> {
  const nodes = await openapiTS(document as OpenAPI3, { alphabetize: true, rootTypes: false });
  return HEADING + astToString(nodes);
}
