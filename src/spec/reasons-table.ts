/** A row of the specification's table of reasons. */
export interface ReasonRow {
  readonly reason: string;
  readonly requirement: string;
  readonly line: number;
}

const ROW = /^\|\s*`([A-Z][A-Z0-9_]*)`\s*\|\s*((?:BAM|PAN|SUI)-[A-Z]+-[0-9]+)\s*\|/;

/** The rows of the table of reasons: those that begin with a reason in code and the id of a requirement. */
export function reasonRows(source: string): ReasonRow[] {
  return source.split('\n').flatMap((text, index) => {
    const row = ROW.exec(text);
    return row === null ? [] : [{ reason: row[1]!, requirement: row[2]!, line: index + 1 }];
  });
}
