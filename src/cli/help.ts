import { wrap } from '../conformance/report/layout.js';
import { columns } from './terminal.js';

/** Longer lines are hard to follow. */
const WIDEST = 80;
/** Descriptions stand beside their options as long as so many columns are left for them. */
const NARROWEST_DESCRIPTION = 12;

/** How Commander lays out the help of every command: for as many columns as all else is written for. */
export const HELP_LAYOUT = { minWidthToWrap: NARROWEST_DESCRIPTION } as const;
export const HELP_WIDTHS = {
  getOutHelpWidth: (): number => columns(process.stdout),
  getErrHelpWidth: (): number => columns(process.stderr),
} as const;

/**
 * Paragraphs for `addHelpText` that fit the terminal. Lines that begin with a space stand as they are.
 *
 * @example command.addHelpText('after', prose(HELP))
 */
export function prose(text: string): (context: { readonly error: boolean }) => string {
  return ({ error }) => {
    const width = Math.min(WIDEST, columns(error ? process.stderr : process.stdout));
    const lines: string[] = [];
    let paragraph: string[] = [];
    const endParagraph = (): void => {
      if (paragraph.length > 0) lines.push(...wrap(paragraph.join(' '), width));
      paragraph = [];
    };
    for (const line of text.split('\n')) {
      if (line !== '' && !line.startsWith(' ')) paragraph.push(line);
      else {
        endParagraph();
        lines.push(line);
      }
    }
    endParagraph();
    return lines.join('\n');
  };
}
