import { siteRoot } from './site/load-script.js';

/** The address of a requirement, from any page of the site. */
export function requirementHref(id: string): string {
  return `${siteRoot()}requirements.html#${id.toLowerCase()}`;
}
