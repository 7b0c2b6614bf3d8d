import { addData } from './data-builder.js';
import { realFlow } from './real-operations.js';
import { accept, type Json, type VectorList } from './vector.js';

/**
 * The life of a document of one field of every type, as p2panda-js 0.8.1 wrote and signed it: created by one author,
 * updated by two at the same time, merged, and deleted. Which operation wrote what in the end is stated by hand.
 */
export function addRealLife(list: VectorList): void {
  const { schema, documentId, steps } = realFlow();
  const life = steps.filter(({ schemaId }) => schemaId === schema.id);
  const [creation, byA, byB, laterByA, merge, deletion] = life;
  if (creation?.operationId !== documentId || !deletion)
    throw new Error('the life is not as it was recorded');
  const types = Object.entries(schema.fields).map(([name, type]) => ({ name, type }));

  /** The fields, each as the last of these operations wrote it. */
  const fieldsAfter = (...writers: (typeof life)[number][]): Json =>
    types.map(({ name }) => {
      const writer = writers.toReversed().find(({ fields }) => fields?.some(([field]) => field === name))!;
      const [, type, value] = writer.fields!.find(([field]) => field === name)!;
      return { name, type, value, operationId: writer.operationId };
    });

  const add = (
    name: string,
    operations: typeof life,
    viewId: readonly string[] | null,
    state: { viewId: readonly string[]; fields: Json },
    profile: 'p2panda' | 'compat',
  ) => {
    const expect = accept({
      documentId,
      viewId: state.viewId,
      deleted: state.fields === null,
      fields: state.fields,
      waiting: [],
    });
    const input = {
      schema: { id: schema.id, fields: types },
      operations: operations.map(({ operationId: id, operation }) => ({ id, operation })),
      viewId: viewId as Json,
    };
    const about = {
      name: `real-${name}`,
      flag: 'REAL_WORLD',
      requirements: ['PAN-RED-001', 'PAN-RED-002', 'PAN-RED-003', 'PAN-DOC-005', 'PAN-DOC-007'],
    };
    // Both profiles come to the same.
    addData(list, 'document-materialise', 'document.materialise', about, input, { [profile]: expect });
  };
  const ids = (...of: (typeof life)[number][]) => of.map(({ operationId }) => operationId).sort();
  const withoutEnd = life.slice(0, 5);
  // b's update has the lower id, and so comes before a's.
  const branches = { viewId: ids(byB!, laterByA!), fields: fieldsAfter(creation, byB!, byA!, laterByA!) };
  const merged = { viewId: ids(merge!), fields: fieldsAfter(creation, byB!, byA!, laterByA!, merge!) };
  add('merged', withoutEnd, null, merged, 'compat');
  add('deleted', life, null, { viewId: ids(deletion), fields: null }, 'p2panda');
  add('view-before-the-deletion', life, branches.viewId, branches, 'compat');
}
