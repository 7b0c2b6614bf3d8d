/** Something that can be found. */
export interface SearchEntry {
  /** Relative to the site's root, with its anchor. */
  readonly href: string;
  /** A heading, or a requirement's id. */
  readonly title: string;
  /** The page that it stands on, or the requirement's sentence. */
  readonly text: string;
  /** What it is found by besides. */
  readonly also?: string;
}

/** The folders of the API reference, and what is in them. */
export const API_KINDS = {
  classes: 'class',
  functions: 'function',
  interfaces: 'interface',
  types: 'type',
  variables: 'variable',
} as const;

/** A folder of the API reference. */
export type ApiFolder = keyof typeof API_KINDS;

/** All that can be found, with what many have in common written once. */
export interface PackedSearch {
  /** By the page on which they stand: ids, of which the anchors are made, and sentences. */
  readonly requirements: readonly [page: string, own: readonly [id: string, text: string][]][];
  /** Each with its headings. */
  readonly pages: readonly [
    path: string,
    title: string,
    text: string,
    headings: readonly [anchor: string, text: string][],
  ][];
  /** Names by folder and module, as in `sasako_verify`. */
  readonly api: readonly [folder: ApiFolder, module: string, names: readonly string[]][];
}

/** All that can be found, those first that are to be looked at first. */
export function unpackSearch({ requirements, pages, api }: PackedSearch): SearchEntry[] {
  return [
    ...requirements.flatMap(([page, own]) =>
      own.map(([id, text]) => ({ href: `${page}#${id.toLowerCase()}`, title: id, text })),
    ),
    ...pages.flatMap(([path, title, text, headings]) => [
      { href: path, title, text, also: path.replace(/\.html$/, '').replaceAll(/[/-]/g, ' ') },
      ...headings.map(([anchor, heading]) => ({ href: `${path}#${anchor}`, title: heading, text: title })),
    ]),
    ...api.flatMap(([folder, module, names]) =>
      names.map((name) => ({
        href: `api/${folder}/${module}.${name}.html`,
        title: name,
        text: `API: ${API_KINDS[folder]} of ${module.replace('_', '/')}`,
      })),
    ),
  ];
}
