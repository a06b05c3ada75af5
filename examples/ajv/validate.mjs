// Does Ajv, a JSON Schema validator in JavaScript, accept the same strings as Pydantic?
//
//     python examples/ajv/message_sid_schema.py | node examples/ajv/validate.mjs
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const { schema, cases } = JSON.parse(readFileSync(0, "utf8"));
const validate = new Ajv2020().compile(schema);
const differing = cases.filter(({ value, valid }) => validate(value) !== valid);
for (const { why } of differing) console.log(`they differ: ${why}`);
console.log(`Ajv and Pydantic agree on ${cases.length - differing.length} strings and differ on ${differing.length}`);
process.exitCode = differing.length ? 1 : 0;
