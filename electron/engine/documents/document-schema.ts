import { z } from 'zod';

/** The part of JSON Schema that the documents use (draft 2020-12, as zod writes it); `unit` and `standard` are our own. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly unit?: string;
  /** `query`: text of the query language. */
  readonly holds?: string;
}

/** What one kind of document may say: for reading it, for completion, and to be published. */
export interface DocumentSchema<S extends z.ZodType = z.ZodType> {
  readonly zod: S;
  readonly json: JsonSchema;
}

/** `as`: zod writes JSON Schema; members that are not named above are not read. */
export const documentSchema = <S extends z.ZodType>(zod: S): DocumentSchema<S> => ({
  zod,
  json: z.toJSONSchema(zod, { io: 'input' }) as JsonSchema,
});

/** The schema of what stands at a path; list positions are numbers or `[]`. Undefined: nothing may stand there. */
export function schemaAt(schema: JsonSchema | undefined, path: readonly PropertyKey[]): JsonSchema | undefined {
  let here = schema;
  for (const step of path) {
    if (here === undefined) return undefined;
    const options: readonly JsonSchema[] = here.anyOf ?? [here];
    here = options.map((option) => stepInto(option, step)).find((found) => found !== undefined);
  }
  return here;
}

function stepInto(schema: JsonSchema, step: PropertyKey): JsonSchema | undefined {
  if (typeof step === 'number' || step === '[]') return schema.items;
  const own = schema.properties !== undefined && Object.hasOwn(schema.properties, step);
  if (own) return schema.properties?.[String(step)];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** Names that may stand at a place. */
export const namesIn = (schema: JsonSchema | undefined): readonly string[] => {
  const options = schema?.anyOf ?? (schema === undefined ? [] : [schema]);
  return options.flatMap(({ properties }) => Object.keys(properties ?? {}));
};
