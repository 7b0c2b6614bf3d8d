import { readFileSync } from 'node:fs';

/** What is called in the binary. */
interface Exports {
  memory: WebAssembly.Memory;
  /** The function that entry decoding uses. A u64 crosses the border as an i64. */
  lipmaa(seqNum: bigint): bigint;
  /** Three strings as UTF-8 (pointer, length); writes value, error and a flag for the error, an i32 each. */
  verifySignature(result: number, ...strings: number[]): void;
  __wbindgen_malloc(size: number, alignment: number): number;
  __wbindgen_add_to_stack_pointer(delta: number): number;
}

/** The functions of p2panda-js 0.8.1 that only its binary has, or only there take any bytes. */
export interface Binary {
  lipmaa(seqNum: bigint): bigint;
  /**
   * @param publicKey hex
   * @param message any bytes: the binary looks at them as bytes alone
   * @param signature hex
   * @throws {Error} with the binary's text
   */
  verifySignature(publicKey: string, message: Uint8Array, signature: string): boolean;
}

/** Where the binary expects `true` among the JavaScript values that it refers to by number. */
const TRUE = 130;

/** Any number above the reserved ones stands for the one error there can be at a time. */
const AN_ERROR = 132;

/**
 * Instantiates the binary that p2panda-js 0.8.1 exports as `p2panda-js/p2panda.wasm`.
 *
 * @param path of the file.
 */
export function openBinary(path: string): Binary {
  const module = new WebAssembly.Module(readFileSync(path));
  let text = '';
  const textAt = (pointer: number, length: number): string =>
    Buffer.from(exports.memory.buffer, pointer >>> 0, length).toString('utf8');

  const imports: Record<string, Record<string, unknown>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => {
      throw new Error(`the binary called ${name}, which verifying a signature should not need`);
    };
  }
  Object.assign(imports.wbg ?? {}, {
    // `new Error(text)`, under the name that the published build gave it.
    __wbg_new_d258248ed531ff54: (pointer: number, length: number) => {
      text = textAt(pointer, length);
      return AN_ERROR;
    },
    __wbindgen_throw: (pointer: number, length: number) => {
      throw new Error(textAt(pointer, length));
    },
  });
  const instance = new WebAssembly.Instance(module, imports as WebAssembly.Imports);
  const exports = instance.exports as unknown as Exports;

  const put = (bytes: Uint8Array): [number, number] => {
    const pointer = exports.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(exports.memory.buffer, pointer, bytes.length).set(bytes);
    return [pointer, bytes.length];
  };
  return {
    lipmaa: (seqNum) => BigInt.asUintN(64, exports.lipmaa(BigInt.asIntN(64, seqNum))),
    verifySignature: (publicKey, message, signature) => {
      const result = exports.__wbindgen_add_to_stack_pointer(-16);
      try {
        // The binary frees what it is given.
        exports.verifySignature(
          result,
          ...put(Buffer.from(publicKey)),
          ...put(message),
          ...put(Buffer.from(signature)),
        );
        const [value, , failed] = new Int32Array(exports.memory.buffer, result, 3);
        if (failed !== 0) throw new Error(text);
        return value === TRUE;
      } finally {
        exports.__wbindgen_add_to_stack_pointer(16);
      }
    },
  };
}
