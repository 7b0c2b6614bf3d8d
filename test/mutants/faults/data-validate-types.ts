import type { FieldTypeName, TypedField } from '../../../src/conformance/protocol.js';
import { DataImplementation } from '../implementation/data.js';
import type { Plain } from '../implementation/data-operations.js';
import { DEPLOYED, faultsOf, refuse, SAMPLED, SPECIFIED, step } from './data.js';

const fault = faultsOf('operation.validate', 'operation-validate');

/** A validator that takes more values for those of some types. */
const allowing = (isAllowed: (type: FieldTypeName, plain: Plain) => boolean) =>
  step('allows', (right, type, plain) => isAllowed(type, plain) || right(type, plain));

/** A validator that takes what another type of value holds for a value of one type. */
const taking = (
  wanted: FieldTypeName,
  given: Plain['type'],
  valueOf: (value: Plain['value']) => TypedField['value'],
) =>
  step('typedField', (right, profile, name, type, plain) =>
    type === wanted && plain.type === given
      ? { name, type, value: valueOf(plain.value) }
      : right(profile, name, type, plain),
  );

const lengthOf = ({ value }: { value: unknown }) => (value as readonly unknown[]).length;

const typeFaults = [
  fault(
    'int-as-float',
    'Takes an int for a float.',
    allowing((type, plain) => type === 'float' && plain.type === 'int'),
    SAMPLED,
  ),
  fault(
    'float-as-int',
    'Takes a float for an int.',
    allowing((type, plain) => type === 'int' && plain.type === 'float'),
    SAMPLED,
  ),
  fault(
    'int-as-bool',
    'Takes 1 for true.',
    allowing((type, plain) => type === 'bool' && plain.type === 'int'),
    SAMPLED,
  ),
  fault(
    'bytes-as-text',
    'Takes bytes for a str.',
    allowing((type, plain) => type === 'str' && plain.type === 'bytes'),
    SAMPLED,
  ),
  fault(
    'text-as-bytes',
    'Takes text for bytes.',
    allowing((type, plain) => type === 'bytes' && plain.type === 'str'),
    SAMPLED,
  ),
  fault(
    'text-as-relation',
    'Takes text for a relation.',
    taking('relation', 'str', (value) => value),
    SAMPLED,
  ),
  fault(
    'list-of-one-as-relation',
    'Takes a list of one id for a relation.',
    step('typedField', (right, profile, name, type, plain) =>
      type === 'relation' && plain.type === 'ids' && lengthOf(plain) === 1
        ? { name, type, value: (plain.value as string[])[0]! }
        : right(profile, name, type, plain),
    ),
    SAMPLED,
  ),
  fault(
    'id-as-relation-list',
    'Takes one id for a relation list.',
    taking('relation_list', 'bytes', (value) => [value as string]),
    SAMPLED,
  ),
  fault(
    'id-as-pinned-relation',
    'Takes one id for a pinned relation.',
    taking('pinned_relation', 'bytes', (value) => [value as string]),
    SAMPLED,
  ),
  fault(
    'ids-as-pinned-relation-list',
    'Takes a list of ids for a pinned relation list.',
    taking('pinned_relation_list', 'ids', (value) => (value as string[]).map((id) => [id])),
    SAMPLED,
  ),
  fault(
    'lists-as-relation-list',
    'Takes a list of lists for a relation list.',
    allowing((type, plain) => type === 'relation_list' && plain.type === 'id_lists'),
  ),
  fault(
    'id-as-bytes-refused',
    'Refuses bytes that are an operation id.',
    step(
      'allows',
      (right, type, plain) =>
        right(type, plain) && !(type === 'bytes' && /^0020.{64}$/.test(plain.value as string)),
    ),
    SAMPLED,
  ),
  fault(
    'types-not-checked',
    'Does not look at the types of values.',
    allowing((type) => ['bool', 'int', 'float', 'str', 'bytes'].includes(type)),
    SAMPLED,
  ),
  fault(
    'nan-refused',
    'Refuses NaN.',
    step('allows', (right, type, plain) => right(type, plain) && plain.value !== '7ff8000000000000'),
    SAMPLED,
  ),
  fault(
    'empty-text-refused',
    'Refuses the empty text.',
    step(
      'allows',
      (right, type, plain) => right(type, plain) && !(plain.type === 'str' && plain.value === ''),
    ),
    SAMPLED,
  ),
  fault(
    'empty-bytes-refused',
    'Refuses no bytes.',
    step('allows', (right, type, plain) => right(type, plain) && !(type === 'bytes' && plain.value === '')),
    SAMPLED,
  ),
  fault(
    'plain-types',
    'Gives the types of values without the schema.',
    step('typedField', (right, profile, name, type, plain) => ({
      ...right(profile, name, type, plain),
      type: plain.type as FieldTypeName,
    })),
  ),
  fault(
    'relation-not-checked',
    'Takes any bytes for a relation.',
    step('checkRelation', () => undefined),
  ),
  fault(
    'relation-empty',
    'Takes no bytes for a relation to nothing.',
    step('checkRelation', (right, profile, id) => {
      if (id !== '') right(profile, id);
    }),
  ),
  fault(
    'relation-of-any-length-byte',
    'Does not look at the second byte of a relation.',
    step('checkRelation', (right, _, id) => right('p2panda-compat', id)),
    SPECIFIED,
  ),
  fault(
    'relation-of-length-32-alone',
    'Looks at the second byte of a relation, as deployed nodes do not.',
    step('checkRelation', (right, _, id) => right('p2panda', id)),
    DEPLOYED,
  ),
  fault(
    'relation-list-empty-refused',
    'Refuses a relation list without ids.',
    step(
      'allows',
      (right, type, plain) => right(type, plain) && !(type === 'relation_list' && lengthOf(plain) === 0),
    ),
  ),
  fault(
    'relation-list-unsorted-refused',
    'Refuses a relation list out of order.',
    step('typedField', (right, profile, name, type, plain) => {
      if (type === 'relation_list' && plain.type === 'ids' && lengthOf(plain) > 0)
        new DataImplementation().checkViewId(profile, plain.value as string[]);
      return right(profile, name, type, plain);
    }),
    SAMPLED,
  ),
  fault(
    'relation-list-repeated-refused',
    'Refuses a relation list that repeats an id.',
    step(
      'allows',
      (right, type, plain) =>
        right(type, plain) &&
        !(type === 'relation_list' && new Set(plain.value as string[]).size < lengthOf(plain)),
    ),
    SAMPLED,
  ),
  fault(
    'relation-list-sorted',
    'Gives a relation list in ascending order.',
    step('typedField', (right, profile, name, type, plain) => {
      const typed = right(profile, name, type, plain);
      return type === 'relation_list' ? { ...typed, value: (typed.value as string[]).toSorted() } : typed;
    }),
    SAMPLED,
  ),
  fault(
    'pinned-relation-empty',
    'Takes a pinned relation without ids.',
    step('checkPinned', (right, profile, ids) => {
      if (ids.length > 0) right(profile, ids);
    }),
  ),
  fault(
    'pinned-relation-unsorted',
    'Does not look at the order of a pinned relation.',
    step('checkPinned', (right, profile, ids) => right(profile, ids.toSorted())),
  ),
  fault(
    'pinned-relation-repeated',
    'Takes a pinned relation that repeats an id.',
    step('checkPinned', (right, profile, ids) => right(profile, [...new Set(ids)])),
  ),
  fault(
    'pinned-relation-sorted',
    'Sorts a pinned relation in place of refusing it.',
    step('typedField', (right, profile, name, type, plain) =>
      right(
        profile,
        name,
        type,
        type === 'pinned_relation' && plain.type === 'ids'
          ? { ...plain, value: [...new Set(plain.value as string[])].sort() }
          : plain,
      ),
    ),
  ),
  fault(
    'pinned-relation-list-empty-refused',
    'Refuses a pinned relation list without view ids.',
    step(
      'allows',
      (right, type, plain) =>
        right(type, plain) && !(type === 'pinned_relation_list' && lengthOf(plain) === 0),
    ),
    SAMPLED,
  ),
  fault(
    'pinned-relation-list-not-checked',
    'Does not look at the view ids of a pinned relation list.',
    step('checkPinnedList', () => undefined),
  ),
  fault(
    'pinned-relation-list-first-alone',
    'Looks at the first view id of a pinned relation list alone.',
    step('checkPinnedList', (right, profile, lists) => right(profile, lists.slice(0, 1))),
  ),
  fault(
    'pinned-relation-list-of-nothing',
    'Takes view ids without ids in a pinned relation list.',
    step('checkPinnedList', (right, profile, lists) =>
      right(
        profile,
        lists.filter((ids) => ids.length > 0),
      ),
    ),
  ),
  fault(
    'pinned-relation-list-unsorted',
    'Does not look at the order within a pinned relation list.',
    step('checkPinnedList', (right, profile, lists) =>
      right(
        profile,
        lists.map((ids) => ids.toSorted()),
      ),
    ),
  ),
  fault(
    'pinned-relation-list-as-a-view-id',
    'Wants the view ids of a pinned relation list to ascend.',
    step('checkPinnedList', (right, profile, lists) => {
      right(profile, lists);
      if (lists.some((ids, i) => i > 0 && lists[i - 1]!.join() >= ids.join())) refuse('VIEW_ID_NOT_SORTED');
    }),
  ),
];

export const dataValidateTypeFaults = [...typeFaults];
