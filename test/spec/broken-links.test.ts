import { describe, expect, test } from 'vitest';
import { brokenLinks } from '../../src/spec/site/broken-links.js';

const page = (path: string, content: string) => ({ path, content });
const find = (...files: { path: string; content: string }[]) =>
  brokenLinks(files, (_path, anchor) => anchor.includes('='));

describe('broken links', () => {
  test('are none where all lead somewhere', () => {
    const problems = find(
      page(
        'index.html',
        '<h1 id="top">x</h1><a href="#top">x</a><a href="guides/a.html#b">x</a><img src="i.svg">',
      ),
      page(
        'guides/a.html',
        '<h2 id="b">x</h2><a href="../index.html?show=untested#top">x</a><a href="https://example.org/#x">x</a>',
      ),
      page('i.svg', ''),
    );
    expect(problems).toEqual([]);
  });

  test('are told with their page, be it the file or the place that is missing', () => {
    const problems = find(
      page('index.html', '<a href="gone.html">x</a><a href="#gone">x</a><script src="gone.js"></script>'),
      page('guides/a.html', '<a href="index.html">x</a><a href="../index.html#gone">x</a>'),
    );
    expect(problems).toEqual([
      'index.html leads to gone.html, and there is no gone.html',
      'index.html leads to #gone, and index.html has no such place',
      'index.html leads to gone.js, and there is no gone.js',
      'guides/a.html leads to index.html, and there is no guides/index.html',
      'guides/a.html leads to ../index.html#gone, and index.html has no such place',
    ]);
  });

  test('leave anchors alone that a page reads by itself', () => {
    expect(find(page('e.html', '<a href="#n=23&mode=pool">x</a>'))).toEqual([]);
  });

  test('include an id that stands twice', () => {
    expect(find(page('a.html', '<p id="x"></p><p id="x"></p>'))).toEqual(['a.html has the id x twice']);
  });
});
