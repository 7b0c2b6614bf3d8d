/** What needs the core: loaded by the pages that do, and by the first *try it*. */
import { mountDocumentWorkshop } from './documents/document-workshop.js';
import { mountExplorer } from './explorer/index.js';
import { mountInspector } from './lab/inspector.js';
import { mountWorkshop } from './lab/workshop.js';
import { runOnCore } from './run-vector.js';
import { mountVectors } from './vectors/index.js';

/** What this script leaves for others. */
export interface Lab {
  readonly runOnCore: typeof runOnCore;
}

globalThis.sasakoLab = { runOnCore };

const MOUNTS: readonly (readonly [selector: string, mount: (root: HTMLElement) => void])[] = [
  ['[data-explorer]', mountExplorer],
  ['[data-inspector]', mountInspector],
  ['[data-workshop]', mountWorkshop],
  ['[data-documents]', mountDocumentWorkshop],
  ['[data-vectors]', mountVectors],
];

function mountAll(): void {
  for (const [selector, mount] of MOUNTS) {
    for (const root of document.querySelectorAll<HTMLElement>(selector)) mount(root);
  }
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mountAll);
else mountAll();
