/** One block of fields of a `message/delivery-status` or `message/feedback-report` body: lower-case name → values in order. */
export type Fields = ReadonlyMap<string, readonly string[]>;

const maxBlocks = 5000;

/**
 * Field blocks between blank lines (RFC 3464 §2.1). A line that is neither a known field nor folded continues the field before
 * it: reporters break long diagnostics without indenting them.
 */
export function readFields(text: string, isField: (name: string) => boolean, opensBlock: (name: string) => boolean): Fields[] {
  const blocks: Fields[] = [];
  let block = new Map<string, string[]>();
  let last: string[] | undefined;
  const close = () => {
    if (block.size > 0 && blocks.length < maxBlocks) blocks.push(block);
    block = new Map();
    last = undefined;
  };
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      close();
      continue;
    }
    const folded = line.startsWith(' ') || line.startsWith('\t');
    const colon = folded ? -1 : line.indexOf(':');
    const name = colon > 0 && colon < 60 ? line.slice(0, colon).trim().toLowerCase() : '';
    if (name !== '' && isField(name)) {
      if (opensBlock(name) && block.has(name)) close();
      last = [line.slice(colon + 1).trim()];
      const values = block.get(name);
      if (values) {
        values.push(last[0]!);
        last = values;
      } else block.set(name, last);
    } else if (last && last.at(-1)!.length < 20_000) {
      last[last.length - 1] = `${last.at(-1)} ${line.trim()}`.trim();
    }
  }
  close();
  return blocks;
}

export function first(fields: Fields, name: string): string {
  return fields.get(name)?.[0] ?? '';
}

/** `dns; mx.example.com (192.0.2.1)` → `mx.example.com`. */
export function hostOf(value: string): string | null {
  const semicolon = value.indexOf(';');
  const host = (semicolon < 0 ? value : value.slice(semicolon + 1)).trim().split(/[\s(]/, 1)[0]!.toLowerCase();
  const name = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return bare === '' ? null : bare;
}
