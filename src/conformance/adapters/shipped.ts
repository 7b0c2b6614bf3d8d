import p2pandaJs021 from './p2panda-js-0.2.1.expected.js';
import p2pandaJs081 from './p2panda-js-0.8.1.expected.js';

/** An adapter that comes with the package. */
export interface ShippedAdapter {
  /** As it is given on the command line. */
  name: string;
  module: URL;
  /** A list of expected failures, in the format that users write too. */
  expectedFailures: string;
}

// Run from its sources, the suite finds its adapters as sources too.
const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const at = (name: string): URL => new URL(`./${name}.${suffix}`, import.meta.url);

/** The adapters that come with the package, in the order in which they run. */
export const SHIPPED_ADAPTERS: readonly ShippedAdapter[] = [
  { name: 'wasm', module: at('wasm'), expectedFailures: '' },
  { name: 'js', module: at('js'), expectedFailures: '' },
  { name: 'p2panda-js@0.8.1', module: at('p2panda-js-0.8.1'), expectedFailures: p2pandaJs081 },
  { name: 'p2panda-js@0.2.1', module: at('p2panda-js-0.2.1'), expectedFailures: p2pandaJs021 },
];
