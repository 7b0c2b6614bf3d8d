import type { FieldTypeText } from './field-type.js';
import type { DocumentViewId } from './ids.js';

/** The fields of a schema as they are written in TypeScript: each name with its type. */
export type FieldTypes = Readonly<Record<string, FieldTypeText>>;

/** What a value of a field's type is in TypeScript. */
export type ValueOf<Type extends string> = Type extends 'bool'
  ? boolean
  : Type extends 'int'
    ? bigint
    : Type extends 'float'
      ? number
      : Type extends 'str'
        ? string
        : Type extends 'bytes' | `relation(${string})`
          ? Uint8Array
          : Type extends `relation_list(${string})` | `pinned_relation(${string})`
            ? readonly Uint8Array[]
            : Type extends `pinned_relation_list(${string})`
              ? readonly (readonly Uint8Array[])[]
              : never;

/** All fields of a schema with their values. */
export type FieldsOf<Fields extends FieldTypes> = { -readonly [Name in keyof Fields]: ValueOf<Fields[Name]> };

/** An operation whose fields have the types of a schema. */
export type TypedOperation<Fields extends FieldTypes> =
  | {
      readonly action: 'create';
      readonly schemaId: string;
      readonly previous: undefined;
      readonly fields: FieldsOf<Fields>;
    }
  | {
      readonly action: 'update';
      readonly schemaId: string;
      readonly previous: DocumentViewId;
      readonly fields: Partial<FieldsOf<Fields>>;
    }
  | {
      readonly action: 'delete';
      readonly schemaId: string;
      readonly previous: DocumentViewId;
      readonly fields: undefined;
    };
