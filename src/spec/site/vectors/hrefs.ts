/** Where a vector stands, relative to the site's root. */
export function vectorHref(subject: string, id: string): string {
  return `vectors/${subject}.html#${id}`;
}

/** Where the vectors of a requirement stand, or those of them that an implementation fails. */
export function requirementVectorsHref(subject: string, requirement: string, failing?: string): string {
  const chosen = failing === undefined ? '' : `&failing=${encodeURIComponent(failing)}`;
  return `vectors/${subject}.html#${requirement}${chosen}`;
}
