/** The same WebAssembly module with a limit to its memory: Go sets none. */
exports.limitMemory = function limitMemory(wasm, mostPages) {
  const MEMORY = 5;
  let at = 8;
  while (at < wasm.length) {
    const start = at;
    const id = wasm[at++];
    const size = number(wasm, at);
    at = size.next;
    if (id === MEMORY) {
      const count = number(wasm, at);
      const flags = number(wasm, count.next);
      const least = number(wasm, flags.next);
      if (count.value !== 1 || flags.value !== 0) { throw new Error('the module is expected to have one memory without a limit'); }
      const limits = Buffer.from([1, 1, ...bytes(least.value), ...bytes(mostPages)]);
      return Buffer.concat([wasm.subarray(0, start), Buffer.from([MEMORY, ...bytes(limits.length)]), limits, wasm.subarray(at + size.value)]);
    }
    at += size.value;
  }
  throw new Error('the module has no memory');
};

// Numbers are written in LEB128.
function number(wasm, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) { return { value, next: at }; }
  }
}

function bytes(value) {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...bytes(value >>> 7)];
}
