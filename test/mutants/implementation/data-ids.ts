import type { DataProfile } from '../../../src/conformance/protocol.js';
import { coreHash } from '../core.js';
import { concat, fromHex } from './bytes.js';
import { Refusal } from './refusal.js';
import { Verification } from './verification.js';

/** A schema's id in its parts. */
export interface SchemaId {
  /** As it is written. */
  readonly schemaId: string;
  readonly kind: 'system' | 'application';
  readonly name: string;
  readonly version: number | null;
  readonly viewId: string[] | null;
}

/** Ids of operations (hex), of views and of schemas, each step a method of its own so that it can be got wrong. */
export class DataIds extends Verification {
  readonly maxViewId: number = 1024;
  readonly systemNames: readonly string[] = [
    'schema_definition',
    'schema_field_definition',
    'blob',
    'blob_piece',
  ];

  isId(profile: DataProfile, id: string): boolean {
    return (profile === 'p2panda' ? /^0020[0-9a-f]{64}$/ : /^00[0-9a-fA-F]{66}$/).test(id);
  }

  checkId(profile: DataProfile, id: string): string {
    if (!this.isId(profile, id)) throw new Refusal('OPERATION_ID_INVALID');
    return id;
  }

  /** Below 0 where `a` comes first. */
  compareIds(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  sortedIds(ids: Iterable<string>): string[] {
    return [...new Set(ids)].sort((a, b) => this.compareIds(a, b));
  }

  /** How many ids a view id has, before they are looked at. */
  checkViewIdLength(profile: DataProfile, length: number | bigint): void {
    if (Number(length) === 0) throw new Refusal('VIEW_ID_EMPTY');
    if (profile === 'p2panda' && length > this.maxViewId) throw new Refusal('VIEW_ID_TOO_LONG');
  }

  checkAscends(before: string | undefined, id: string): void {
    if (before !== undefined && this.compareIds(before, id) >= 0) throw new Refusal('VIEW_ID_NOT_SORTED');
  }

  checkViewId(profile: DataProfile, ids: readonly string[]): string[] {
    this.checkViewIdLength(profile, ids.length);
    for (const id of ids) this.checkId(profile, id);
    ids.forEach((id, i) => this.checkAscends(ids[i - 1], id));
    return [...ids];
  }

  viewIdBytes(ids: readonly string[]): Uint8Array {
    return concat(...ids.map(fromHex));
  }

  viewIdHash(ids: readonly string[]): Uint8Array {
    return coreHash('p2panda', this.viewIdBytes(ids));
  }

  /** Letters, digits and underscores, a letter first. */
  isWord(text: string): boolean {
    return /^[A-Za-z][A-Za-z0-9_]*$/.test(text);
  }

  isSchemaName(profile: DataProfile, name: string): boolean {
    const shortest = profile === 'p2panda' ? 1 : 2;
    return name.length >= shortest && name.length <= 64 && this.isWord(name) && !name.endsWith('_');
  }

  isFieldName(name: string): boolean {
    return name.length <= 64 && this.isWord(name);
  }

  /** Where the last part of a schema id begins, or -1. */
  lastUnderscore(text: string): number {
    return text.lastIndexOf('_');
  }

  versionOf(profile: DataProfile, digits: string): number {
    const form = profile === 'p2panda' ? /^(0|[1-9][0-9]*)$/ : /^\+?[0-9]+$/;
    if (!form.test(digits)) throw new Refusal('SCHEMA_ID_MALFORMED');
    const version = Number(digits);
    if (profile === 'p2panda-compat' && version > 255) throw new Refusal('SCHEMA_ID_MALFORMED');
    return version;
  }

  checkSystemVersion(profile: DataProfile, version: number): void {
    if (profile === 'p2panda' && version !== 1) throw new Refusal('SYSTEM_SCHEMA_UNKNOWN');
  }

  parseSystemId(profile: DataProfile, name: string, digits: string): SchemaId {
    const version = this.versionOf(profile, digits);
    if (!this.systemNames.includes(name)) throw new Refusal('SYSTEM_SCHEMA_UNKNOWN');
    this.checkSystemVersion(profile, version);
    return { schemaId: `${name}_v${version}`, kind: 'system', name, version, viewId: null };
  }

  /** Whether what is left of an application schema's id ends with one more operation id. */
  hasMoreIds(rest: string): boolean {
    return rest.length >= 68;
  }

  /** The operation ids at the end of an application schema's id, and what is before them. */
  splitIds(profile: DataProfile, text: string): { name: string; ids: string[] } {
    const ids: string[] = [];
    let rest = text;
    do {
      const at = this.lastUnderscore(rest);
      if (at < 0) break;
      ids.unshift(this.checkId(profile, rest.slice(at + 1)));
      rest = rest.slice(0, at);
    } while (this.hasMoreIds(rest));
    return { name: rest, ids };
  }

  parseApplicationId(profile: DataProfile, text: string): SchemaId {
    const { name, ids } = this.splitIds(profile, text);
    if (name === '') throw new Refusal('SCHEMA_ID_MALFORMED');
    if (!this.isSchemaName(profile, name)) throw new Refusal('SCHEMA_NAME_INVALID');
    const viewId = this.checkViewId(profile, ids).map((id) => id.toLowerCase());
    return { schemaId: text, kind: 'application', name, version: null, viewId };
  }

  isSystemPart(part: string): boolean {
    return part.startsWith('v');
  }

  parseSchemaId(profile: DataProfile, text: string): SchemaId {
    const at = this.lastUnderscore(text);
    if (at < 0) throw new Refusal('SCHEMA_ID_MALFORMED');
    const last = text.slice(at + 1);
    return this.isSystemPart(last)
      ? this.parseSystemId(profile, text.slice(0, at), last.slice(1))
      : this.parseApplicationId(profile, text);
  }
}
