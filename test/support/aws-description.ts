// An AWS service as its own description (API model of the SDKs) has it: are requests and answers of such a shape?
import { readFileSync } from 'node:fs';

interface Shape {
  readonly shape?: string;
  readonly type?: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, Shape>>;
  readonly member?: Shape;
  readonly value?: Shape;
}
interface Description {
  readonly operations: Readonly<Record<string, { readonly input?: Shape; readonly output?: Shape }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface AwsDescription {
  has(operation: string): boolean;
  /** What does not fit, in words; none: it fits. */
  misfits(operation: string, side: 'input' | 'output', value: unknown): readonly string[];
}

const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  long: Number.isInteger,
  timestamp: (value) => typeof value === 'number',
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function readAwsDescription(path: string): AwsDescription {
  const { operations, shapes } = JSON.parse(readFileSync(path, 'utf8')) as Description;

  function* check(given: Shape, value: unknown, place: string): Iterable<string> {
    // The description leaves the type of strings out.
    const shape = given.shape === undefined ? given : (shapes[given.shape] ?? given);
    const type = shape.type ?? 'string';
    if (type === 'structure') {
      if (!isObject(value)) return yield `${place} is no object`;
      for (const name of shape.required ?? []) if (value[name] === undefined) yield `${place}.${name} is missing`;
      for (const [name, inner] of Object.entries(value)) {
        const member = shape.members?.[name];
        if (member === undefined) yield `${place}.${name} is not described`;
        else yield* check(member, inner, `${place}.${name}`);
      }
    } else if (type === 'list') {
      if (!Array.isArray(value)) return yield `${place} is no list`;
      for (const [index, inner] of value.entries()) yield* check(shape.member ?? {}, inner, `${place}[${index}]`);
    } else if (type === 'map') {
      if (!isObject(value)) return yield `${place} is no map`;
      for (const [name, inner] of Object.entries(value)) yield* check(shape.value ?? {}, inner, `${place}.${name}`);
    } else if (primitives[type]?.(value) !== true) yield `${place} is no ${type}`;
  }

  return {
    has: (operation) => Object.hasOwn(operations, operation),
    misfits(operation, side, value) {
      const shape = operations[operation]?.[side];
      return shape === undefined ? [] : [...check(shape, value, `${operation} ${side}`)];
    },
  };
}
