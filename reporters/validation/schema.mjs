// Holds JSON files against a JSON Schema, of draft 7 or 2020-12. Usage: schema.mjs SCHEMA FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const here = createRequire(`${process.cwd()}/`);
const [schemaFile, file] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
const { default: Ajv } = here(schema.$schema.includes("2020-12") ? "ajv/dist/2020.js" : "ajv");
const ajv = new Ajv({ allErrors: false, strict: false, unicodeRegExp: true });
here("ajv-formats").default(ajv);
const accepts = ajv.compile(schema);
const accepted = accepts(JSON.parse(readFileSync(file, "utf8")));
for (const error of accepts.errors ?? []) {
  console.log(`  ${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
}
process.exit(accepted ? 0 : 1);
