import { hexOf } from '../../../inspect/hex.js';
import { inspectProof, rowsOfProof } from '../../../inspect/proof.js';
import { verifyProof } from '../../../verify/index.js';
import { element } from '../element.js';
import { copyButton } from '../site/copy.js';
import { siteRoot } from '../site/load-script.js';
import { button } from './button.js';
import { bytesView } from './bytes-view.js';
import { inspectorHash, type InspectorState } from './state.js';

/** A link that opens something in the inspector; `undefined` where it is too long for an address. */
export function inspectorLink(text: string, state: InspectorState): HTMLElement | undefined {
  const hash = inspectorHash(state);
  return hash === undefined ? undefined : element('a', { href: `${siteRoot()}inspector.html#${hash}` }, text);
}

/** A sentence with the author in it, 64 digits, as code. */
function withAuthor(sentence: string): (Node | string)[] {
  return sentence.split(/([0-9a-f]{64})/).map((part, i) => (i % 2 === 1 ? element('code', {}, part) : part));
}

/** A proof with what it says, its bytes, and ways to take it along. */
export function proofView(proof: Uint8Array): HTMLElement {
  const verdict = verifyProof(proof);
  const hex = hexOf(proof);
  const bytes = element('details', {}, element('summary', {}, `Its ${proof.length} bytes by field`));
  bytes.addEventListener('toggle', () => {
    if (bytes.open && bytes.childElementCount === 1)
      bytes.append(bytesView(rowsOfProof(inspectProof(proof)), proof));
  });
  const said = element('p', { role: 'status' });
  const alone = button('verify it alone', () => {
    // As somebody would who has nothing but these bytes.
    const again = verifyProof(proof.slice());
    said.textContent = again.ok
      ? `✓ Proved from these ${proof.length} bytes alone: ${again.kind} at ${again.seqNum} of log ${again.logId}.`
      : `✗ ${again.message}`;
    said.className = again.ok ? 'good' : 'bad';
  });
  const title = verdict.ok ? `${verdict.kind} at ${verdict.seqNum}` : verdict.reason;
  const sentence = verdict.ok ? verdict.statement : verdict.message;
  return element(
    'section',
    { class: 'workshop-proof', 'aria-label': `Proof: ${title}` },
    element('h3', {}, title),
    element('p', {}, ...withAuthor(sentence)),
    element(
      'div',
      { class: 'workshop-row' },
      alone,
      copyButton('copy hex', `the proof ${title}`, () => hex),
      inspectorLink('open in the inspector', { hex, profile: '', payload: '' }),
    ),
    said,
    bytes,
  );
}
