/** The way to the site's root, as the page says it: '' or '../'. */
export function siteRoot(): string {
  return document.documentElement.dataset['root'] ?? '';
}

const loading = new Map<string, Promise<void>>();

/**
 * Loads a script of the site, once: a classic one, which works from the disk too, where modules and fetch are refused.
 *
 * @param path relative to the site's root
 */
export function loadScript(path: string): Promise<void> {
  const known = loading.get(path);
  if (known) return known;
  const loaded = new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${siteRoot()}${path}`;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${path} can't be loaded`)));
    document.head.append(script);
  });
  loading.set(path, loaded);
  return loaded;
}
